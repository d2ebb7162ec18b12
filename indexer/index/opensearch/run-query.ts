import { refinedRanks } from '../ranking/refinement.js';
import type { IndexHit, IndexQuery, IndexResult } from '../search-index.js';
import type { Asked, ClusterParts } from './asked-query.js';
import type { PinnedSearch } from './cluster-cursors.js';
import { orders } from './cluster-order.js';
import { ClusterRanking } from './cluster-ranking.js';
import { FilterClauses } from './filter-clauses.js';
import { allOf, matchClause } from './match-query.js';
import { prepare } from './prepare-query.js';
import { refined, toHit } from './refine-hits.js';
import { findShown, type Shown, type ShownHits } from './shown-hits.js';

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

async function inOrder(asked: Asked): Promise<Answer> {
  const { query, match, filters } = asked;
  const sort = orders[query.sort === 'relevance' ? 'newest' : query.sort];
  const search = { query: allOf([match, ...filters.all()]), sort };
  const answer = asFound(search, await findShown(asked, search, query.offset, query.size));
  const explained = query.explain && { explanation: [] };
  return { ...answer, hits: answer.hits.map((hit) => ({ ...hit, score: 0, ...explained })) };
}

async function ranked(asked: Asked, ranking: ClusterRanking): Promise<Answer> {
  const { query, match, filters } = asked;
  const { offset, size } = query;
  const search = { query: ranking.clause(match, filters.all()), sort: orders.relevance };
  if (offset >= refinedRanks) return asFound(search, await findShown(asked, search, offset, size));
  const { hits: best, copies, from, ...shown } = await findShown(asked, search, 0, refinedRanks);
  const end = offset + size;
  const first = await refined(asked, best, copies, ranking);
  const isAll = end <= refinedRanks || best.length < refinedRanks;
  const later = isAll ? null : await from(refinedRanks, end - refinedRanks);
  return {
    ...shown,
    hits: [...first.slice(offset, end), ...(later === null ? [] : scored(later))],
    search,
    first,
    afterFirst: best.length < refinedRanks ? null : (best.at(-1)?.sort ?? null),
    after: later?.hits.at(-1)?.sort ?? null,
  };
}

/** Hits whose order and scores are the cluster's. */
function asFound(search: PinnedSearch, shown: Shown): Answer {
  return { ...shown, hits: scored(shown), search, first: [], afterFirst: null, after: shown.hits.at(-1)?.sort ?? null };
}

function scored({ hits, copies }: ShownHits): readonly IndexHit[] {
  return hits.map((hit) => toHit(hit, hit._score ?? 0, copies));
}

/** A cursor to what comes behind the page; `null` where nothing does. */
async function pin(
  { parts, query }: Asked,
  view: string,
  { first, afterFirst, after, ...answer }: Answer & { readonly relaxed: boolean },
): Promise<string | null> {
  const offset = query.offset + answer.hits.length;
  if (offset >= answer.total || answer.hits.length === 0) {
    await parts.cursors.close(view);
    return null;
  }
  const { total, relaxed, search } = answer;
  const pinned = { pit: view, text: query.text, relaxed, total, search, after: afterFirst };
  const ids = first.map(({ id, score }) => ({ id, score }));
  return parts.cursors.pin({ ...pinned, first: ids }, { offset, after });
}
