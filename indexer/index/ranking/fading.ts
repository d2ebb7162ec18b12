import { shanghaiDay } from '../shanghai-calendar.js';

/** The day from which age counts, as days since 1970: today where the newest article is of a day to come. */
export function countedFrom(newestDay: number): number {
  // One article with a wrong date in the future would age all others by years.
  return Math.min(newestDay, shanghaiDay(Date.now()));
}

/** Days after which the bonus has fallen to half. */
const halfAge = 30;

/** What is left of a bonus after so many days: half of it after a month, a thirteenth after a year. */
export function faded(bonus: number, days: number): number {
  return bonus / (1 + days / halfAge);
}

/** What an article of an age in days gains of a bonus: all of it in the future, nothing where `NaN` says it has no time. */
export function bonusAt(bonus: number, age: number): number {
  return Number.isNaN(age) ? 0 : faded(bonus, Math.max(0, age));
}
