import { hasWordCharacter } from './character-class.js';
import { fold } from './fold.js';
import { parseWordList } from './word-list.js';

/** Code points of a word; jieba's own longest has 16. */
const longestWord = 50;
const highestFrequency = 999_999_999;

/** A word that the segmenter is to know. */
export interface UserWord {
  /** Folded, as texts are when they are cut. */
  readonly word: string;
  /** How often it comes up beside the words of jieba's dictionary (1 to 999 999 999); `null`: as jieba's middle word. */
  readonly frequency: number | null;
  /** Part of speech, such as `nr`; kept and shown, without a say in the cut. */
  readonly tag: string | null;
}

/** The line of a word in our files. */
export function lineOf({ word, frequency, tag }: UserWord): string {
  return [word, frequency, tag].filter((part) => part !== null).join(' ');
}

/** Why a text is no word that jieba could cut texts at; `null`: it is one. Folded before. */
function faultOf(word: string): string | null {
  if (word.includes('\ufffd')) return 'is no valid UTF-8';
  if (word.startsWith('#')) return `"${word}" begins with #, as a comment does`;
  if (/[\s。]/.test(word)) return `"${word}" has white space or a full stop within, where texts are always cut`;
  if (!hasWordCharacter(word)) return `"${word}" holds no letter, digit or Chinese character`;
  return Array.from(word).length > longestWord ? `the word is longer than ${longestWord} characters` : null;
}

function faultOfFacts(frequency: string | null, tag: string | null): string | null {
  if (frequency !== null && !(/^[1-9]\d*$/.test(frequency) && Number(frequency) <= highestFrequency)) {
    return `the frequency "${frequency}" is not a whole number from 1 to ${highestFrequency}`;
  }
  return tag === null || /^[A-Za-z]\w{0,15}$/.test(tag) ? null : `the tag "${tag}" is not made of at most 16 letters`;
}

/** What stands behind a word: a frequency, a tag, or one behind the other. */
function factsOf(parts: readonly string[]): { frequency: string | null; tag: string | null } {
  const [first = null, second = null] = parts;
  return first !== null && /^[-+.\d]/.test(first) ? { frequency: first, tag: second } : { frequency: null, tag: first };
}

/** A word of one line, or what is wrong with it. */
function parseLine(line: string): UserWord | string {
  const [written = '', ...rest] = line.trim().split(/\s+/);
  const word = fold(written).text;
  const { frequency, tag } = factsOf(rest);
  const isLonger = rest.length > (frequency === null ? 1 : 2);
  if (isLonger)
    return 'it is not `word`, `word frequency`, `word tag` or `word frequency tag`: no word has spaces in it';
  const fault = faultOf(word) ?? faultOfFacts(frequency, tag);
  return fault ?? { word, frequency: frequency === null ? null : Number(frequency), tag };
}

/**
 * The words of a file in jieba's form, a line each: `word`, `word frequency`, `word tag` or `word frequency tag`. Empty
 * lines and those that begin with `#` are left out.
 * @param file how the file is called where something is wrong
 * @throws IndexerError `invalid_words` with the first bad lines and why they are bad
 */
export function parseUserWords(text: string, file: string): UserWord[] {
  const words = new Map<string, { readonly word: UserWord; readonly line: number }>();
  parseWordList(text, file, (content, line) => {
    const parsed = parseLine(content);
    if (typeof parsed === 'string') return parsed;
    const known = words.get(parsed.word) ?? { word: parsed, line };
    words.set(parsed.word, known);
    const isSame = lineOf(known.word) === lineOf(parsed);
    return isSame ? parsed : `"${parsed.word}" stands in line ${known.line} with another frequency or tag`;
  });
  return Array.from(words.values(), ({ word }) => word);
}

/** The further words that an analyzer cuts by: a set that never changes. Of entries for the same word the last counts. */
export class UserWords {
  static readonly none: UserWords = new UserWords([]);
  readonly #byWord: ReadonlyMap<string, UserWord>;

  constructor(words: Iterable<UserWord>) {
    this.#byWord = new Map(Array.from(words, (word) => [word.word, word]));
  }

  [Symbol.iterator](): Iterator<UserWord> {
    return this.#byWord.values();
  }

  get(word: string): UserWord | undefined {
    return this.#byWord.get(word);
  }

  /** The words whose entry is not the same in both: only texts that hold one of them are cut otherwise. */
  differing(other: UserWords): string[] {
    return this.#differing(other, ({ frequency }) => frequency);
  }

  /** The words whose entry is not the same in both, tags included. */
  changedFrom(other: UserWords): string[] {
    return this.#differing(other, lineOf);
  }

  /** Lines for jieba, which takes what stands second of two for the tag. */
  forJieba(): string {
    const lines = Array.from(this, ({ word, frequency }) => (frequency === null ? word : `${word} ${frequency} x`));
    return lines.map((line) => `${line}\n`).join('');
  }

  /** Lines for our own files, read by `parseUserWords`. */
  toText(): string {
    return Array.from(this, (word) => `${lineOf(word)}\n`).join('');
  }

  #differing(other: UserWords, of: (word: UserWord) => unknown): string[] {
    const [ours, theirs] = [this.#byWord, other.#byWord];
    const entry = (words: ReadonlyMap<string, UserWord>, word: string): unknown => {
      const found = words.get(word);
      return found && of(found);
    };
    const all = new Set([...ours.keys(), ...theirs.keys()]);
    return [...all].filter((word) => entry(ours, word) !== entry(theirs, word));
  }
}
