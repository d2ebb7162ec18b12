/** Days after which the bonus has fallen to half. */
const halfAge = 30;

/** What is left of a bonus after so many days: half of it after a month, a thirteenth after a year. */
export function faded(bonus: number, days: number): number {
  return bonus / (1 + days / halfAge);
}
