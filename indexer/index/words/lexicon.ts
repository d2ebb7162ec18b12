import { possibleReadings } from '../../analyzer/pinyin.js';
import { initialsOf, leadingLetters, spelledLength, spells } from '../../analyzer/spelling.js';
import { WordLists } from './word-lists.js';

/**
 * Versions of articles from which a word stands in each of the lexicon's levels: the few words that many articles have
 * can be gone through without all the rest, of which there are ever so many more.
 */
const levels = [1, 8, 64, 512, 4096, 32_768] as const;

/** Words that are typed so, as far down as was looked. */
export interface Level {
  /** All that so many versions of articles have, and more, are among the words. */
  readonly least: number;
  readonly words: ReadonlySet<string>;
}

/** Where words are looked for: those that begin so in one of the lists, and fit. */
interface Beginning {
  readonly list: 'written' | 'full' | 'initials';
  readonly prefix: string;
  readonly fits: (word: string) => boolean;
}

const any = (): boolean => true;

/** Whether a term is a word that may be offered: single characters and numbers say too little. */
export function isListed(term: string): boolean {
  return term.length > 1 && !/^\p{N}+$/u.test(term);
}

/** The words of an index, by how they begin and by how they are typed in pinyin, in full and by initials. */
export class Lexicon {
  readonly #levels = levels.map((least) => ({ least, lists: new WordLists() }));
  readonly #all: WordLists = this.#levels[0]?.lists ?? new WordLists();

  /**
   * Takes notice that so many versions of articles have a word now; from the first one on it is known, where
   * it `isListed`.
   * @param before how many had it when it was counted last
   */
  count(word: string, before: number, now: number): void {
    for (let level = 0; level < levels.length; level++) {
      const least = levels[level] ?? Infinity;
      // Nearly always it is at none of the levels.
      if (now < least) return;
      if (before < least && isListed(word)) this.#levels[level]?.lists.add(word);
    }
  }

  get byteLength(): number {
    return this.#levels.reduce((sum, { lists }) => sum + lists.byteLength, 0);
  }

  /** Calls `visit` with each word that begins so as it is written. */
  beginning(prefix: string, visit: (word: string) => void): void {
    this.#all.written.forEach(prefix, visit);
  }

  /**
   * The words that begin so as they are written or in pinyin (full, by initials, or mixed with characters), level by
   * level, the frequent ones first. Where no word's pinyin begins so, those that some syllables and some initials stand
   * for (`xchang`): there are many ways to take letters so (`chong` for 彩虹), and most are not meant.
   * @param pinyin what was typed where it may be that, else `null`
   */
  *typedSo(prefix: string, pinyin: string | null): Generator<Level> {
    const written: Beginning = { list: 'written', prefix, fits: any };
    const beginnings = [written, ...(pinyin === null ? [] : this.#inPinyin(pinyin))];
    for (const { least, lists } of this.#levels.toReversed()) {
      const words = new Set<string>();
      for (const beginning of beginnings) find(lists, beginning, words);
      yield { least, words };
    }
  }

  /** Calls `visit` with each word whose whole reading is this, without marks between syllables; of any number of these. */
  spelledInFull(letters: string, visit: (word: string) => void): void {
    this.#all.full.forKey(letters, (_, word) => visit(word));
  }

  /** The words that are spelled just so: `xichang`, `xi'an`, `xi昌`. */
  spelled(typed: string): string[] {
    const found = new Set<string>();
    const isMeant = (word: string): boolean => spells(typed, word);
    const letters = leadingLetters(typed);
    if (letters.length < typed.replaceAll("'", '').length) {
      for (const beginning of mixed(typed, isMeant)) find(this.#all, beginning, found);
    } else {
      this.spelledInFull(letters, (word) => {
        if (isMeant(word)) found.add(word);
      });
    }
    return [...found];
  }

  #inPinyin(typed: string): Beginning[] {
    const isMeant = (word: string): boolean => spelledLength(typed, word) > 0;
    const letters = leadingLetters(typed);
    if (letters !== typed) return mixed(typed, isMeant);
    if (this.#all.full.has(letters) || this.#all.initials.has(letters)) {
      return [
        { list: 'full', prefix: letters, fits: any },
        { list: 'initials', prefix: letters, fits: any },
      ];
    }
    return Array.from(initialsOf(letters), (initials) => ({ list: 'initials', prefix: initials, fits: isMeant }));
  }
}

/** The first letters of what letters and the character behind them stand for: `xi昌`, xc. Empty where nobody can say. */
function initialsOfMixed(typed: string): string[] {
  const [character] = /\p{Script=Han}/u.exec(typed) ?? [];
  if (character === undefined) return [];
  const initials = new Set(possibleReadings(character).map(([syllable = '']) => syllable.charAt(0)));
  return Array.from(initialsOf(leadingLetters(typed))).flatMap((before) =>
    Array.from(initials, (initial) => before + initial),
  );
}

/** Adds the words of a beginning. */
function find(lists: WordLists, { list, prefix, fits }: Beginning, words: Set<string>): void {
  lists[list].forEach(prefix, (_, word) => {
    if (fits(word)) words.add(word);
  });
}

/** The words that may be meant by letters and characters: what comes first narrows them down, then the characters. */
function mixed(typed: string, isMeant: (word: string) => boolean): Beginning[] {
  const characters = Array.from(typed).filter((character) => !/[a-z']/.test(character));
  const fits = (word: string): boolean => characters.every((character) => word.includes(character)) && isMeant(word);
  const prefix = leadingLetters(typed);
  if (prefix === '') return [{ list: 'written', prefix: /^\p{Script=Han}*/u.exec(typed)?.[0] ?? '', fits }];
  const initials = initialsOfMixed(typed);
  if (initials.length === 0) return [{ list: 'full', prefix, fits }];
  return initials.map((some) => ({ list: 'initials', prefix: some, fits }));
}
