import { faded } from './fading.js';

/** Best documents that are looked at: copies among them are left out. */
export const mostCandidates = 60;
/** The share of the article's own score below which another has only some words in common with it. */
export const leastShare = 0.13;
/** Key terms that two articles have in common at least: one alone may be any word. */
export const leastShared = 2;
/** What an article of the same day gains, as a share of its score. */
const timeWeight = 0.3;

/**
 * By how much an article's share rises for being near in time.
 * @param days between the two, either way; `NaN` where one has no time
 */
export function closeness(days: number): number {
  return Number.isNaN(days) ? 1 : 1 + faded(timeWeight, Math.abs(days));
}
