import { readingsOf } from '../../analyzer/pinyin.js';
import { initialsOf, leadingLetters, spelledLength, spells } from '../../analyzer/spelling.js';
import { PrefixList } from './prefix-list.js';

/** Characters of a word that can be typed in pinyin: a longer one is a phrase. */
const longestSpelled = 8;

/** The words of an index, by how they begin and by how they are typed in pinyin, in full and by initials. */
export class Lexicon {
  readonly #words = new PrefixList<string>();
  readonly #full = new PrefixList<string>();
  readonly #initials = new PrefixList<string>();
  /** Each string of initials once. */
  readonly #known = new Map<string, string>();

  /** Adds a word that is new; single characters and numbers have no place here. */
  add(word: string): void {
    if (word.length < 2 || /^\p{N}+$/u.test(word)) return;
    this.#words.add(word, word);
    if (word.length > longestSpelled) return;
    for (const reading of readingsOf(word)) {
      this.#full.add(reading.join(''), word);
      const initials = reading.map((syllable) => syllable.charAt(0)).join('');
      if (!this.#known.has(initials)) this.#known.set(initials, initials);
      this.#initials.add(this.#known.get(initials) ?? initials, word);
    }
  }

  /** Calls `visit` with each word that begins so as it is written. */
  beginning(prefix: string, visit: (word: string) => void): void {
    this.#words.forEach(prefix, visit);
  }

  /**
   * Calls `visit` with each word of which this is the beginning in pinyin: full, by initials, or mixed with characters.
   * Where no word begins so, with those that some syllables and some initials stand for (`xchang`): there are many ways
   * to take letters so (`chong` for 彩虹), and most are not meant.
   */
  typedSo(typed: string, visit: (word: string) => void): void {
    const letters = leadingLetters(typed);
    const check = (word: string): void => {
      if (spelledLength(typed, word) > 0) visit(word);
    };
    if (letters !== typed) return this.#mixed(typed, check);
    let isFound = false;
    const take = (_: string, word: string): void => {
      isFound = true;
      visit(word);
    };
    this.#full.forEach(letters, take);
    this.#initials.forEach(letters, take);
    if (isFound) return;
    for (const initials of initialsOf(letters)) this.#initials.forEach(initials, (_, word) => check(word));
  }

  /** Calls `visit` with each word whose whole reading is this, without marks between syllables; of any number of these. */
  spelledInFull(letters: string, visit: (word: string) => void): void {
    this.#full.forKey(letters, (_, word) => visit(word));
  }

  /** The words that are spelled just so: `xichang`, `xi'an`, `xi昌`. */
  spelled(typed: string): string[] {
    const found = new Set<string>();
    const check = (word: string): void => {
      if (spells(typed, word)) found.add(word);
    };
    const letters = leadingLetters(typed);
    if (letters.length === typed.replaceAll("'", '').length) this.#full.forKey(letters, (_, word) => check(word));
    else this.#mixed(typed, check);
    return [...found];
  }

  /** The words that may be meant by letters and characters: what comes first narrows them down, then the characters. */
  #mixed(typed: string, visit: (word: string) => void): void {
    const characters = Array.from(typed).filter((character) => !/[a-z']/.test(character));
    const check = (word: string): void => {
      if (characters.every((character) => word.includes(character))) visit(word);
    };
    const letters = leadingLetters(typed);
    if (letters !== '') this.#full.forEach(letters, (_, word) => check(word));
    else this.#words.forEach(/^\p{Script=Han}*/u.exec(typed)?.[0] ?? '', check);
  }
}
