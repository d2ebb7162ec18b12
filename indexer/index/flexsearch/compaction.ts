import { setImmediate as turn } from 'node:timers/promises';
import type { Analyzer } from '../../analyzer/analyzer.js';
import type { IndexedDocument } from './documents.js';
import { Generation } from './generation.js';

/** Milliseconds of work between two turns of the event loop. */
const slice = 8;
/** Dead versions that are left alone. */
const toleratedDead = 256;

/** Whether a generation has become wasteful (a third of it dead) or its impacts stale (mean length off by a third). */
export function needsCompaction({ documents, averageLength }: Generation): boolean {
  const dead = documents.size - documents.liveCount;
  if (dead > toleratedDead && dead * 3 > documents.size) return true;
  if (documents.liveCount === 0) return false;
  const drift = documents.meanLength / averageLength;
  return drift > 4 / 3 || drift < 3 / 4;
}

/**
 * Builds the next generation from the live documents of the last, turn by turn, while searches and writes go on.
 * What is written meanwhile has to be given to both: `add` and `remove` do that for the new one.
 */
export class Compaction {
  readonly #from: Generation;
  readonly #to: Generation;
  #stopped = false;

  constructor(from: Generation, analyzer: Analyzer) {
    this.#from = from;
    this.#to = new Generation(analyzer, Math.max(1, from.documents.meanLength));
  }

  add(document: IndexedDocument): void {
    this.#to.add(document);
  }

  remove(id: string): void {
    this.#to.remove(id);
  }

  /** Ends `run` early. */
  stop(): void {
    this.#stopped = true;
  }

  /** Copies what is live; resolves with the new generation, or `null` when stopped. */
  async run(): Promise<Generation | null> {
    const { documents } = this.#from;
    const size = documents.size;
    let since = performance.now();
    for (let number = 0; number < size; number++) {
      if (documents.live.has(number)) this.#to.add(documents.document(number));
      if (performance.now() - since < slice) continue;
      await turn();
      if (this.#stopped) return null;
      since = performance.now();
    }
    return this.#to;
  }
}
