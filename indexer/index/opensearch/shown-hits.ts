import type { IndexResult } from '../search-index.js';
import type { Asked } from './asked-query.js';
import type { PinnedSearch } from './cluster-cursors.js';
import { facetAggregations, readFacets } from './filter-clauses.js';
import { findHits, type FoundHit, type SearchPlace } from './found-hits.js';
import { allOf } from './match-query.js';
import { StoryCopies, toldAggregation, toldIn } from './story-copies.js';

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

/** More hits than a page wants that are looked at for it: some before its end may be copies that are not shown. */
const spare = 20;
/** Pages that end further on are made by looking at all copies of the result. Few ask for them. */
const mostLooked = 220;

/** The hits of a search from a place on. Facets and total count articles: those that are not shown are among them. */
export async function findShown(asked: Asked, search: PinnedSearch, from: number, size: number): Promise<Shown> {
  return asked.query.collapse ? findStories(asked, search, from, size) : findEach(asked, search, from, size);
}

async function findEach(asked: Asked, search: PinnedSearch, from: number, size: number): Promise<Shown> {
  const { place, query } = asked;
  const { hits, aggregations } = await findHits(place, { ...search, from, size, aggs: facetsOf(asked) });
  return {
    total: hits.total,
    stories: hits.total,
    hits: hits.hits,
    copies: StoryCopies.none,
    facets: readFacets(aggregations, query.facets),
    from: async (start, count) => page(place, search, { from: start, size: count }, StoryCopies.none),
  };
}

/** Most pages are told by the first hits and the copies of these; only where that does not do are all copies looked at. */
async function findStories(asked: Asked, search: PinnedSearch, from: number, size: number): Promise<Shown> {
  const { place, query } = asked;
  const end = from + size;
  const looked = end + spare <= mostLooked ? end + spare : 0;
  const aggs = { ...facetsOf(asked), ...toldAggregation };
  const { hits, aggregations } = await findHits(place, { ...search, size: looked, aggs });
  const told = toldIn(aggregations);
  let all: Promise<StoryCopies> | null = null;
  const later = async (start: number, count: number): Promise<ShownHits> => {
    all ??= StoryCopies.find(place, search, told.stories);
    return page(place, search, { from: start, size: count }, await all);
  };
  const first = await withoutCopies(place, search, hits.hits, told.stories);
  const isEnough = first.hits.length >= end || hits.hits.length < looked;
  return {
    total: hits.total,
    stories: hits.total - told.hidden,
    ...(isEnough ? { ...first, hits: first.hits.slice(from, end) } : await later(from, size)),
    facets: readFacets(aggregations, query.facets),
    from: later,
  };
}

/** The first hits of a search, without those that are not shown. @param told the stories that several hits tell */
async function withoutCopies(
  place: SearchPlace,
  search: PinnedSearch,
  first: readonly FoundHit[],
  told: readonly string[],
): Promise<ShownHits> {
  const several = new Set(told);
  const stories = first.flatMap(({ fields }) => fields.story ?? []).filter((story) => several.has(story));
  const copies = await StoryCopies.find(place, search, [...new Set(stories)]);
  return { hits: first.filter(({ fields }) => !copies.hidden.has(fields.id[0])), copies };
}

function facetsOf({ query, match, filters }: Asked): ReturnType<typeof facetAggregations> {
  return facetAggregations(match, filters, query.facets, query.facetSize);
}

async function page(
  place: SearchPlace,
  search: PinnedSearch,
  range: { readonly from: number; readonly size: number },
  copies: StoryCopies,
): Promise<ShownHits> {
  const hidden = [...copies.hidden];
  const post_filter = allOf([], [{ terms: { id: hidden } }]);
  const { hits } = await findHits(place, { ...search, ...range, ...(hidden.length > 0 && { post_filter }) });
  return { hits: hits.hits, copies };
}
