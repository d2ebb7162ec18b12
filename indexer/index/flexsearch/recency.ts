import { bonusAt, countedFrom } from '../ranking/fading.js';
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
    this.#newest = countedFrom(documents.newestDay());
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
    return bonusAt(this.#weight, this.#newest - (this.#days[document] ?? Number.NaN));
  }
}
