import { z } from 'zod';
import type { ClusterConnection } from '../../../corpus/index.js';
import { refinedRanks } from '../ranking/refinement.js';
import { isRanked, mayRelax, type IndexHit, type IndexQuery, type IndexResult } from '../search-index.js';
import type { ClusterCursors, PinnedSearch } from './cluster-cursors.js';
import { ClusterRanking } from './cluster-ranking.js';
import { countingSearch, readCounts, type Counts } from './counted-query.js';
import { facetAggregations, FilterClauses, readFacets } from './filter-clauses.js';
import { allOf, matchClause, type Clause } from './match-query.js';

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
const found = z.object({
  hits: z.object({
    total: z.object({ value: z.number() }),
    hits: z.array(
      z.object({
        fields: z.object({ id: z.tuple([z.string()]), day: z.tuple([z.number()]).optional() }),
        matched_queries: z.array(z.string()).optional(),
        _score: z.number().nullish(),
        sort: z.array(z.unknown()),
      }),
    ),
  }),
  aggregations: z.unknown().optional(),
});
type Found = z.infer<typeof found>;
type FoundHit = Found['hits']['hits'][number];

/** Without a time, last; not by OpenSearch's own `_last`, which is a number that JavaScript cannot write in a cursor. */
const byTime = (order: 'asc' | 'desc'): Clause => {
  const missing = order === 'asc' ? Number.MAX_SAFE_INTEGER : Number.MIN_SAFE_INTEGER;
  return { time: { order, missing } };
};
const byId: Clause = { id: 'asc' };
const orders = {
  relevance: [{ _score: 'desc' }, byTime('desc'), byId],
  newest: [byTime('desc'), byId],
  oldest: [byTime('asc'), byId],
};

/** Works a query out in a cluster. The set, the total and the facets are exact. */
export async function runQuery(parts: ClusterParts, query: IndexQuery): Promise<IndexResult> {
  const filters = new FilterClauses(query.filters);
  const { relaxed, counts } = await prepare(parts, query, filters);
  const match = matchClause(query.query, relaxed || query.match === 'any' ? 'any' : 'all');
  // A result that is walked later is looked at from the first in the view that is kept.
  const view = query.pin ? await parts.cursors.view() : null;
  const asked = { parts, query, match, filters, view };
  const ranking = counts && new ClusterRanking(query.query, counts, { ...parts, ...query, relaxed });
  const answer = ranking === null ? await inOrder(asked) : await ranked(asked, ranking);
  return {
    total: answer.total,
    stories: answer.total,
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
  /** In which it is looked at; `null`: the documents as they are. */
  readonly view: string | null;
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
  const lines = searches.flatMap((search) => ['{}', JSON.stringify(search)]);
  const { responses } = await parts.connection.ask(z.object({ responses: z.array(z.unknown()) }), {
    method: 'POST',
    path: [parts.index, '_msearch'],
    lines,
  });
  const [first] = responses;
  return {
    relaxed: asksFirst && total.parse(first).hits.total.value === 0,
    counts: isRanked(query) ? readCounts(query.query, responses.at(-1)) : null,
  };
}

/** What a page is made of, and what the pages behind it will be. */
interface Answer extends Pick<IndexResult, 'total' | 'hits' | 'facets'> {
  readonly search: PinnedSearch;
  /** Hits whose order is ours, the page's among them. */
  readonly first: readonly IndexHit[];
  /** Where the cluster goes on behind these; `null`: there are no more. */
  readonly afterFirst: readonly unknown[] | null;
  /** Where it goes on behind the page, where that is not among the first. */
  readonly after: readonly unknown[] | null;
}

async function ask({ parts, view }: Asked, body: object): Promise<Found> {
  return parts.connection.ask(found, {
    method: 'POST',
    path: view === null ? [parts.index, '_search'] : ['_search'],
    // A part of the answer would be taken for the whole.
    query: { allow_partial_search_results: false },
    body: {
      docvalue_fields: ['id', 'day'],
      track_total_hits: true,
      ...(view !== null && { pit: { id: view } }),
      ...body,
    },
  });
}

async function inOrder(asked: Asked): Promise<Answer> {
  const { query, match, filters } = asked;
  const sort = orders[query.sort === 'relevance' ? 'newest' : query.sort];
  const search = { query: allOf([match, ...filters.all()]), sort };
  const answer = await ask(asked, {
    ...search,
    from: query.offset,
    size: query.size,
    aggs: facetAggregations(match, filters, query.facets, query.facetSize),
  });
  return {
    total: answer.hits.total.value,
    hits: answer.hits.hits.map(({ fields }) => ({ id: fields.id[0], score: 0, copies: [] })),
    facets: readFacets(answer.aggregations, query.facets),
    search,
    first: [],
    afterFirst: null,
    after: answer.hits.hits.at(-1)?.sort ?? null,
  };
}

async function ranked(asked: Asked, ranking: ClusterRanking): Promise<Answer> {
  const { query, match, filters } = asked;
  const { offset, size } = query;
  const search = { query: ranking.clause(match, filters.all()), sort: orders.relevance };
  const aggs = facetAggregations(match, filters, query.facets, query.facetSize);
  const answer = await ask(asked, { ...search, size: refinedRanks, aggs });
  const best = answer.hits.hits;
  const end = offset + size;
  const first = offset < refinedRanks ? await refined(asked, best, ranking) : [];
  const isAll = end <= refinedRanks || best.length < refinedRanks;
  const from = Math.max(refinedRanks, offset);
  const later = isAll ? [] : (await ask(asked, { ...search, from, size: end - from })).hits.hits;
  return {
    total: answer.hits.total.value,
    hits: [...first.slice(offset, end), ...later.map(scored)],
    facets: readFacets(answer.aggregations, query.facets),
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

function scored({ fields, _score }: FoundHit): IndexHit {
  return { id: fields.id[0], score: _score ?? 0, copies: [] };
}

/** The first hits, with their scores worked out, in the order of these; among equals the cluster's order stays. */
async function refined(
  { parts: { textsOf }, query: { explain } }: Asked,
  hits: readonly FoundHit[],
  ranking: ClusterRanking,
): Promise<readonly IndexHit[]> {
  const texts = await textsOf(hits.map(({ fields }) => fields.id[0]));
  const all = hits.map(({ fields, matched_queries, _score }, i): IndexHit => {
    const names = new Set(matched_queries);
    const hit = { score: _score ?? 0, names, day: fields.day?.[0] ?? null, text: texts[i] ?? '' };
    const explanation = explain ? { explanation: ranking.explain(hit) } : {};
    return { id: fields.id[0], score: ranking.score(hit), copies: [], ...explanation };
  });
  return all.sort((a, b) => b.score - a.score);
}
