import { hasWordCharacter } from '../../analyzer/character-class.js';
import type { Span } from '../../analyzer/segment.js';
import { pinyinInput, spelledLength } from '../../analyzer/spelling.js';
import { stopWords } from '../../analyzer/stop-words.js';
import type { Completion, Correction } from '../search-index.js';
import { correctionsOf } from './corrections.js';
import type { Generation } from './generation.js';
import { Lexicon } from './lexicon.js';
import { splitPinyin } from './split-pinyin.js';
import { Titles } from './titles.js';

/** A word, with how many articles have it. */
interface Word {
  readonly text: string;
  readonly frequency: number;
}

const saysSomething = ({ text }: Word): boolean => !stopWords.has(text);

/** What is being typed, folded, and as pinyin where it may be that. */
interface Typed {
  readonly prefix: string;
  readonly pinyin: string | null;
  /** Whether a word or title may be suggested. */
  readonly isWanted: (folded: string) => boolean;
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

/** Words and titles by how they begin, as they are written and in pinyin. */
export class Completions {
  readonly #lexicon = new Lexicon();
  readonly #titles = new Titles();

  get byteLength(): number {
    return this.#lexicon.byteLength + this.#titles.byteLength;
  }

  /** @param text the folded article */
  addTitle(document: number, text: string): void {
    this.#titles.add(document, text);
  }

  /** As `Lexicon.count`. */
  countWord(term: string, before: number, now: number): void {
    this.#lexicon.count(term, before, now);
  }

  /** Words make up to half of the completions, titles the rest; either fills what the other leaves. No stop words. */
  complete(generation: Generation, prefix: string, size: number, isWanted: (folded: string) => boolean): Completion[] {
    if (!hasWordCharacter(prefix)) return [];
    const typed = { prefix, pinyin: pinyinInput(prefix), isWanted };
    const exact = typed.pinyin === null ? [] : this.#homophones(generation, typed.pinyin);
    const beginning = this.#frequentWords(generation, typed, size);
    const spelled = meant(exact.filter(saysSomething)).filter(isWanted);
    const all = [...new Set([...spelled, ...beginning])];
    const words = all.filter((text) => !stopWords.has(text)).slice(0, size);
    const titles = this.#titlesFor(generation, typed, all, size);
    const wordCount = Math.max(Math.ceil(size / 2), size - titles.length);
    const chosen: Completion[] = words.slice(0, wordCount).map((text) => ({ kind: 'word', text }));
    for (const document of titles.slice(0, size - chosen.length)) {
      chosen.push({ kind: 'title', id: generation.documents.id(document) });
    }
    return chosen;
  }

  /**
   * The live words that are spelled so, the most frequent first; where none is, those of its parts in a row. Stop words
   * are left out, and parts that are nothing else, unless there is nothing else and no article has the letters as typed.
   */
  spelled(generation: Generation, typed: string): readonly (readonly string[])[] {
    const homophones = this.#homophones(generation, typed);
    const saying = meant(homophones.filter(saysSomething));
    if (saying.length > 0) return [saying];
    const found = homophones.length > 0 ? [meant(homophones)] : this.#inARow(generation, typed);
    const rest = found.filter((words) => !words.every((word) => stopWords.has(word)));
    return rest.length > 0 || generation.articleCounts.of(typed) > 0 ? rest : found;
  }

  /** The words that parts of a folded run may be meant for, the likeliest first; none in place of what `spans` span. */
  corrections(generation: Generation, run: string, size: number, spans: readonly Span[]): Correction[] {
    const frequency = (word: string): number => generation.articleCounts.of(word);
    return correctionsOf(run, size, { lexicon: this.#lexicon, frequency, meant: spans });
  }

  #inARow(generation: Generation, typed: string): readonly (readonly string[])[] {
    if (!/^[a-z]+$/.test(typed)) return [];
    const wordsOf = (letters: string): string[] => meant(this.#homophones(generation, letters));
    return splitPinyin(typed, wordsOf, (word) => Math.log(1 + generation.articleCounts.of(word)));
  }

  /** The live words that are spelled just so, the most frequent first. */
  #homophones(generation: Generation, typed: string): Word[] {
    return mostFrequent(generation, this.#lexicon.spelled(typed), Infinity, () => true);
  }

  /** The most frequent words that begin so: of a level's words, none beyond it is as frequent as its least. */
  #frequentWords(generation: Generation, { prefix, pinyin, isWanted }: Typed, size: number): string[] {
    const wanted = size * lookedAt;
    let found: Word[] = [];
    for (const { least, words } of this.#lexicon.typedSo(prefix, pinyin)) {
      found = mostFrequent(generation, words, wanted, isWanted);
      if ((found[wanted - 1]?.frequency ?? 0) >= least) break;
    }
    return withoutNearRepeats(found.filter(({ text }) => text !== prefix));
  }

  /** Titles that begin so; where pinyin was typed, with what it stands for. */
  #titlesFor(generation: Generation, typed: Typed, words: readonly string[], size: number): number[] {
    const { prefix, pinyin, isWanted } = typed;
    const newest = (start: string): number[] => this.#titles.newest(generation.documents, start, size, isWanted);
    const literal = newest(prefix);
    if (pinyin === null || literal.length >= size) return literal;
    const spelled = words.filter((word) => spelledLength(pinyin, word) > 0).slice(0, spelledTitles);
    const titles = spelled.flatMap(newest);
    return [...new Set([...literal, ...titles])].slice(0, size);
  }
}

/** Those of the homophones that may be meant: others are too rare beside the first. */
function meant(homophones: readonly Word[]): string[] {
  const least = (homophones[0]?.frequency ?? 0) * leastSpelled;
  return homophones.flatMap(({ text, frequency }) => (frequency >= least ? [text] : [])).slice(0, mostSpelled);
}

const byRank = (a: Word, b: Word): number => b.frequency - a.frequency || (a.text < b.text ? -1 : 1);

/**
 * The live ones of the words that are wanted, the most frequent first, at most `size`. Articles are counted only of words that may be
 * among these: no more have a word than versions of articles do.
 */
function mostFrequent(
  generation: Generation,
  words: Iterable<string>,
  size: number,
  isWanted: Typed['isWanted'],
): Word[] {
  const bounds = Array.from(words, (text) => ({ text, frequency: generation.postings.frequency(text) })).sort(byRank);
  const best: Word[] = [];
  for (const { text, frequency: bound } of bounds) {
    if (bound < (best[size - 1]?.frequency ?? 1)) break;
    if (!isWanted(text)) continue;
    const frequency = generation.articleCounts.of(text);
    if (frequency > 0) putInPlace(best, { text, frequency });
  }
  return best.slice(0, size);
}

/** Puts a word behind those that rank before it; that is nearly always near the end. */
function putInPlace(words: Word[], word: Word): void {
  let at = words.length;
  for (let before = words[at - 1]; before !== undefined && byRank(word, before) < 0; before = words[at - 1]) at--;
  words.splice(at, 0, word);
}

/** The words, the most frequent first; of two that begin alike and are as frequent, the longer. */
function withoutNearRepeats(words: readonly Word[]): string[] {
  const chosen: Word[] = [];
  for (const word of words) {
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
