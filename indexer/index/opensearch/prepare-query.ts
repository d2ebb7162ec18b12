import { isRanked, mayRelax, type IndexQuery } from '../search-index.js';
import type { ClusterParts } from './asked-query.js';
import { QueryCounting, totalIn, totalOf, type Counts } from './counted-query.js';
import type { FilterClauses } from './filter-clauses.js';
import { searchSeveral } from './found-hits.js';
import { allOf, matchClause } from './match-query.js';

/** What has to be known before a query is searched for. */
export interface Prepared {
  /** Whether any of the words will do. */
  readonly relaxed: boolean;
  /** How often what it asks for stands in articles; `null`: nothing is ranked. */
  readonly counts: Counts | null;
}

/** Whether all words stand in some article, and how often each one does: in one request. */
export async function prepare(parts: ClusterParts, query: IndexQuery, filters: FilterClauses): Promise<Prepared> {
  const mode = query.match === 'any' ? 'any' : 'all';
  const strict = mayRelax(query) ? [totalOf(allOf([matchClause(query.query, mode), ...filters.all()]))] : [];
  const counting = isRanked(query) ? new QueryCounting(query.query) : null;
  const searches = [...strict, ...(counting?.searches ?? [])];
  const answers = searches.length === 0 ? [] : await searchSeveral(parts, searches);
  const [first] = answers;
  return {
    relaxed: strict.length > 0 && totalIn(first) === 0,
    counts: counting?.read(answers.slice(strict.length)) ?? null,
  };
}
