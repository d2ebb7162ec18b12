import { z } from 'zod';
import { isRanked, mayRelax, type IndexQuery } from '../search-index.js';
import type { ClusterParts } from './asked-query.js';
import { countingSearch, readCounts, type Counts } from './counted-query.js';
import type { FilterClauses } from './filter-clauses.js';
import { searchSeveral } from './found-hits.js';
import { allOf, matchClause } from './match-query.js';

const total = z.object({ hits: z.object({ total: z.object({ value: z.number() }) }) });

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
  const strict = [matchClause(query.query, mode), ...filters.all()];
  const wanted = {
    strict: mayRelax(query) && counting(strict),
    counts: isRanked(query) && countingSearch(query.query),
  };
  const searches = Object.values(wanted).filter((one) => one !== false);
  const responses = [...(searches.length === 0 ? [] : await searchSeveral(parts, searches))];
  const answers = Object.fromEntries(
    Object.entries(wanted).map(([name, search]) => [name, search === false ? null : responses.shift()]),
  );
  const relaxed = isNone(answers['strict']);
  return {
    relaxed,
    counts: wanted.counts === false ? null : readCounts(query.query, answers['counts']),
  };
}

function counting(clauses: Parameters<typeof allOf>[0]): object {
  return { query: allOf(clauses), size: 0, track_total_hits: true };
}

/** Whether a search was made and found nothing. */
function isNone(answer: unknown): boolean {
  return answer !== null && total.parse(answer).hits.total.value === 0;
}
