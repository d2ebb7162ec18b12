import type { Documents } from './documents.js';
import { documentOf, isCrossing } from './posting-list.js';
import type { Postings } from './postings.js';

/** Versions of articles that have a term, from which its dead ones are remembered: fewer are counted as quickly. */
const worthRemembering = 64;

/**
 * How many articles have a term: postings hold replaced and deleted versions, too, until a compaction. To count these
 * takes a walk over the term's postings, so the number is remembered until another version dies.
 */
export class ArticleCounts {
  readonly #documents: Documents;
  readonly #postings: Postings;
  readonly #dead = new Map<string, number>();
  /** Dead versions when those of the terms were counted. */
  #deadThen = 0;

  constructor(documents: Documents, postings: Postings) {
    this.#documents = documents;
    this.#postings = postings;
  }

  /** How many articles have the term. */
  of(term: string): number {
    const frequency = this.#postings.frequency(term);
    const { size, liveCount } = this.#documents;
    if (size === liveCount) return frequency;
    return frequency - (frequency < worthRemembering ? this.#countDead(term) : this.#deadWith(term, size - liveCount));
  }

  #deadWith(term: string, deadNow: number): number {
    if (deadNow !== this.#deadThen) this.#dead.clear();
    this.#deadThen = deadNow;
    const known = this.#dead.get(term);
    if (known !== undefined) return known;
    const dead = this.#countDead(term);
    this.#dead.set(term, dead);
    return dead;
  }

  #countDead(term: string): number {
    const { words } = this.#documents.live;
    let dead = 0;
    for (const posting of this.#postings.of(term)) {
      const document = documentOf(posting);
      if (!isCrossing(posting)) dead += 1 & ~((words[document >>> 5] ?? 0) >>> (document & 31));
    }
    return dead;
  }
}
