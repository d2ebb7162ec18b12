import type { Span } from './segment.js';
import { Segmenter, type startThread } from './segmenter.js';
import type { TermSpans } from './term-spans.js';

/** Texts that one thread cuts before another begins to load: fewer it has cut before that one would help. */
const textsOfOne = 2000;

/**
 * Segmenters that share the cutting of texts; queries are the first one's. Each further one takes 250 MB, so it begins
 * to load only when there is much to cut, and is given texts once it has.
 */
export class SegmenterPool {
  readonly #start: () => Segmenter;
  readonly #threads: number;
  readonly #first: Segmenter;
  /** All that were begun, the first one included. */
  readonly #begun: Segmenter[];
  /** Those that have loaded their words. */
  readonly #loaded: Segmenter[];
  #texts = 0;

  /**
   * @param userWords lines in jieba's form
   * @param threads at most
   */
  constructor(userWords: string, threads: number, start?: typeof startThread) {
    this.#start = () => new Segmenter(userWords, start);
    this.#threads = threads;
    this.#first = this.#start();
    this.#begun = [this.#first];
    this.#loaded = [this.#first];
  }

  /** @throws IndexerError `segmenter` where the first thread cannot be kept alive */
  terms(texts: readonly string[]): Promise<TermSpans[]> {
    this.#texts += texts.length;
    if (this.#begun.length < this.#threads && this.#texts > textsOfOne * this.#begun.length) this.#begin();
    return this.#termsBy(
      this.#loaded.reduce((best, next) => (next.waiting < best.waiting ? next : best)),
      texts,
    );
  }

  /** @throws IndexerError `segmenter` */
  words(runs: readonly string[]): Promise<readonly (readonly string[])[]> {
    return this.#first.words(runs);
  }

  /** @throws IndexerError `segmenter` */
  knownWords(runs: readonly string[]): Promise<readonly (readonly Span[])[]> {
    return this.#first.knownWords(runs);
  }

  /** Answers what was asked so far, then ends all threads. */
  async close(): Promise<void> {
    await Promise.all(this.#begun.map((segmenter) => segmenter.close()));
  }

  /** One that dies is done without, like one that cannot load. */
  async #termsBy(segmenter: Segmenter, texts: readonly string[]): Promise<TermSpans[]> {
    try {
      return await segmenter.terms(texts);
    } catch (error) {
      if (segmenter === this.#first) throw error;
      const at = this.#loaded.indexOf(segmenter);
      if (at !== -1) this.#loaded.splice(at, 1);
      return this.#first.terms(texts);
    }
  }

  #begin(): void {
    const segmenter = this.#start();
    this.#begun.push(segmenter);
    // One that cannot load is done without: the first one has the same words.
    segmenter.words([]).then(
      () => this.#loaded.push(segmenter),
      () => undefined,
    );
  }
}
