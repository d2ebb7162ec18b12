import { pinyinInput, spelledLength } from '../../analyzer/spelling.js';
import { stopWords } from '../../analyzer/stop-words.js';
import type { Lexicon } from './lexicon.js';
import { splitPinyin } from './split-pinyin.js';

/** The words of an index, and how many articles have each. */
export interface CountedWords {
  readonly lexicon: Lexicon;
  /** No more articles have the word than this. */
  bound(word: string): number;
  /** How many articles have it. */
  count(word: string): number;
}

/** A word, with how many articles have it. */
interface Word {
  readonly text: string;
  readonly frequency: number;
}

const saysSomething = ({ text }: Word): boolean => !stopWords.has(text);

/** What is being typed, folded, and as pinyin where it may be that. */
export interface Typed {
  readonly prefix: string;
  readonly pinyin: string | null;
  /** Whether a word or title may be suggested. */
  readonly isWanted: (folded: string) => boolean;
}

/** What is being typed, looked at. */
export function typedOf(prefix: string, isWanted: Typed['isWanted'] = () => true): Typed {
  return { prefix, pinyin: pinyinInput(prefix), isWanted };
}

/** Of two words that begin alike, the shorter says nothing of its own where the longer is nearly as frequent. */
const sameFrequency = 0.8;
/** Words that are looked at for each that is asked for: near-repeats are left out. */
const lookedAt = 4;
/** Words found by pinyin whose titles are offered, too. */
const spelledTitles = 3;
/** Homophones that a word in pinyin may stand for in a search, and how frequent each is beside the first at least. */
const mostSpelled = 8;
const leastSpelled = 0.02;

/** The words that what is typed begins or spells, the likeliest first, stop words among them. */
export function wordsFor(words: CountedWords, typed: Typed, size: number): readonly string[] {
  const exact = typed.pinyin === null ? [] : homophones(words, typed.pinyin);
  const spelled = meant(exact.filter(saysSomething)).filter(typed.isWanted);
  return [...new Set([...spelled, ...frequentWords(words, typed, size)])];
}

/** How titles begin that are offered beside those that begin as typed: with what the pinyin stands for. */
export function spelledBeginnings({ pinyin }: Typed, words: readonly string[]): readonly string[] {
  if (pinyin === null) return [];
  return words.filter((word) => spelledLength(pinyin, word) > 0).slice(0, spelledTitles);
}

/** Those of the words that are offered: half of `size`, or more where there are fewer titles. No stop words. */
export function offeredWords(words: readonly string[], size: number, titles: number): readonly string[] {
  const offered = words.filter((text) => !stopWords.has(text));
  return offered.slice(0, Math.max(Math.ceil(size / 2), size - titles));
}

/**
 * The words that are spelled so, the most frequent first; where none is, those of its parts in a row. Stop words
 * are left out, and parts that are nothing else, unless there is nothing else and no article has the letters as typed.
 */
export function spelledWords(words: CountedWords, typed: string): readonly (readonly string[])[] {
  const all = homophones(words, typed);
  const saying = meant(all.filter(saysSomething));
  if (saying.length > 0) return [saying];
  const found = all.length > 0 ? [meant(all)] : inARow(words, typed);
  const rest = found.filter((some) => !some.every((word) => stopWords.has(word)));
  return rest.length > 0 || words.count(typed) > 0 ? rest : found;
}

function inARow(words: CountedWords, typed: string): readonly (readonly string[])[] {
  if (!/^[a-z]+$/.test(typed)) return [];
  const wordsOf = (letters: string): string[] => meant(homophones(words, letters));
  return splitPinyin(typed, wordsOf, (word) => Math.log(1 + words.count(word)));
}

/** The words that are spelled just so, the most frequent first. */
function homophones(words: CountedWords, typed: string): Word[] {
  return mostFrequent(words, words.lexicon.spelled(typed), Infinity, () => true);
}

/** The most frequent words that begin so: of a level's words, none beyond it is as frequent as its least. */
function frequentWords(words: CountedWords, { prefix, pinyin, isWanted }: Typed, size: number): string[] {
  const wanted = size * lookedAt;
  let found: Word[] = [];
  for (const { least, words: some } of words.lexicon.typedSo(prefix, pinyin)) {
    found = mostFrequent(words, some, wanted, isWanted);
    if ((found[wanted - 1]?.frequency ?? 0) >= least) break;
  }
  return withoutNearRepeats(found.filter(({ text }) => text !== prefix));
}

/** Those of the homophones that may be meant: others are too rare beside the first. */
function meant(some: readonly Word[]): string[] {
  const least = (some[0]?.frequency ?? 0) * leastSpelled;
  return some.flatMap(({ text, frequency }) => (frequency >= least ? [text] : [])).slice(0, mostSpelled);
}

const byRank = (a: Word, b: Word): number => b.frequency - a.frequency || (a.text < b.text ? -1 : 1);

/**
 * Those of some words that articles have and that are wanted, the most frequent first, at most `size`. Articles are
 * counted only of words that may be among these.
 */
function mostFrequent(words: CountedWords, some: Iterable<string>, size: number, isWanted: Typed['isWanted']): Word[] {
  const bounds = Array.from(some, (text) => ({ text, frequency: words.bound(text) })).sort(byRank);
  const best: Word[] = [];
  for (const { text, frequency: bound } of bounds) {
    if (bound < (best[size - 1]?.frequency ?? 1)) break;
    if (!isWanted(text)) continue;
    const frequency = words.count(text);
    if (frequency > 0) putInPlace(best, { text, frequency });
  }
  return best.slice(0, size);
}

/** Puts a word behind those that rank before it; that is nearly always near the end. */
function putInPlace(some: Word[], word: Word): void {
  let at = some.length;
  for (let before = some[at - 1]; before !== undefined && byRank(word, before) < 0; before = some[at - 1]) at--;
  some.splice(at, 0, word);
}

/** The words, the most frequent first; of two that begin alike and are as frequent, the longer. */
function withoutNearRepeats(some: readonly Word[]): string[] {
  const chosen: Word[] = [];
  for (const word of some) {
    const near = chosen.findIndex((other) => areNear(word, other));
    if (near < 0) chosen.push(word);
    else if (word.text.length > (chosen[near]?.text.length ?? 0)) chosen[near] = word;
  }
  return chosen.map(({ text }) => text);
}

/** Whether one goes on from the other and is nearly as frequent. */
function areNear(rarer: Word, other: Word): boolean {
  if (rarer.frequency < sameFrequency * other.frequency) return false;
  return rarer.text.startsWith(other.text) || other.text.startsWith(rarer.text);
}
