/**
 * A copy that scores so much of what the best one does is as good: the earliest of these is shown. Copies differ that
 * much by how their headlines were cut; a headline that is the query is worth more than all words together.
 */
const asGood = 0.5;

/**
 * Which of the copies of a story is shown for all: the earliest, but for those that score much less than others do.
 * @param group not empty
 * @param isEarlier whether one comes before another, the oldest first
 */
export function headOf<T>(
  group: readonly T[],
  scoreOf: (copy: T) => number,
  isEarlier: (one: T, other: T) => boolean,
): T {
  const enough = asGood * Math.max(...group.map(scoreOf));
  const good = group.filter((copy) => scoreOf(copy) >= enough);
  return good.reduce((first, copy) => (isEarlier(copy, first) ? copy : first));
}
