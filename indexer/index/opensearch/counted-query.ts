import { z } from 'zod';
import type { Query } from '../../query/match-tree.js';
import { needleOf, type Needle } from '../../query/needle.js';
import { isCounted, pairKey } from '../ranking/pair-key.js';
import { baseParts, partTerm } from './impact-parts.js';
import { allOf, needleClause, type Clause } from './match-query.js';

/** How often what a query asks for stands in the articles of a cluster. */
export interface Counts {
  /** Articles that can be found. */
  readonly articles: number;
  /** The newest day of any article, as days since 1970; `null`: none has a time. */
  readonly newestDay: number | null;
  /** By place among the query's needles: articles that hold it, and those of them that have it as no term. */
  readonly needles: readonly { readonly count: number; readonly unposted: number }[];
  /** Articles that hold each pair of neighbouring characters of its runs, by key. */
  readonly pairs: ReadonlyMap<number, number>;
}

/** Whether a needle has postings of its own, which say its impact. */
export function hasPostings({ whole, field }: Needle): boolean {
  return whole && field === null;
}

/** Articles that hold a needle as a term. */
function postedClause({ text }: Needle): Clause {
  return { terms: { impacts: baseParts.map((part) => partTerm(part, text)) } };
}

/** Articles that hold a needle, but as no term. */
export function unpostedClause(needle: Needle): Clause {
  return hasPostings(needle) ? allOf([needleClause(needle)], [postedClause(needle)]) : needleClause(needle);
}

/** The pairs of a query's runs that are counted, by key: where one is a half of a character, the whole of it. */
function pairsOf({ runs }: Query): Map<number, string> {
  const pairs = new Map<number, string>();
  for (const { text } of runs) {
    for (let at = 0; at + 1 < text.length; at++) {
      const key = pairKey(text, at);
      if (isCounted(key)) pairs.set(key, wholeCharacters(text, at, at + 2));
    }
  }
  return pairs;
}

/** A part of a text, with the other halves of characters that it cuts. */
function wholeCharacters(text: string, start: number, end: number): string {
  const isLow = (text.charCodeAt(start) & 0xfc00) === 0xdc00;
  const isHigh = (text.charCodeAt(end - 1) & 0xfc00) === 0xd800;
  return text.slice(start - Number(isLow), end + Number(isHigh));
}

const newest = z.object({
  hits: z.object({ total: z.object({ value: z.number() }) }),
  aggregations: z.object({ newest: z.object({ value: z.number().nullable() }) }),
});
const total = newest.pick({ hits: true });

/** A search that counts what a clause matches. */
export function totalOf(clause: Clause): object {
  return { query: clause, size: 0, track_total_hits: true };
}

/** The count in an answer to `totalOf`. */
export function totalIn(answer: unknown): number {
  return total.parse(answer).hits.total.value;
}

/**
 * Counts how often what a query asks for stands in articles. By a search for each count: OpenSearch looks only at the
 * articles that hold what is counted then, and keeps the counts until the next write; counted side by side by
 * aggregations, each article of the index would be looked at for each.
 */
export class QueryCounting {
  /** Of OpenSearch's `_search`. */
  readonly searches: readonly object[];
  /** By place among the query's needles: which of the searches count them. */
  readonly #needles: readonly { readonly count: number; readonly unposted: number }[];
  /** By key. */
  readonly #pairs: ReadonlyMap<number, number>;

  constructor(query: Query) {
    const searches: object[] = [{ size: 0, track_total_hits: true, aggs: { newest: { max: { field: 'day' } } } }];
    const places = new Map<string, number>();
    // What is the same is counted once.
    const placeOf = (clause: Clause): number => {
      const text = JSON.stringify(clause);
      const place = places.get(text) ?? searches.push(totalOf(clause)) - 1;
      places.set(text, place);
      return place;
    };
    this.#needles = query.needles.map((needle) => ({
      count: placeOf(needleClause(needle)),
      unposted: placeOf(unpostedClause(needle)),
    }));
    this.#pairs = new Map([...pairsOf(query)].map(([key, text]) => [key, placeOf(pairClause(text))]));
    this.searches = searches;
  }

  /** @param answers of the searches, in their order */
  read(answers: readonly unknown[]): Counts {
    const { hits, aggregations } = newest.parse(answers[0]);
    const count = (place: number): number => totalIn(answers[place]);
    return {
      articles: hits.total.value,
      newestDay: aggregations.newest.value,
      needles: this.#needles.map((places) => ({ count: count(places.count), unposted: count(places.unposted) })),
      pairs: new Map([...this.#pairs].map(([key, place]) => [key, count(place)])),
    };
  }
}

function pairClause(text: string): Clause {
  return needleClause(needleOf(text, false, null));
}
