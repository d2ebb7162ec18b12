import { isUnspaced } from './character-class.js';
import { allSyllables, readingsOf, type Reading } from './pinyin.js';

/** Letters of what was typed that are looked at. */
const longest = 48;

/**
 * What was typed, where it may be pinyin: Latin letters, alone (`xichang`) or with Han characters (`xi昌`), syllables
 * parted by apostrophes where one likes; ü becomes `v`. `null` where it is something else.
 * @param text folded
 */
export function pinyinInput(text: string): string | null {
  const typed = text.replaceAll('ü', 'v').replaceAll('’', "'");
  if (typed.length > longest || !/[a-z]/.test(typed)) return null;
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

function initialOf(syllable: string): string {
  return /^(?:[zcs]h|.)/.exec(syllable)?.[0] ?? '';
}

/** The whole syllable, its initial, or as much of it as was typed at the end. */
const partly: Step = (typed, at, syllable) => {
  const initial = initialOf(syllable);
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

/** The most letters that are parted in all ways, and the most characters that they may stand for. */
const mostParted = 12;
const mostCharacters = 6;

/** Parts of letters that stand for a character: at the end the beginning of a syllable will do. */
function buildParts(): { readonly inside: ReadonlySet<string>; readonly atEnd: ReadonlySet<string> } {
  const syllables = [...allSyllables()];
  const initials = syllables.flatMap((syllable) => [initialOf(syllable), syllable.charAt(0)]);
  const beginnings = syllables.flatMap((syllable) => Array.from(syllable, (_, i) => syllable.slice(0, i + 1)));
  return { inside: new Set([...syllables, ...initials]), atEnd: new Set(beginnings) };
}

let parts: ReturnType<typeof buildParts> | undefined;

/**
 * The first letters of the characters that letters may stand for, each by its syllable or its initial: `xchang` for `xc`.
 * Empty where there are too many letters.
 */
export function initialsOf(letters: string): ReadonlySet<string> {
  if (letters.length > mostParted) return new Set();
  const { inside, atEnd } = (parts ??= buildParts());
  const ways = Array.from({ length: letters.length + 1 }, () => new Set<string>());
  ways[0]?.add('');
  ways.forEach((before, start) => {
    for (let end = start + 1; end <= letters.length; end++) {
      if (!(end === letters.length ? atEnd : inside).has(letters.slice(start, end))) continue;
      for (const way of before) if (way.length < mostCharacters) ways[end]?.add(way + letters.charAt(start));
    }
  });
  return ways[letters.length] ?? new Set();
}
