import type { StoredArticle } from '../../../corpus/index.js';
import type { TermSpans } from '../../analyzer/term-spans.js';
import { columnFields } from '../column-fields.js';
import { impact, slotOf } from '../ranking/impact.js';
import { occurrences } from '../ranking/occurrences.js';
import { formatMonth, monthOfDay, shanghaiDay } from '../shanghai-calendar.js';
import { textWords } from './characters.js';

/** What an article is found, ranked, filtered and counted by in a cluster. */
export interface SearchDocument {
  readonly id: string;
  readonly change: number;
  /** Its characters (`textWords`). */
  readonly text: string;
  /** Its terms, each with the slot of its impact (`slotTerm`). */
  readonly slots: readonly string[];
  readonly section: readonly string[];
  readonly source: readonly string[];
  readonly author: readonly string[];
  readonly tag: readonly string[];
  /** Milliseconds since 1970, and what that is in Asia/Shanghai; not there where it has no time. */
  readonly time?: number;
  readonly day?: number;
  readonly month?: string;
  readonly year?: string;
}

const value = { type: 'keyword' };

/** The mappings of the index of `SearchDocument`s. */
export const searchMappings: object = {
  dynamic: 'strict',
  // It can be made again from the store, which has the articles.
  _source: { enabled: false },
  properties: {
    id: value,
    change: { type: 'long' },
    text: { type: 'text', analyzer: 'whitespace', norms: false },
    // Words longer than that are found all the same; they only rank lower.
    slots: { type: 'keyword', doc_values: false, ignore_above: 1000 },
    section: value,
    source: value,
    author: value,
    tag: value,
    time: { type: 'long' },
    day: { type: 'integer' },
    month: value,
    year: value,
  },
};

/** A term in one of its slots, as the index has it. */
export function slotTerm(term: string, slot: number): string {
  return `${slot} ${term}`;
}

/**
 * Makes the document of an article.
 * @param spans the analyzer's, of its folded text
 * @param averageLength folded characters an article, by which impacts are computed: the same for all of an index
 */
export function searchDocument(
  { article, folded }: StoredArticle,
  change: number,
  spans: TermSpans,
  averageLength: number,
): SearchDocument {
  const { text } = folded;
  const slots = [...occurrences(text, spans)].map(([term, occurrence]) =>
    slotTerm(term, slotOf(impact(occurrence, text.length, averageLength), occurrence.isCrossing)),
  );
  const { time, ...values } = columnFields(article);
  return {
    id: article.id,
    change,
    text: textWords(text),
    slots,
    ...values,
    ...(!Number.isNaN(time) && timeFields(time)),
  };
}

function timeFields(time: number): Pick<SearchDocument, 'time' | 'day' | 'month' | 'year'> {
  const day = shanghaiDay(time);
  const month = formatMonth(monthOfDay(day));
  return { time, day, month, year: month.slice(0, 'YYYY'.length) };
}
