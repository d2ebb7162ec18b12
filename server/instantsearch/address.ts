import { allDays, bothOf, isEmptyRange } from './days.js';
import { readFacetFilters, writeLists, type ListFilters } from './facet-filters.js';
import {
  countedFields,
  isCountedField,
  UnsupportedRequest,
  type CountedField,
  type SearchRequest,
} from './requests.js';
import { readNumericFilters, writeDays } from './time-filters.js';

/** The service's limits. */
const deepestHit = 10_000;
const mostHits = 100;
export const mostValues = 200;
/** InstantSearch's own defaults. */
const usualHits = 20;
const usualValues = 100;

/** How one request is asked of the service, and what its answer needs to know. */
export interface Asked {
  /** Of `/api/search`, without `?`. */
  readonly address: string;
  /** Whether filters contradict one another: no article can be found, and nothing has to be asked. */
  readonly isImpossible: boolean;
  /** From 0. */
  readonly page: number;
  /** 0: none are wanted. */
  readonly hitsPerPage: number;
  readonly facets: readonly string[];
  /** What narrows each field. */
  readonly chosen: ListFilters;
}

/** Facets of a request; `*` is all of them. */
function facetsOf({ params: { facets = [] } = {} }: SearchRequest): readonly string[] {
  const names = [facets].flat();
  return names.includes('*') ? [...countedFields, 'timestamp'] : names;
}

/** What has to be counted for the facets: of a time, months tell where it begins and ends. */
function countedOf(facets: readonly string[]): CountedField[] {
  const fields = facets.map((name) => (name === 'timestamp' ? 'month' : name)).filter((name) => isCountedField(name));
  return [...new Set(fields)];
}

function writeFacets(facets: readonly string[], most: number, address: URLSearchParams): void {
  const counted = countedOf(facets);
  if (counted.length === 0) return;
  address.set('facets', counted.join(','));
  address.set('facetSize', String(Math.min(mostValues, Math.max(usualValues, most))));
}

/** By the name of the index: `news` by relevance, `news_newest` and `news_oldest` by time. */
function sortOf(indexName: string): string {
  return /_(newest|oldest)$/.exec(indexName)?.[1] ?? 'relevance';
}

/**
 * How a request is asked of the service. An empty query is the newest news that has a time: the service answers none
 * without a filter.
 * @throws UnsupportedRequest
 */
export function toAddress(request: SearchRequest): Asked {
  const { indexName, params = {} } = request;
  const { filters } = params;
  const query = params.query ?? '';
  const page = Math.max(0, params.page ?? 0);
  if ((filters ?? '') !== '')
    throw new UnsupportedRequest('filters: written out filters cannot be had; use facetFilters');
  const hitsPerPage = Math.min(mostHits, Math.max(0, params.hitsPerPage ?? usualHits));
  const facets = facetsOf(request);
  const { lists, days: ofFacets } = readFacetFilters(params.facetFilters);
  const days = bothOf(ofFacets, readNumericFilters(params.numericFilters));
  const address = new URLSearchParams({ q: query });
  writeLists(lists, address);
  writeDays(days, address);
  if (query.trim() === '' && !address.has('from')) address.set('from', allDays.from);
  address.set('sort', query.trim() === '' && sortOf(indexName) === 'relevance' ? 'newest' : sortOf(indexName));
  address.set('size', String(Math.max(1, hitsPerPage)));
  address.set('page', String(Math.min(page, lastPage(hitsPerPage) - 1) + 1));
  writeFacets(facets, params.maxValuesPerFacet ?? usualValues, address);
  const isImpossible = isEmptyRange(days) || Object.values(lists).some((values) => values.length === 0);
  return { address: address.toString(), isImpossible, page, hitsPerPage, facets, chosen: lists };
}

/** Pages that can be asked for. */
export function lastPage(hitsPerPage: number): number {
  return Math.floor(deepestHit / Math.max(1, hitsPerPage));
}
