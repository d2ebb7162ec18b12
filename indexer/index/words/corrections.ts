import { isToken, isUnspaced } from '../../analyzer/character-class.js';
import type { Correction } from '../search-index.js';
import { Stretch, type Vocabulary } from './stretch.js';

/** Units of a run that are looked at: a reader who typed more finds by the rest. */
const longestRun = 24;

/** The stretches of a run that are of one kind. */
function* stretches(run: string, words: Vocabulary): Generator<Iterable<Correction>> {
  for (let start = 0; start < run.length;) {
    const kind = [isUnspaced, isToken].find((is) => is(run, start));
    let end = start + 1;
    if (kind !== undefined) while (end < run.length && kind(run, end)) end++;
    const stretch = new Stretch(run, start, end, words);
    if (kind === isUnspaced) yield stretch.han();
    if (kind === isToken) yield stretch.token();
    start = end;
  }
}

/**
 * The words that parts of a folded run may be meant for, the likeliest first, at most `size`, each with the characters
 * beside it that no other word takes: words that sound alike or nearly so, differ by a character of like shape or by two
 * neighbours swapped; Han words of three characters and more by one put in or left out, of four and more by one replaced.
 * Such a slip is not looked for in a first character, nor in a second but where one is put in. Letters have swaps and
 * slips from five on. At least half of a word was typed. Nothing takes the place of a word that is meant as it stands: it
 * is among those said to be, or more than one article has it. None of a run of more than 24 characters.
 */
export function correctionsOf(run: string, size: number, words: Vocabulary): Correction[] {
  if (run.length > longestRun) return [];
  const all = [...stretches(run, words)].flatMap((found) => [...found]);
  return all.sort((a, b) => b.weight - a.weight || (a.text < b.text ? -1 : 1)).slice(0, size);
}
