import type { SortOrder } from '../../answer/search-answer.js';
import type { Clause } from './match-query.js';

/** Without a time, last; not by OpenSearch's own `_last`, which is a number that JavaScript cannot write in a cursor. */
const byTime = (order: 'asc' | 'desc'): Clause => {
  const missing = order === 'asc' ? Number.MAX_SAFE_INTEGER : Number.MIN_SAFE_INTEGER;
  return { time: { order, missing } };
};

/** The orders of a result, as OpenSearch takes them. */
export const orders: Readonly<Record<SortOrder, readonly Clause[]>> = {
  relevance: [{ _score: 'desc' }, byTime('desc'), { id: 'asc' }],
  newest: [byTime('desc'), { id: 'asc' }],
  oldest: [byTime('asc'), { id: 'asc' }],
};

/**
 * A clause that adds to the score of what it matches.
 * @param name by which it says of a hit that it matched
 */
export function constant(filter: Clause, boost: number, name?: string): Clause {
  return { constant_score: { filter, boost, ...(name !== undefined && { _name: name }) } };
}
