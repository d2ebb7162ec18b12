import { Bitset } from './bitset.js';
import { Columns, type ColumnFields } from './columns.js';

/** A version of an article as the index keeps it. */
export interface IndexedDocument {
  readonly id: string;
  /** All fields folded and joined, as `foldArticle` does. */
  readonly text: string;
  readonly fields: ColumnFields;
}

/**
 * Document numbers, from 0 in the order of their coming. Each version of an article gets a number of its own;
 * replaced and deleted versions keep theirs, marked dead, until a compaction numbers all anew.
 */
export class Documents {
  readonly columns: Columns = new Columns();
  readonly live: Bitset = new Bitset();
  readonly #ids: string[] = [];
  readonly #texts: string[] = [];
  readonly #numbers = new Map<string, number>();
  #characters = 0;

  /** Appends a document that is live; an earlier version of the article dies. Returns the new number. */
  push(document: IndexedDocument): number {
    this.remove(document.id);
    return this.restore(document, true);
  }

  /** Appends a document as a snapshot had it: a dead one keeps its number free of use. */
  restore(document: IndexedDocument, live: boolean): number {
    const number = this.#ids.push(document.id) - 1;
    this.#texts.push(document.text);
    this.columns.push(document.fields);
    if (!live) return number;
    this.#numbers.set(document.id, number);
    this.live.add(number);
    this.#characters += document.text.length;
    return number;
  }

  /** Marks the article's live version dead. */
  remove(id: string): void {
    const number = this.#numbers.get(id);
    if (number === undefined) return;
    this.#numbers.delete(id);
    this.live.delete(number);
    this.#characters -= this.text(number).length;
    this.#texts[number] = '';
  }

  /** Numbers given so far, dead ones included. */
  get size(): number {
    return this.#ids.length;
  }

  get liveCount(): number {
    return this.#numbers.size;
  }

  /** Mean folded characters of a live document. */
  get meanLength(): number {
    return this.#characters / Math.max(1, this.liveCount);
  }

  has(id: string): boolean {
    return this.#numbers.has(id);
  }

  id(number: number): string {
    return this.#ids[number] ?? '';
  }

  /** The folded text; empty for a dead document. */
  text(number: number): string {
    return this.#texts[number] ?? '';
  }

  document(number: number): IndexedDocument {
    return { id: this.id(number), text: this.text(number), fields: this.columns.fieldsOf(number) };
  }
}
