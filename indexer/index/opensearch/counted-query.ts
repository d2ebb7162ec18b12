import { z } from 'zod';
import type { Query } from '../../query/match-tree.js';
import { needleOf, type Needle } from '../../query/needle.js';
import { isCounted, pairKey } from '../ranking/pair-key.js';
import { slotCount } from '../ranking/impact.js';
import { allOf, needleClause, type Clause } from './match-query.js';
import { slotTerm } from './search-document.js';

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

const slotNumbers = Array.from({ length: slotCount }, (_, slot) => slot);

/** Whether a needle has postings of its own: then its slots say its impact. */
export function hasSlots({ whole, field }: Needle): boolean {
  return whole && field === null;
}

/** Articles that hold a needle as a term, in whichever slot. */
function postedClause({ text }: Needle): Clause {
  return { terms: { slots: slotNumbers.map((slot) => slotTerm(text, slot)) } };
}

/** Articles that hold a needle, but as no term. */
export function unpostedClause(needle: Needle): Clause {
  return hasSlots(needle) ? allOf([needleClause(needle)], [postedClause(needle)]) : needleClause(needle);
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

const filter = (name: string, clause: Clause): [string, Clause] => [name, { filter: clause }];

/** A search that counts what `readCounts` reads. */
export function countingSearch(query: Query): object {
  const needles = query.needles.flatMap((needle, i) => [
    filter(`n${i}`, needleClause(needle)),
    filter(`u${i}`, unpostedClause(needle)),
  ]);
  const pairs = [...pairsOf(query)].map(([key, text]) => filter(`p${key}`, needleClause(needleOf(text, false, null))));
  const newest: [string, Clause] = ['newest', { max: { field: 'day' } }];
  return { size: 0, track_total_hits: true, aggs: Object.fromEntries([...needles, ...pairs, newest]) };
}

const counted = z.object({
  hits: z.object({ total: z.object({ value: z.number() }) }),
  aggregations: z.record(z.string(), z.object({ doc_count: z.number().optional(), value: z.number().nullish() })),
});

/** The counts of an answer to `countingSearch`. */
export function readCounts(query: Query, answer: unknown): Counts {
  const { hits, aggregations } = counted.parse(answer);
  const count = (name: string): number => aggregations[name]?.doc_count ?? 0;
  return {
    articles: hits.total.value,
    newestDay: aggregations['newest']?.value ?? null,
    needles: query.needles.map((_, i) => ({ count: count(`n${i}`), unposted: count(`u${i}`) })),
    pairs: new Map([...pairsOf(query).keys()].map((key) => [key, count(`p${key}`)])),
  };
}
