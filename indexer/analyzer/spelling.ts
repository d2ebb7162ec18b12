import { isUnspaced } from './character-class.js';
import { readingsOf, type Reading } from './pinyin.js';

/** Letters of what was typed that are looked at. */
const longest = 48;

/**
 * What was typed, where it may be pinyin: Latin letters, alone (`xichang`) or with Han characters (`xi昌`), syllables
 * parted by apostrophes where one likes; ü becomes `v`. `null` where it is something else.
 * @param text folded
 */
export function pinyinInput(text: string): string | null {
  const typed = text.replaceAll('ü', 'v').replaceAll('’', "'");
  if (typed.length > longest || !/^[a-z]/.test(typed.replace(/^\p{Script=Han}+/u, ''))) return null;
  return /^(?:[a-z]|'(?=[a-z])|\p{Script=Han})+$/u.test(typed) ? typed : null;
}

/** The letters before the first Han character, apostrophes left out. */
export function leadingLetters(typed: string): string {
  return (/^[a-z']*/.exec(typed)?.[0] ?? '').replaceAll("'", '');
}

/** Whether what was typed goes on with this syllable; `partly`: with its beginning, as far as it was typed. */
type Step = (typed: string, at: number, syllable: string) => readonly number[];

/** The whole syllable. */
const whole: Step = (typed, at, syllable) => (typed.startsWith(syllable, at) ? [at + syllable.length] : []);

/** The whole syllable, its initial, or as much of it as was typed at the end. */
const partly: Step = (typed, at, syllable) => {
  const initial = /^(?:[zcs]h|.)/.exec(syllable)?.[0] ?? '';
  const ends = [syllable, initial, initial.charAt(0)].filter((part) => typed.startsWith(part, at));
  const rest = typed.slice(at);
  const isCutShort = rest !== '' && syllable.startsWith(rest);
  return [...new Set([...ends.map((part) => at + part.length), ...(isCutShort ? [typed.length] : [])])];
};

/** How many characters of the word cover all that was typed; 0 where none do. */
function covered(word: string, reading: Reading, typed: string, step: Step): number {
  const walk = (index: number, at: number): number => {
    const start = typed[at] === "'" ? at + 1 : at;
    if (start >= typed.length) return index;
    if (index >= word.length) return 0;
    if (typed[start] === word[index]) return walk(index + 1, start + 1);
    for (const next of step(typed, start, reading[index] ?? '')) {
      const found = walk(index + 1, next);
      if (found > 0) return found;
    }
    return 0;
  };
  return walk(0, 0);
}

/** Whether what was typed spells a whole word: each character as itself or by its full syllable. */
export function spells(typed: string, word: string): boolean {
  return readingsOf(word).some((reading) => covered(word, reading, typed, whole) === word.length);
}

/**
 * How many characters at the start of a text what was typed stands for: each as itself, by its syllable or its initial,
 * the last one by the beginning of its syllable. 0: it does not begin so.
 * @param text folded
 */
export function spelledLength(typed: string, text: string): number {
  let end = 0;
  while (end < Math.min(text.length, typed.length) && isUnspaced(text, end)) end++;
  const start = text.slice(0, end);
  return Math.max(0, ...readingsOf(start).map((reading) => covered(start, reading, typed, partly)));
}
