import { isUnspaced } from './character-class.js';
import type { SpanWriter } from './term-spans.js';

/** Words by their first two characters, to be found at every place of a text. */
export class WordTable {
  readonly #words: ReadonlySet<string>;
  /** By the first two UTF-16 units: bit n is set where a word of n units begins so. */
  readonly #lengths = new Map<number, number>();

  /** @param words of two UTF-16 units to 31 */
  constructor(words: ReadonlySet<string>) {
    this.#words = words;
    for (const word of words) {
      const key = beginningAt(word, 0);
      this.#lengths.set(key, (this.#lengths.get(key) ?? 0) | (1 << word.length));
    }
  }

  /** Calls `visit` with start and length of each word that stands in the text, wherever it begins and ends. */
  eachIn(text: string, visit: (start: number, length: number) => void): void {
    for (let start = 0; start + 2 <= text.length; start++) {
      if (!isUnspaced(text, start)) continue;
      for (let rest = this.#lengths.get(beginningAt(text, start)) ?? 0; rest !== 0; rest &= rest - 1) {
        const length = 31 - Math.clz32(rest & -rest);
        if (start + length > text.length) break;
        if (this.#words.has(text.slice(start, start + length))) visit(start, length);
      }
    }
  }
}

function beginningAt(text: string, at: number): number {
  return (text.charCodeAt(at) << 16) | text.charCodeAt(at + 1);
}

/**
 * Writes where the table's words stand in a text across those it was cut into: 副局长 in 一副/局长. With them the index
 * knows all articles that hold such a word without a look at their texts. To be called once the text's terms are written.
 */
export function crossingWords(text: string, table: WordTable, out: SpanWriter): void {
  table.eachIn(text, (start, length) => {
    if (!out.has(start, length)) out.addCrossing(start, length);
  });
}
