import { readingsOf } from '../../analyzer/pinyin.js';
import { PrefixList } from './prefix-list.js';

/** Characters of a word that can be typed in pinyin: a longer one is a phrase. */
const longestSpelled = 8;

/** Words by how they begin: as they are written, by their full reading in pinyin, and by its initials. */
export class WordLists {
  readonly written: PrefixList<string> = new PrefixList();
  readonly full: PrefixList<string> = new PrefixList();
  readonly initials: PrefixList<string> = new PrefixList();
  /** Each string of initials once. */
  readonly #known = new Map<string, string>();

  /** Adds a word that is new. */
  add(word: string): void {
    this.written.add(word, word);
    if (word.length > longestSpelled) return;
    for (const reading of readingsOf(word)) {
      this.full.add(reading.join(''), word);
      const initials = reading.map((syllable) => syllable.charAt(0)).join('');
      if (!this.#known.has(initials)) this.#known.set(initials, initials);
      this.initials.add(this.#known.get(initials) ?? initials, word);
    }
  }
}
