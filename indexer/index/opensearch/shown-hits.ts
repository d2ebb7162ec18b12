import type { IndexResult } from '../search-index.js';
import type { Asked } from './asked-query.js';
import type { PinnedSearch } from './cluster-cursors.js';
import { facetAggregations, readFacets } from './filter-clauses.js';
import { findHits, type FoundHit, type SearchPlace } from './found-hits.js';
import { allOf } from './match-query.js';
import { hiddenCount, StoryCopies, toldAggregation } from './story-copies.js';

/** Hits as they are shown, with the copies of their stories. */
export interface ShownHits {
  readonly hits: readonly FoundHit[];
  readonly copies: StoryCopies;
}

/** Hits of a search, one a story where that was asked for. */
export interface Shown extends ShownHits {
  readonly total: number;
  readonly stories: number;
  readonly facets: IndexResult['facets'];
  /** The hits from a place on. */
  readonly from: (from: number, size: number) => Promise<ShownHits>;
}

/** Hits that are looked at beyond those of a page, for those before them that are copies of others. */
const spare = 50;
/** Hits up to which that is cheaper than to look at all copies of a result. Few go further. */
const mostLooked = 250;

/** The hits of a search from a place on. Facets and total count articles: those that are not shown are among them. */
export async function findShown(asked: Asked, search: PinnedSearch, from: number, size: number): Promise<Shown> {
  return asked.query.collapse ? findStories(asked, search, from, size) : findEach(asked, search, from, size);
}

async function findEach(asked: Asked, search: PinnedSearch, from: number, size: number): Promise<Shown> {
  const { place, query } = asked;
  const { hits, aggregations } = await findHits(place, { ...search, from, size, aggs: facetsOf(asked) });
  const copies = StoryCopies.none;
  return {
    total: hits.total,
    stories: hits.total,
    hits: hits.hits,
    copies,
    facets: readFacets(aggregations, query.facets),
    from: async (start, count) => pageWithout(copies, place, search, start, count),
  };
}

/** Most pages are told by the first hits and the copies of these; only where that does not do are all copies looked at. */
async function findStories(asked: Asked, search: PinnedSearch, from: number, size: number): Promise<Shown> {
  const { place, query } = asked;
  const end = from + size;
  const looked = end + spare <= mostLooked ? end + spare : 0;
  const aggs = { ...facetsOf(asked), told: toldAggregation };
  const { hits, aggregations } = await findHits(place, { ...search, size: looked, aggs });
  const hidden = hiddenCount(aggregations);
  const later = async (start: number, count: number): Promise<ShownHits> => {
    const all = hidden === 0 ? StoryCopies.none : await StoryCopies.find(place, search);
    return pageWithout(all, place, search, start, count);
  };
  const copies = hidden === 0 ? StoryCopies.none : await StoryCopies.beside(place, search, hits.hits);
  const first = hits.hits.filter(({ fields }) => !copies.hidden.has(fields.id[0]));
  const isEnough = first.length >= end || hits.hits.length < looked;
  return {
    total: hits.total,
    stories: hits.total - hidden,
    ...(isEnough ? { hits: first.slice(from, end), copies } : await later(from, size)),
    facets: readFacets(aggregations, query.facets),
    from: later,
  };
}

function facetsOf({ query, match, filters }: Asked): ReturnType<typeof facetAggregations> {
  return facetAggregations(match, filters, query.facets, query.facetSize);
}

async function pageWithout(
  copies: StoryCopies,
  place: SearchPlace,
  search: PinnedSearch,
  from: number,
  size: number,
): Promise<ShownHits> {
  const hidden = [...copies.hidden];
  const post_filter = allOf([], [{ terms: { id: hidden } }]);
  const { hits } = await findHits(place, { ...search, from, size, ...(hidden.length > 0 && { post_filter }) });
  return { hits: hits.hits, copies };
}
