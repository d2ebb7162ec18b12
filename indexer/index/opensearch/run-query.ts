import { z } from 'zod';
import type { ClusterConnection } from '../../../corpus/index.js';
import { refinedRanks } from '../ranking/refinement.js';
import type { IndexHit, IndexQuery, IndexResult } from '../search-index.js';
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
      }),
    ),
  }),
  aggregations: z.unknown().optional(),
});
type Found = z.infer<typeof found>;
type FoundHit = Found['hits']['hits'][number];

const byTime = (order: 'asc' | 'desc'): Clause => ({ time: { order, missing: '_last' } });
const byId: Clause = { id: 'asc' };
const orders = {
  relevance: [{ _score: 'desc' }, byTime('desc'), byId],
  newest: [byTime('desc'), byId],
  oldest: [byTime('asc'), byId],
};

function isRanked({ sort, query }: IndexQuery): boolean {
  return sort === 'relevance' && query.needles.length > 0;
}

/** Works a query out in a cluster. The set, the total and the facets are exact. */
export async function runQuery(parts: ClusterParts, query: IndexQuery): Promise<IndexResult> {
  const filters = new FilterClauses(query.filters);
  const { relaxed, counts } = await prepare(parts, query, filters);
  const match = matchClause(query.query, relaxed || query.match === 'any' ? 'any' : 'all');
  const answer =
    counts === null
      ? await inOrder(parts, query, match, filters)
      : await ranked(
          parts,
          query,
          match,
          filters,
          new ClusterRanking(query.query, counts, { ...parts, ...query, relaxed }),
        );
  return {
    total: answer.total,
    stories: answer.total,
    hits: answer.hits,
    // Where any word would not find more, the search was not relaxed.
    relaxed: relaxed && answer.total > 0,
    facets: answer.facets,
    cursor: null,
  };
}

interface Prepared {
  /** Whether any of the words will do. */
  readonly relaxed: boolean;
  /** `null`: nothing is ranked. */
  readonly counts: Counts | null;
}

/** What has to be known before: whether all words stand in some article, and how often each one does. */
async function prepare(parts: ClusterParts, query: IndexQuery, filters: FilterClauses): Promise<Prepared> {
  const mayRelax = query.match === 'auto' && query.query.needles.length > 1;
  const strict = { query: allOf([matchClause(query.query, 'all'), ...filters.all()]), size: 0, track_total_hits: true };
  const searches = [...(mayRelax ? [strict] : []), ...(isRanked(query) ? [countingSearch(query.query)] : [])];
  if (searches.length === 0) return { relaxed: false, counts: null };
  const lines = searches.flatMap((search) => ['{}', JSON.stringify(search)]);
  const { responses } = await parts.connection.ask(z.object({ responses: z.array(z.unknown()) }), {
    method: 'POST',
    path: [parts.index, '_msearch'],
    lines,
  });
  const [first] = responses;
  return {
    relaxed: mayRelax && total.parse(first).hits.total.value === 0,
    counts: isRanked(query) ? readCounts(query.query, responses.at(-1)) : null,
  };
}

type Answer = Pick<IndexResult, 'total' | 'hits' | 'facets'>;

async function ask(parts: ClusterParts, body: object): Promise<Found> {
  return parts.connection.ask(found, {
    method: 'POST',
    path: [parts.index, '_search'],
    // A part of the answer would be taken for the whole.
    query: { allow_partial_search_results: false },
    body: { docvalue_fields: ['id', 'day'], track_total_hits: true, ...body },
  });
}

async function inOrder(parts: ClusterParts, query: IndexQuery, match: Clause, filters: FilterClauses): Promise<Answer> {
  const answer = await ask(parts, {
    query: allOf([match, ...filters.all()]),
    from: query.offset,
    size: query.size,
    sort: orders[query.sort === 'relevance' ? 'newest' : query.sort],
    aggs: facetAggregations(match, filters, query.facets, query.facetSize),
  });
  return {
    total: answer.hits.total.value,
    hits: answer.hits.hits.map((hit) => ({ id: hit.fields.id[0], score: 0, copies: [] })),
    facets: readFacets(answer.aggregations, query.facets),
  };
}

async function ranked(
  parts: ClusterParts,
  query: IndexQuery,
  match: Clause,
  filters: FilterClauses,
  ranking: ClusterRanking,
): Promise<Answer> {
  const { offset, size } = query;
  const search = { query: ranking.clause(match, filters.all()), sort: orders.relevance };
  const answer = await ask(parts, {
    ...search,
    size: refinedRanks,
    aggs: facetAggregations(match, filters, query.facets, query.facetSize),
  });
  const end = offset + size;
  const first = offset < refinedRanks ? await refined(parts, query, answer.hits.hits, ranking) : [];
  const isAll = end <= refinedRanks || answer.hits.hits.length < refinedRanks;
  const from = Math.max(refinedRanks, offset);
  const later = isAll ? [] : (await ask(parts, { ...search, from, size: end - from })).hits.hits;
  return {
    total: answer.hits.total.value,
    hits: [...first.slice(offset, end), ...later.map(scored)],
    facets: readFacets(answer.aggregations, query.facets),
  };
}

function scored({ fields, _score }: FoundHit): IndexHit {
  return { id: fields.id[0], score: _score ?? 0, copies: [] };
}

/** The first hits, with their scores worked out, in the order of these; among equals the cluster's order stays. */
async function refined(
  { textsOf }: ClusterParts,
  { explain }: IndexQuery,
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
