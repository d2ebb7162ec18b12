/** The fewest letters of two syllables, and the most of a word that is looked for. */
const shortest = 3;
const longest = 24;

/** A way to spell the first letters as words. */
interface Way {
  readonly words: readonly (readonly string[])[];
  /** The fewer words the better; of as many, the more frequent. */
  readonly count: number;
  readonly weight: number;
}

function isBetter(a: Way, b: Way | undefined): boolean {
  return b === undefined || a.count < b.count || (a.count === b.count && a.weight > b.weight);
}

/**
 * Parts letters into words that are spelled so, the fewest that do; empty where that cannot be.
 * @param wordsOf the words of a spelling, the best first
 * @param weigh how good a word is, above 0
 */
export function splitPinyin(
  letters: string,
  wordsOf: (letters: string) => readonly string[],
  weigh: (word: string) => number,
): readonly (readonly string[])[] {
  const best: (Way | undefined)[] = [{ words: [], count: 0, weight: 0 }];
  for (let start = 0; start + shortest <= letters.length; start++) {
    const before = best[start];
    if (before === undefined) continue;
    for (let end = start + shortest; end <= Math.min(letters.length, start + longest); end++) {
      const words = wordsOf(letters.slice(start, end));
      const [first] = words;
      if (first === undefined) continue;
      const way = { words: [...before.words, words], count: before.count + 1, weight: before.weight + weigh(first) };
      if (isBetter(way, best[end])) best[end] = way;
    }
  }
  return best[letters.length]?.words ?? [];
}
