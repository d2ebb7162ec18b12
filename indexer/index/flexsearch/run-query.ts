import type { IndexQuery } from '../search-index.js';
import type { FacetCount, FacetField } from '../../answer/search-answer.js';
import type { Bitset } from './bitset.js';
import { countFacet } from './facets.js';
import { FilterSets } from './filter.js';
import type { Generation } from './generation.js';
import { Matcher } from './match.js';
import { comparator, firstInOrder, type Comparator } from './order.js';
import { scoreDocuments, weighByShare } from './rank.js';

/** A query worked out: the exact set, and how to order and count it. */
export interface Outcome {
  /** Matching documents, filters applied. */
  readonly matching: Bitset;
  readonly total: number;
  readonly relaxed: boolean;
  /** By document number; all 0 where nothing was ranked. */
  readonly scores: Float32Array;
  readonly compare: Comparator;
  readonly facets: Partial<Record<FacetField, readonly FacetCount[]>>;
}

/** The documents that match before and after filters, by `all`, or by `any` where that is asked for or falls due. */
function resolveMatch(
  matcher: Matcher,
  filters: FilterSets,
  query: IndexQuery,
): { unfiltered: Bitset; matching: Bitset; relaxed: boolean } {
  const strict = matcher.match(query.query, query.match === 'any' ? 'any' : 'all');
  const narrowed = filters.narrow(strict);
  if (query.match !== 'auto' || query.query.needles.length < 2 || !narrowed.isEmpty()) {
    return { unfiltered: strict, matching: narrowed, relaxed: false };
  }
  const relaxed = matcher.match(query.query, 'any');
  const found = filters.narrow(relaxed);
  return { unfiltered: relaxed, matching: found, relaxed: !found.isEmpty() };
}

/** Works a query out over one generation. The set, the total and the facets are exact. */
export function runQuery(generation: Generation, query: IndexQuery): Outcome {
  const { documents } = generation;
  const matcher = new Matcher(generation);
  const filters = new FilterSets(documents, query.filters);
  const { unfiltered, matching, relaxed } = resolveMatch(matcher, filters, query);
  const sets = query.sort === 'relevance' ? query.query.needles.map((needle) => matcher.set(needle)) : [];
  const scores = scoreDocuments(generation, matching, sets);
  if (relaxed) weighByShare(scores, matching, sets);
  const facets: Partial<Record<FacetField, readonly FacetCount[]>> = {};
  for (const field of query.facets) {
    facets[field] = countFacet(documents, filters.narrow(unfiltered, field), field, query.facetSize);
  }
  return {
    matching,
    total: matching.count(),
    relaxed,
    scores,
    compare: comparator(documents, query.sort, scores),
    facets,
  };
}

/** The documents of one page. */
export function pageOf(outcome: Outcome, offset: number, size: number): number[] {
  return firstInOrder(outcome.matching, offset + size, outcome.compare).slice(offset);
}
