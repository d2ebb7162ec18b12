import { monthRange } from '../page/time-range.js';
import { lastPage, type Asked } from './address.js';
import { toInstantHit, type InstantHit } from './hits.js';
import { isCountedField, isListField, type CountedField, type SearchRequest } from './requests.js';
import type { ServiceAnswer } from './service.js';

/** The smallest and the greatest of a number. */
export interface FacetStats {
  min: number;
  max: number;
}

/**
 * One answer as InstantSearch wants it: its types ask for lists that could be changed.
 * @typeParam More what else a site says its hits have
 */
export interface SearchResult<More = unknown> {
  index: string;
  query: string;
  params: string;
  hits: (InstantHit & More)[];
  nbHits: number;
  page: number;
  nbPages: number;
  hitsPerPage: number;
  processingTimeMS: number;
  exhaustiveNbHits: boolean;
  exhaustiveFacetsCount: boolean;
  facets: Record<string, Record<string, number>>;
  facets_stats: Record<string, FacetStats>;
  /** What Xunwen says besides: another spelling, and whether only some words were found. */
  xunwen: Pick<ServiceAnswer, 'didYouMean' | 'relaxed'>;
}

/**
 * The counts of a facet. The service does not narrow a facet by its own filter, as InstantSearch expects of
 * disjunctive facets alone; where an article has one value, the others are left out here.
 */
function countsOf(field: CountedField, { facets, total }: ServiceAnswer, { chosen }: Asked): Record<string, number> {
  const own = isListField(field) && field !== 'tag' ? chosen[field] : undefined;
  const counts = facets[field] ?? [];
  const [only, other] = own ?? [];
  // However rare the one value is, all articles have it.
  if (only !== undefined && other === undefined) return total === 0 ? {} : { [only]: total };
  const shown = own === undefined ? counts : counts.filter(({ value }) => own.includes(value));
  return Object.fromEntries(shown.map(({ value, count }) => [value, count]));
}

/** Where the years, or the times, begin and end. */
function statsOf(name: string, { facets }: ServiceAnswer): FacetStats | null {
  const values = (facets[name === 'year' ? 'year' : 'month'] ?? []).map(({ value }) => value).toSorted();
  const [first, last] = [values[0], values.at(-1)];
  if (first === undefined || last === undefined) return null;
  if (name === 'year') return { min: Number(first), max: Number(last) };
  return name === 'timestamp' ? timesBetween(first, last) : null;
}

/** Seconds since 1970 of a time in Shanghai. */
function secondsOf(time: string): number {
  return Date.parse(`${time}+08:00`) / 1000;
}

/** From the first second of one month to the last of another. */
function timesBetween(first: string, last: string): FacetStats {
  return {
    min: secondsOf(`${monthRange(first).from}T00:00:00`),
    max: secondsOf(`${monthRange(last).to}T23:59:59`),
  };
}

/** An answer of the service as InstantSearch wants it. */
export function toResult(answer: ServiceAnswer, request: SearchRequest, asked: Asked): SearchResult {
  const { indexName, params = {} } = request;
  const { hitsPerPage, page, facets, address } = asked;
  const stats = facets.flatMap((name) => {
    const found = statsOf(name, answer);
    return found === null ? [] : [[name, found] as const];
  });
  return {
    index: indexName,
    query: params.query ?? '',
    params: address,
    hits: answer.hits.slice(0, hitsPerPage).map((hit) => toInstantHit(hit, params)),
    nbHits: answer.total,
    page,
    nbPages: Math.min(lastPage(hitsPerPage), Math.ceil(answer.stories / Math.max(1, hitsPerPage))),
    hitsPerPage,
    processingTimeMS: Math.round(answer.tookMs),
    exhaustiveNbHits: true,
    exhaustiveFacetsCount: true,
    facets: Object.fromEntries(
      facets.filter((name) => isCountedField(name)).map((name) => [name, countsOf(name, answer, asked)]),
    ),
    facets_stats: Object.fromEntries(stats),
    xunwen: { didYouMean: answer.didYouMean, relaxed: answer.relaxed },
  };
}
