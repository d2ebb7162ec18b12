import type { FilterField } from '../../answer/search-answer.js';
import { formatMonth, monthOfDay, shanghaiDay } from '../shanghai-calendar.js';
import type { ColumnFields } from '../column-fields.js';
import { Bitset } from './bitset.js';
import { NumberList } from './number-list.js';

/** Stands for "has none". */
const NONE = 0;
/** Entries from here on name a list of several values. */
const several = 0x8000_0000;

/** The values of one field, as numbers a document: values are numbered from 1 in the order of their coming. */
export class ValueColumn {
  readonly #values: string[] = [''];
  readonly #numbers = new Map<string, number>();
  #falling: readonly number[] = [];
  /** By document: a value's number, or `several` and the place of its list. */
  readonly #entries = new NumberList();
  readonly #lists: (readonly number[])[] = [];
  #counts = new Uint32Array(0);

  /** Appends the next document's values. */
  push(values: readonly string[]): void {
    const numbers = values.map((value) => this.#number(value));
    this.#entries.push(numbers.length > 1 ? several + this.#lists.push(numbers) - 1 : (numbers[0] ?? NONE));
  }

  /** The numbers of a document's values. */
  of(document: number): readonly number[] {
    const entry = this.#entries.at(document) ?? NONE;
    if (entry >= several) return this.#lists[entry - several] ?? [];
    return entry === NONE ? [] : [entry];
  }

  /** How many of the documents have each value, by its number; good until the next call. */
  countIn(documents: Uint32Array): Uint32Array {
    if (this.#counts.length < this.#values.length) this.#counts = new Uint32Array(this.#values.length * 2);
    const counts = this.#counts.subarray(0, this.#values.length).fill(0);
    const entries = this.#entries.numbers;
    for (let i = 0; i < documents.length; i++) {
      const entry = entries[documents[i] ?? 0] ?? NONE;
      if (entry < several) counts[entry] = (counts[entry] ?? 0) + 1;
      else for (const number of this.#lists[entry - several] ?? []) counts[number] = (counts[number] ?? 0) + 1;
    }
    counts[NONE] = 0;
    return counts;
  }

  /** The documents that have any of these values. */
  holders(values: readonly string[]): Bitset {
    const wanted = new Uint8Array(this.#values.length);
    for (const value of values) wanted[this.#numbers.get(value) ?? NONE] = 1;
    wanted[NONE] = 0;
    const found = new Bitset(new Uint32Array((this.#entries.length + 31) >>> 5));
    for (let document = 0; document < this.#entries.length; document++) {
      const entry = this.#entries.at(document) ?? NONE;
      const holds = entry < several ? wanted[entry] === 1 : this.of(document).some((number) => wanted[number] === 1);
      if (holds) found.add(document);
    }
    return found;
  }

  /** The numbers of all values, the last in order of their text first. */
  get falling(): readonly number[] {
    if (this.#falling.length < this.#numbers.size) {
      this.#falling = Array.from(this.#numbers.values()).sort((a, b) => (this.valueOf(a) < this.valueOf(b) ? 1 : -1));
    }
    return this.#falling;
  }

  valueOf(number: number): string {
    return this.#values[number] ?? '';
  }

  #number(value: string): number {
    const known = this.#numbers.get(value);
    if (known !== undefined) return known;
    this.#numbers.set(value, this.#values.length);
    return this.#values.push(value) - 1;
  }
}

/** What filters, sorts and facets need of each document, by document number. */
export class Columns {
  readonly values: Readonly<Record<FilterField, ValueColumn>> = {
    section: new ValueColumn(),
    source: new ValueColumn(),
    author: new ValueColumn(),
    tag: new ValueColumn(),
  };
  /** Milliseconds since 1970; `NaN` where an article has no time. */
  readonly times: number[] = [];
  /** Days since 1970 in Asia/Shanghai; `NaN` where an article has no time. */
  readonly days: number[] = [];
  /** The month in Asia/Shanghai (`YYYY-MM`), none where an article has no time. */
  readonly months: ValueColumn = new ValueColumn();

  push(fields: ColumnFields): void {
    this.values.section.push(fields.section);
    this.values.source.push(fields.source);
    this.values.author.push(fields.author);
    this.values.tag.push(fields.tag);
    this.times.push(fields.time);
    const day = Number.isNaN(fields.time) ? Number.NaN : shanghaiDay(fields.time);
    this.days.push(day);
    this.months.push(Number.isNaN(day) ? [] : [formatMonth(monthOfDay(day))]);
  }

  /** What `push` took for a document, for a snapshot or a compaction. */
  fieldsOf(document: number): ColumnFields {
    const values = (field: FilterField): string[] =>
      this.values[field].of(document).map((number) => this.values[field].valueOf(number));
    return {
      section: values('section'),
      source: values('source'),
      author: values('author'),
      tag: values('tag'),
      time: this.times[document] ?? Number.NaN,
    };
  }
}
