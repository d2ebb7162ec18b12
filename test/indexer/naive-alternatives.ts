import { pinyin } from 'pinyin-pro';
import { stopWords } from '../../indexer/analyzer/stop-words.js';
import { regionalWords } from '../../indexer/query/regional-words.js';
import { naiveFold } from './naive-fold.js';

/** What else the words and runs of a wish may stand for. */
export interface NaiveAlternatives {
  /** The words of other regions for a folded word. */
  sisters(word: string): readonly string[];
  /** For a folded run of Latin letters: the words in a row that it spells, each in all its ways to be written. */
  spelled(run: string): readonly (readonly string[])[];
}

/** The other words of every line that has the word, and it as Taiwan writes 着, or the mainland 著. */
export function naiveSisters(word: string): string[] {
  const groups = regionalWords.map((group) => group.map(naiveFold)).filter((group) => group.includes(word));
  const swapped = word.replaceAll('着', '\0').replaceAll('著', '着').replaceAll('\0', '著');
  return [...groups.flat(), swapped].filter((other) => other !== word);
}

/** A folded run where it may be pinyin: Latin letters, Han characters, apostrophes between; `null`: it is none. */
export function naivePinyin(run: string): string | null {
  const typed = run.replaceAll('’', "'").replaceAll('ü', 'v').replace(/^'/, '');
  return /^\p{Script=Han}*'?[a-z](?:'?[a-z]|\p{Script=Han})*$/u.test(typed) ? typed : null;
}

/** Characters that are commonly read in two ways, of those that the tests write. */
const common: Readonly<Record<string, readonly string[]>> = {
  长: ['chang', 'zhang'],
  行: ['xing', 'hang'],
  重: ['zhong', 'chong'],
};

/** The common readings of each character of a word: as pinyin-pro reads it in this word, as it reads a name, or listed. */
function readings(word: string): string[][] {
  const read = (surname: 'off' | 'head'): string[] =>
    pinyin(word, { toneType: 'none', type: 'array', v: true, surname });
  const [asWord, asName] = [read('off'), read('head')];
  return Array.from(word, (character, i) => [asWord[i] ?? '', asName[i] ?? '', ...(common[character] ?? [])]);
}

/** Whether what was typed spells the word: each character as itself or by a common reading. */
export function isSpelledSo(typed: string, word: string): boolean {
  const characters = Array.from(word);
  const ways = readings(word).map((some, i) => `(?:${[characters[i], ...some].filter(Boolean).join('|')})`);
  return new RegExp(`^${ways.join("'?")}$`).test(typed);
}

/** Whether the words in a row are spelled so, in each of their ways to be written, stop words between them left out. */
export function areSpelledSo(typed: string, words: readonly (readonly string[])[]): boolean {
  const [first, ...rest] = words;
  if (typed === '') return first === undefined;
  const ends = Array.from(typed, (_, i) => i + 1);
  return ends.some((end) => {
    const [start, after] = [typed.slice(0, end), typed.slice(end)];
    if (first?.every((word) => isSpelledSo(start, word)) === true && areSpelledSo(after, rest)) return true;
    return [...stopWords].some((word) => isSpelledSo(start, word)) && areSpelledSo(after, words);
  });
}
