import { shanghaiDay } from '../shanghai-calendar.js';
import { faded } from '../ranking/fading.js';
import type { Documents } from './documents.js';

/**
 * The bonus of newer articles, as a share of the score: `weight` for the newest day (today where that is in the future),
 * half of it after a month, a thirteenth after a year. Falls as 1 / (1 + age): news of a year ago and of two are alike, today's and last month's not.
 */
export class Recency {
  readonly #days: readonly number[];
  readonly #newest: number;
  readonly #weight: number;

  /** @param weight share of the score that the newest day adds, such as 0.1 */
  constructor(documents: Documents, weight: number) {
    this.#days = documents.columns.days;
    // One article with a wrong date in the future would age all others by years.
    this.#newest = Math.min(documents.newestDay(), shanghaiDay(Date.now()));
    this.#weight = weight;
  }

  /** Raises the scores of documents by their shares. */
  addTo(scores: Float32Array, documents: Uint32Array): void {
    for (let i = 0; i < documents.length; i++) {
      const document = documents[i] ?? 0;
      scores[document] = (scores[document] ?? 0) * (1 + this.share(document));
    }
  }

  /** The share of its score that a document gains: 0 where it has no time. */
  share(document: number): number {
    const age = this.#newest - (this.#days[document] ?? Number.NaN);
    return Number.isNaN(age) ? 0 : faded(this.#weight, Math.max(0, age));
  }
}
