import type { FacetField, FilterField } from '../../answer/search-answer.js';
import { monthOfDay, shanghaiDay } from '../shanghai-calendar.js';
import type { Article } from '../../../corpus/index.js';

/** Stands for "has none". */
const NONE = 0;

/** The values of one filter field, as numbers a document: values are numbered from 1 in the order of their coming. */
export class ValueColumn {
  readonly #values: string[] = [''];
  readonly #numbers = new Map<string, number>();
  readonly #documents: (number | readonly number[])[] = [];

  /** Appends the next document's values. */
  push(values: readonly string[]): void {
    const numbers = values.map((value) => this.#number(value));
    this.#documents.push(numbers.length > 1 ? numbers : (numbers[0] ?? NONE));
  }

  /** The numbers of a document's values. */
  of(document: number): readonly number[] {
    const entry = this.#documents[document] ?? NONE;
    if (typeof entry !== 'number') return entry;
    return entry === NONE ? [] : [entry];
  }

  /** The number of a value; `undefined` where no document ever had it. */
  numberOf(value: string): number | undefined {
    return this.#numbers.get(value);
  }

  valueOf(number: number): string {
    return this.#values[number] ?? '';
  }

  /** One more than the highest number of a value. */
  get size(): number {
    return this.#values.length;
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
  /** Months since 1970-01 in Asia/Shanghai; `NaN` where an article has no time. */
  readonly months: number[] = [];

  push(fields: ColumnFields): void {
    this.values.section.push(fields.section);
    this.values.source.push(fields.source);
    this.values.author.push(fields.author);
    this.values.tag.push(fields.tag);
    this.times.push(fields.time);
    const day = Number.isNaN(fields.time) ? Number.NaN : shanghaiDay(fields.time);
    this.days.push(day);
    this.months.push(monthOfDay(day));
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

/** One document's entry in all columns. */
export type ColumnFields = Readonly<Record<FilterField, readonly string[]>> & { readonly time: number };

function single(value: string | null): string[] {
  return value === null ? [] : [value];
}

/** The column entry of an article. */
export function columnFields(article: Article): ColumnFields {
  return {
    section: single(article.section),
    source: single(article.source),
    author: single(article.author),
    tag: [...new Set(article.tags)],
    time: article.publishedAt === null ? Number.NaN : Date.parse(article.publishedAt),
  };
}

/** Whether a facet counts a column of values (not a stretch of time). */
export function isValueField(field: FacetField): field is FilterField {
  return field !== 'month' && field !== 'year';
}
