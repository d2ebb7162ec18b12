import { textParts, type TextParts } from '../../article-text.js';
import { Bitset } from './bitset.js';
import type { ColumnFields } from '../column-fields.js';
import { Columns } from './columns.js';
import { NumberList } from './number-list.js';

/** Bytes of a V8 string beside its characters: map, hash and length, padding to eight on average, the pointer to it. */
const stringOverhead = 16 + 4 + 8;
/** Bytes of an id: its string of some 16 letters with a pointer to it, and its entry of the map (V8, about). */
const idBytes = stringOverhead + 16 + 40;
/** Bytes of a document's columns: two numbers of eight bytes, five of four for values, two for the parts of its text. */
const columnBytes = 2 * 8 + 5 * 4 + 2 * 4;

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
  /** Of each text its parts: looked for anew for each of a query's first hits, they would cost as much as ranking by it. */
  readonly #titleEnds = new NumberList();
  readonly #bodyStarts = new NumberList();
  readonly #numbers = new Map<string, number>();
  #characters = 0;
  #newest: { readonly state: string; readonly day: number } = { state: '', day: Number.NaN };

  /** Appends a document, dead ones of a snapshot too; while it is live no other version of the article may be. */
  push(document: IndexedDocument, live = true): number {
    const number = this.#ids.push(document.id) - 1;
    this.#texts.push(document.text);
    const { titleEnd, bodyStart } = textParts(document.text);
    this.#titleEnds.push(titleEnd);
    this.#bodyStarts.push(bodyStart);
    this.columns.push(document.fields);
    if (!live) return number;
    this.#numbers.set(document.id, number);
    this.live.add(number);
    this.#characters += document.text.length;
    return number;
  }

  /** The number of the article's live version. */
  numberOf(id: string): number | undefined {
    return this.#numbers.get(id);
  }

  /** Marks a live document dead. */
  remove(number: number): void {
    this.#numbers.delete(this.id(number));
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

  /** Another one after each change: numbers only rise, and between two of them documents only die. */
  get state(): string {
    return `${this.size}.${this.liveCount}`;
  }

  /** Mean folded characters of a live document. */
  get meanLength(): number {
    return this.#characters / Math.max(1, this.liveCount);
  }

  /** Bytes that the folded texts of live documents take: V8's strings of two bytes a unit, and a pointer to each. */
  get textBytes(): number {
    return this.#characters * 2 + this.liveCount * stringOverhead;
  }

  /** Bytes that ids and columns take. */
  get columnBytes(): number {
    return this.size * (idBytes + columnBytes);
  }

  /** The day of the newest live document (days since 1970); `NaN` where none has a time. Worked out once a change. */
  newestDay(): number {
    if (this.#newest.state !== this.state) this.#newest = { state: this.state, day: this.#findNewestDay() };
    return this.#newest.day;
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

  /** The parts of the folded text. */
  parts(number: number): TextParts {
    return { titleEnd: this.#titleEnds.at(number) ?? 0, bodyStart: this.#bodyStarts.at(number) ?? 0 };
  }

  #findNewestDay(): number {
    let newest = Number.NaN;
    this.live.forEach((number) => {
      const day = this.columns.days[number] ?? Number.NaN;
      if (!(day <= newest) && !Number.isNaN(day)) newest = day;
    });
    return newest;
  }

  document(number: number): IndexedDocument {
    return { id: this.id(number), text: this.text(number), fields: this.columns.fieldsOf(number) };
  }
}
