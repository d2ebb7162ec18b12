import type { Socket } from 'node:net';
import type { Request } from 'express';
import type { ServiceMetrics } from '../metrics/index.js';
import { isFound, type CountedSearch, type Readers, type SearchAnswer } from '../../indexer/index.js';

/**
 * Counts what readers type. Nothing tells a query from a keystroke on its way to one, but a box that searches while one
 * types asks over one connection: there the earlier of two searches is forgotten where the later one goes on from it.
 */
export class TypedQueries {
  readonly #readers: Readers;
  readonly #metrics: ServiceMetrics;
  /** The last search of each open connection. */
  readonly #last = new WeakMap<Socket, CountedSearch>();

  /** @param metrics told of each first page */
  constructor(readers: Readers, metrics: ServiceMetrics) {
    this.#readers = readers;
    this.#metrics = metrics;
  }

  /** Counts a search, with its answer. */
  note({ socket }: Request, q: string, answer: SearchAnswer): void {
    if (q !== '' && answer.page === 1) this.#metrics.searched(isFound(answer));
    const counted = this.#readers.searched(q, answer, this.#last.get(socket));
    if (counted !== undefined) this.#last.set(socket, counted);
  }
}
