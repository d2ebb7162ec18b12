import type { Analyzer } from '../../analyzer/analyzer.js';
import type { TermSpans } from '../../analyzer/term-spans.js';
import { cutAhead } from '../cut-ahead.js';
import type { IndexedDocument } from './documents.js';
import { Generation } from './generation.js';

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
  readonly #analyzer: Analyzer;
  #stopped = false;

  constructor(from: Generation, analyzer: Analyzer) {
    this.#from = from;
    this.#to = new Generation(Math.max(1, from.documents.meanLength));
    this.#analyzer = analyzer;
  }

  add(document: IndexedDocument, terms: TermSpans): void {
    this.#to.add(document, terms);
  }

  remove(id: string): void {
    this.#to.remove(id);
  }

  /** Ends `run` early. */
  stop(): void {
    this.#stopped = true;
  }

  /**
   * Copies what is live; resolves with the new generation, or `null` when stopped. Terms are cut anew, since impacts
   * cannot be had from impacts.
   */
  async run(): Promise<Generation | null> {
    const { documents } = this.#from;
    const numbers = this.#liveNumbers();
    for await (const { item: number, terms } of cutAhead(numbers, (one) => documents.text(one), this.#analyzer)) {
      if (this.#stopped) return null;
      // What was replaced or deleted while it was cut has been given to the new generation since.
      if (documents.live.has(number)) this.#to.add(documents.document(number), terms);
    }
    await this.#to.postings.settleInSlices();
    // The little that has come meanwhile: from now on writers settle what they write.
    this.#to.postings.settle();
    return this.#stopped ? null : this.#to;
  }

  /** Of the documents that were there when the compaction began, drawn little by little. */
  *#liveNumbers(): Generator<number> {
    const { documents } = this.#from;
    const size = documents.size;
    for (let number = 0; number < size; number++) if (documents.live.has(number)) yield number;
  }
}
