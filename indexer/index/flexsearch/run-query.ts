import type { IndexQuery } from '../search-index.js';
import type { FacetCount, FacetField, ScorePart } from '../../answer/search-answer.js';
import type { Bitset } from './bitset.js';
import { countFacet } from './facets.js';
import { FilterSets } from './filter.js';
import type { Generation } from './generation.js';
import { Matcher } from './match.js';
import { comparator, firstInOrder, type Comparator } from './order.js';
import { Ranking, refinedRanks } from './rank.js';

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
  /** The parts of a document's score. */
  explain(document: number): readonly ScorePart[];
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

function countFacets(generation: Generation, filters: FilterSets, unfiltered: Bitset, query: IndexQuery) {
  const facets: Partial<Record<FacetField, readonly FacetCount[]>> = {};
  for (const field of query.facets) {
    facets[field] = countFacet(generation.documents, filters.narrow(unfiltered, field), field, query.facetSize);
  }
  return facets;
}

/** Works a query out over one generation. The set, the total and the facets are exact. */
export function runQuery(generation: Generation, query: IndexQuery): Outcome {
  const { documents } = generation;
  const matcher = new Matcher(generation);
  const filters = new FilterSets(documents, query.filters);
  const { unfiltered, matching, relaxed } = resolveMatch(matcher, filters, query);
  const isRanked = query.sort === 'relevance' && query.query.needles.length > 0;
  const ranking = isRanked
    ? new Ranking(generation, matcher, query.query, matching, { relaxed, recency: query.recency })
    : null;
  const scores = ranking?.scores ?? new Float32Array(documents.size);
  const compare = comparator(documents, query.sort, scores);
  ranking?.refine(firstInOrder(matching, refinedRanks, compare));
  return {
    matching,
    total: matching.count(),
    relaxed,
    scores,
    compare,
    facets: countFacets(generation, filters, unfiltered, query),
    explain: (document) => ranking?.explain(document) ?? [],
  };
}

/** The documents of one page. */
export function pageOf(outcome: Outcome, offset: number, size: number): number[] {
  return firstInOrder(outcome.matching, offset + size, outcome.compare).slice(offset);
}
