import { setTimeout as sleep } from 'node:timers/promises';
import { z } from 'zod';
import { CorpusError } from '../errors.js';
import { wherePut, type ClusterConnection } from './cluster-connection.js';
import { ClusterError } from './cluster-error.js';

const kept = z.object({
  _seq_no: z.number(),
  _primary_term: z.number(),
  _source: z.object({ last: z.number() }),
});
type Kept = z.infer<typeof kept>;

const id = 'changes';
const mostTries = 200;
/** Numbers that are left out behind one that was used and not counted. */
const margin = 1000;

/** The change numbers that were given out, a document that every process counts up: nobody gets one twice. */
export class ChangeCounter {
  readonly #connection: ClusterConnection;
  readonly #index: string;
  /** As it was seen last. */
  #known: Kept | null = null;
  /** One at a time; other processes are other turns. */
  #turn: Promise<unknown> = Promise.resolve();

  constructor(connection: ClusterConnection, index: string) {
    this.#connection = connection;
    this.#index = index;
  }

  /** The last number given out. */
  async last(): Promise<number> {
    return (await this.#read())._source.last;
  }

  /**
   * Takes as many numbers as asked for, which follow one another.
   * @returns the first of them
   */
  reserve(count: number): Promise<number> {
    const reserved = this.#turn.then(() => this.#reserve(count));
    this.#turn = reserved.catch(() => undefined);
    return reserved;
  }

  /**
   * Has all numbers from now on be higher than one that is in use. In a snapshot of the cluster, which is not of one moment,
   * there may be articles with numbers that the counter does not know of.
   * @param used found before this is called: what is written meanwhile has numbers of the counter
   */
  async passOver(used: number): Promise<void> {
    await this.#advance((last) => (last < used ? used + margin : last));
  }

  async #reserve(count: number): Promise<number> {
    return (await this.#advance((last) => last + count)) + 1;
  }

  /** @returns the last number before */
  async #advance(next: (last: number) => number): Promise<number> {
    for (let tries = 0; tries < mostTries; tries++) {
      const before = this.#known ?? (await this.#read());
      const { last } = before._source;
      if (next(last) === last) return last;
      const after = await this.#write(before, next(last));
      this.#known = after;
      if (after !== null) return last;
      await sleep(Math.random() * 20);
    }
    throw new CorpusError('unavailable', 'too many write at once to get a change number');
  }

  async #read(): Promise<Kept> {
    return this.#connection.ask(kept, { method: 'GET', path: [this.#index, '_doc', id], query: wherePut });
  }

  /** @returns `null` where another process was first */
  async #write({ _seq_no: if_seq_no, _primary_term: if_primary_term }: Kept, last: number): Promise<Kept | null> {
    const place = z.object({ _seq_no: z.number(), _primary_term: z.number() });
    try {
      const after = await this.#connection.ask(place, {
        method: 'PUT',
        path: [this.#index, '_doc', id],
        query: { if_seq_no, if_primary_term, wait_for_active_shards: this.#connection.activeCopies },
        body: { last },
      });
      return { ...after, _source: { last } };
    } catch (error) {
      if (error instanceof ClusterError && error.failure.status === 409) return null;
      this.#known = null;
      throw error;
    }
  }
}
