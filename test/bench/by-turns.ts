/**
 * Does each task once a round, one after the other, so that a slow minute is everyone's; gives what came of each, round
 * by round. The first round only warms up.
 */
export async function byTurns<T>(rounds: number, tasks: readonly (() => Promise<T>)[]): Promise<T[][]> {
  const found: T[][] = tasks.map(() => []);
  for (let round = 0; round <= rounds; round++) {
    for (const [i, task] of tasks.entries()) {
      const result = await task();
      if (round > 0) found[i]?.push(result);
    }
  }
  return found;
}
