import { z } from 'zod';
import type { ClusterConnection } from '../../../corpus/index.js';
import { refinedRanks } from '../ranking/refinement.js';
import { isRanked, mayRelax, type IndexHit, type IndexQuery, type IndexResult } from '../search-index.js';
import type { ClusterCursors, PinnedSearch } from './cluster-cursors.js';
import { orders } from './cluster-order.js';
import { ClusterRanking, type ClusterHit } from './cluster-ranking.js';
import { countingSearch, readCounts, type Counts } from './counted-query.js';
import { facetAggregations, FilterClauses, readFacets } from './filter-clauses.js';
import { findHits, searchSeveral, type FoundHit, type SearchPlace } from './found-hits.js';
import { allOf, matchClause, type Clause } from './match-query.js';
import { StoryCopies } from './story-copies.js';

/** What a search in a cluster works with. */
export interface ClusterParts {
  readonly connection: ClusterConnection;
  /** Of the documents that are searched. */
  readonly index: string;
  /** Folded characters an article, by which the impacts of this index were computed. */
  readonly averageLength: number;
  /** The folded texts of articles, empty where one is gone. */
  readonly textsOf: (ids: readonly string[]) => Promise<readonly string[]>;
  readonly cursors: ClusterCursors;
}

const total = z.object({ hits: z.object({ total: z.object({ value: z.number() }) }) });

/** Works a query out in a cluster. The set, the total and the facets are exact. */
export async function runQuery(parts: ClusterParts, query: IndexQuery): Promise<IndexResult> {
  const filters = new FilterClauses(query.filters);
  const { relaxed, counts } = await prepare(parts, query, filters);
  const match = matchClause(query.query, relaxed || query.match === 'any' ? 'any' : 'all');
  // A result that is walked later is looked at from the first in the view that is kept.
  const view = query.pin && !query.collapse ? await parts.cursors.view() : null;
  const asked = { parts, query, match, filters, place: { ...parts, view } };
  const ranking = counts && new ClusterRanking(query.query, counts, { ...parts, ...query, relaxed });
  const answer = ranking === null ? await inOrder(asked) : await ranked(asked, ranking);
  return {
    total: answer.total,
    stories: answer.stories,
    hits: answer.hits,
    // Where any word would not find more, the search was not relaxed.
    relaxed: relaxed && answer.total > 0,
    facets: answer.facets,
    cursor: view === null ? null : await pin(asked, view, { ...answer, relaxed }),
  };
}

/** A query on its way. */
interface Asked {
  readonly parts: ClusterParts;
  readonly query: IndexQuery;
  readonly match: Clause;
  readonly filters: FilterClauses;
  readonly place: SearchPlace;
}

interface Prepared {
  /** Whether any of the words will do. */
  readonly relaxed: boolean;
  /** `null`: nothing is ranked. */
  readonly counts: Counts | null;
}

/** What has to be known before: whether all words stand in some article, and how often each one does. */
async function prepare(parts: ClusterParts, query: IndexQuery, filters: FilterClauses): Promise<Prepared> {
  const asksFirst = mayRelax(query);
  const strict = { query: allOf([matchClause(query.query, 'all'), ...filters.all()]), size: 0, track_total_hits: true };
  const searches = [...(asksFirst ? [strict] : []), ...(isRanked(query) ? [countingSearch(query.query)] : [])];
  if (searches.length === 0) return { relaxed: false, counts: null };
  const responses = await searchSeveral(parts, searches);
  const [first] = responses;
  return {
    relaxed: asksFirst && total.parse(first).hits.total.value === 0,
    counts: isRanked(query) ? readCounts(query.query, responses.at(-1)) : null,
  };
}

/** What a page is made of, and what the pages behind it will be. */
interface Answer extends Pick<IndexResult, 'total' | 'stories' | 'hits' | 'facets'> {
  readonly search: PinnedSearch;
  /** Hits whose order is ours, the page's among them. */
  readonly first: readonly IndexHit[];
  /** Where the cluster goes on behind these; `null`: there are no more. */
  readonly afterFirst: readonly unknown[] | null;
  /** Where it goes on behind the page, where that is not among the first. */
  readonly after: readonly unknown[] | null;
}

/** Hits as they are shown, one a story where that was asked for. */
interface Shown {
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
async function findShown(
  { query, match, filters, place }: Asked,
  search: PinnedSearch,
  from: number,
  size: number,
): Promise<Shown> {
  const aggs = facetAggregations(match, filters, query.facets, query.facetSize);
  const [answer, copies] = await Promise.all([
    findHits(place, { ...search, from, size, aggs }),
    query.collapse ? StoryCopies.find(place, search) : StoryCopies.none,
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

async function inOrder(asked: Asked): Promise<Answer> {
  const { query, match, filters } = asked;
  const sort = orders[query.sort === 'relevance' ? 'newest' : query.sort];
  const search = { query: allOf([match, ...filters.all()]), sort };
  const { hits, copies, ...shown } = await findShown(asked, search, query.offset, query.size);
  return {
    ...shown,
    hits: hits.map((hit) => ({ id: hit.fields.id[0], score: 0, copies: copies.idsBeside(hit) })),
    search,
    first: [],
    afterFirst: null,
    after: hits.at(-1)?.sort ?? null,
  };
}

async function ranked(asked: Asked, ranking: ClusterRanking): Promise<Answer> {
  const { query, match, filters } = asked;
  const { offset, size } = query;
  const search = { query: ranking.clause(match, filters.all()), sort: orders.relevance };
  const { hits: best, copies, from, ...shown } = await findShown(asked, search, 0, refinedRanks);
  const end = offset + size;
  const first = offset < refinedRanks ? await refined(asked, best, copies, ranking) : [];
  const isAll = end <= refinedRanks || best.length < refinedRanks;
  const start = Math.max(refinedRanks, offset);
  const later = isAll ? [] : await from(start, end - start);
  const scored = later.map((hit) => toHit(hit, hit._score ?? 0, copies));
  return {
    ...shown,
    hits: [...first.slice(offset, end), ...scored],
    search,
    first,
    afterFirst: best.length < refinedRanks ? null : (best.at(-1)?.sort ?? null),
    after: later.at(-1)?.sort ?? null,
  };
}

/** A cursor to what comes behind the page; `null` where nothing does. */
async function pin(
  { parts, query }: Asked,
  view: string,
  { first, afterFirst, after, ...answer }: Answer & { readonly relaxed: boolean },
): Promise<string | null> {
  const offset = query.offset + answer.hits.length;
  if (offset >= answer.total || answer.hits.length === 0) return null;
  const { total, relaxed, search } = answer;
  const pinned = { pit: view, text: query.text, relaxed, total, search, after: afterFirst };
  const ids = first.map(({ id, score }) => ({ id, score }));
  return parts.cursors.pin({ ...pinned, first: ids }, { offset, after });
}

function toHit(hit: FoundHit, score: number, copies: StoryCopies): IndexHit {
  return { id: hit.fields.id[0], score, copies: copies.idsBeside(hit) };
}

/** A hit with what its text adds. */
interface RefinedHit {
  readonly score: number;
  readonly hit: ClusterHit;
}

/**
 * The first hits, with their scores worked out, in the order of these; among equals the cluster's order stays. What the
 * texts of copies say, of some of them, may make another copy the one to show.
 */
async function refined(
  { parts: { textsOf }, query: { explain } }: Asked,
  first: readonly FoundHit[],
  copies: StoryCopies,
  ranking: ClusterRanking,
): Promise<readonly IndexHit[]> {
  const beside = first.flatMap((head) => copies.of(head).filter((copy) => copy.fields.id[0] !== head.fields.id[0]));
  const looked = [...first, ...beside.slice(0, refinedRanks)];
  const texts = await textsOf(looked.map(({ fields }) => fields.id[0]));
  const known = new Map(
    looked.map(({ fields, matched_queries, _score }, i): [string, RefinedHit] => {
      const names = new Set(matched_queries);
      const hit = { score: _score ?? 0, names, day: fields.day?.[0] ?? null, text: texts[i] ?? '' };
      return [fields.id[0], { hit, score: ranking.score(hit) }];
    }),
  );
  const scoreOf = ({ fields, _score }: FoundHit): number => known.get(fields.id[0])?.score ?? _score ?? 0;
  const all = first.map((one): IndexHit => {
    const head = copies.head(one, scoreOf);
    const hit = known.get(head.fields.id[0])?.hit;
    const explanation = explain && hit !== undefined ? { explanation: ranking.explain(hit) } : {};
    return { ...toHit(head, scoreOf(head), copies), ...explanation };
  });
  return all.sort((a, b) => b.score - a.score);
}
