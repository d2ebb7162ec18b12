import type { IndexResult } from '../search-index.js';
import type { Asked } from './asked-query.js';
import type { PinnedSearch } from './cluster-cursors.js';
import { facetAggregations, readFacets } from './filter-clauses.js';
import { findHits, type FoundHit } from './found-hits.js';
import { allOf } from './match-query.js';
import { StoryCopies } from './story-copies.js';

/** Hits as they are shown, one a story where that was asked for. */
export interface Shown {
  readonly total: number;
  readonly stories: number;
  readonly hits: readonly FoundHit[];
  readonly facets: IndexResult['facets'];
  readonly copies: StoryCopies;
  /** The hits from a place on. */
  readonly from: (from: number, size: number) => Promise<readonly FoundHit[]>;
}

/**
 * The hits of a search. That it has copies, and which of these are not shown, is found out beside: mostly there are none
 * among the first hits.
 */
export async function findShown(
  { query, match, filters, place, hasCopies }: Asked,
  search: PinnedSearch,
  from: number,
  size: number,
): Promise<Shown> {
  const aggs = facetAggregations(match, filters, query.facets, query.facetSize);
  const [answer, copies] = await Promise.all([
    findHits(place, { ...search, from, size, aggs }),
    hasCopies ? StoryCopies.find(place, search) : StoryCopies.none,
  ]);
  const hidden = new Set(copies.hidden());
  // Facets and total count articles: those that are not shown are among them.
  const post_filter = allOf([], [{ terms: { id: [...hidden] } }]);
  const later = async (start: number, count: number): Promise<readonly FoundHit[]> =>
    (await findHits(place, { ...search, from: start, size: count, ...(hidden.size > 0 && { post_filter }) })).hits.hits;
  const { hits } = answer.hits;
  const isShown = hidden.size === 0 || (from === 0 && !hits.some(({ fields }) => hidden.has(fields.id[0])));
  return {
    total: answer.hits.total,
    stories: answer.hits.total - hidden.size,
    hits: isShown ? hits : await later(from, size),
    facets: readFacets(answer.aggregations, query.facets),
    copies,
    from: later,
  };
}
