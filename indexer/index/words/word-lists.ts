import { readingsOf } from '../../analyzer/pinyin.js';
import { PrefixList } from './prefix-list.js';

/** Characters of a word that can be typed in pinyin: a longer one is a phrase. */
const longestSpelled = 8;
/** Bytes of an entry: a pointer to its key and one to its word. */
const entryBytes = 16;
/** Bytes of a string of Latin letters beside these (V8, about). */
const stringOverhead = 20;

/** Words by how they begin: as they are written, by their full reading in pinyin, and by its initials. */
export class WordLists {
  readonly written: PrefixList<string> = new PrefixList();
  readonly full: PrefixList<string> = new PrefixList();
  readonly initials: PrefixList<string> = new PrefixList();
  /** Each string of initials once. */
  readonly #known = new Map<string, string>();
  /** Letters of full readings. */
  #letters = 0;

  /** Bytes of the lists, the words themselves aside: those are the index's terms. */
  get byteLength(): number {
    const { written, full, initials } = this;
    const entries = written.length + full.length + initials.length;
    return entries * entryBytes + full.length * stringOverhead + this.#letters;
  }

  /** Adds a word that is new. */
  add(word: string): void {
    this.written.add(word, word);
    if (word.length > longestSpelled) return;
    for (const reading of readingsOf(word)) {
      const letters = reading.join('');
      this.full.add(letters, word);
      this.#letters += letters.length;
      const initials = reading.map((syllable) => syllable.charAt(0)).join('');
      if (!this.#known.has(initials)) this.#known.set(initials, initials);
      this.initials.add(this.#known.get(initials) ?? initials, word);
    }
  }
}
