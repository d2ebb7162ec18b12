import type { SpanWriter } from './term-spans.js';
import type { WordTable } from './word-table.js';

/**
 * Writes where the table's words stand in a text across those it was cut into: 副局长 in 一副/局长. With them the index
 * knows all articles that hold such a word without a look at their texts. To be called once the text's terms are written.
 */
export function crossingWords(text: string, table: WordTable, out: SpanWriter): void {
  table.eachIn(text, (start, length) => {
    if (!out.has(start, length)) out.addCrossing(start, length);
  });
}
