import type { StoredArticle } from '../../../corpus/index.js';
import type { TermSpans } from '../../analyzer/term-spans.js';
import { fingerprintsOf } from '../../stories/fingerprints.js';
import { columnFields } from '../column-fields.js';
import { impact, slotOf } from '../ranking/impact.js';
import { occurrences } from '../ranking/occurrences.js';
import { formatMonth, monthOfDay, shanghaiDay } from '../shanghai-calendar.js';
import { isListed } from '../words/lexicon.js';
import { titleKey } from '../words/title-key.js';
import { textWords } from './characters.js';
import { partsOfSlot, partTerm } from './impact-parts.js';

/** What an article is found, ranked, filtered and counted by in a cluster. */
export interface SearchDocument {
  readonly id: string;
  readonly change: number;
  /** Its characters (`textWords`). */
  readonly text: string;
  /** Its terms, each with the parts of its impact (`partTerm`). */
  readonly impacts: readonly string[];
  readonly section: readonly string[];
  readonly source: readonly string[];
  readonly author: readonly string[];
  readonly tag: readonly string[];
  /** Those of its terms that may be offered (`isListed`). */
  readonly words: readonly string[];
  /** As `titleKey`; not there where it is empty. */
  readonly title?: string;
  /** As `fingerprintsOf`, with a sign. */
  readonly fingerprints: readonly number[];
  /** Names the story that it and others tell; not there where no other does. */
  readonly story?: string;
  /** Names the process that wrote it. */
  readonly writer: string;
  /** Milliseconds since 1970, and what that is in Asia/Shanghai; not there where it has no time. */
  readonly time?: number;
  readonly day?: number;
  readonly month?: string;
  readonly year?: string;
}

/** Characters of a term, and of a title, that are indexed. */
const longestTerm = 1000;

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
    // Longer words are found all the same; they only rank lower.
    impacts: { type: 'keyword', doc_values: false, ignore_above: longestTerm },
    words: { type: 'keyword', ignore_above: longestTerm },
    title: value,
    fingerprints: { type: 'integer' },
    story: value,
    writer: { type: 'keyword', doc_values: false },
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

/** What a document says beside its article. */
export interface DocumentOptions {
  readonly change: number;
  /** Folded characters an article, by which impacts are computed: the same for all of an index. */
  readonly averageLength: number;
  readonly writer: string;
}

/**
 * Makes the document of an article that is alone in its story.
 * @param spans the analyzer's, of its folded text
 */
export function searchDocument(
  { article, folded: { text } }: StoredArticle,
  spans: TermSpans,
  { averageLength, ...options }: DocumentOptions,
): SearchDocument {
  const terms = [...occurrences(text, spans)];
  const impacts = terms.flatMap(([term, occurrence]) => {
    const slot = slotOf(impact(occurrence, text.length, averageLength), occurrence.isCrossing);
    return partsOfSlot(slot).map((part) => partTerm(part, term));
  });
  const words = terms.flatMap(([term, { isCrossing }]) => (!isCrossing && isListed(term) ? [term] : []));
  const { time, ...values } = columnFields(article);
  const title = titleKey(text).slice(0, longestTerm);
  return {
    id: article.id,
    ...options,
    text: textWords(text),
    impacts,
    words,
    fingerprints: fingerprintsOf(text).map((one) => one | 0),
    ...values,
    ...(title !== '' && { title }),
    ...(!Number.isNaN(time) && timeFields(time)),
  };
}

function timeFields(time: number): Pick<SearchDocument, 'time' | 'day' | 'month' | 'year'> {
  const day = shanghaiDay(time);
  const month = formatMonth(monthOfDay(day));
  return { time, day, month, year: month.slice(0, 'YYYY'.length) };
}
