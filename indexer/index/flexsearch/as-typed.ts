import type { Query } from '../../query/match-tree.js';
import { typedRuns } from '../ranking/typed-runs.js';
import type { Bitset } from './bitset.js';
import type { Matcher } from './match.js';

/** Documents in which what was cut into words stands as it was typed. */
export interface AsTyped {
  readonly documents: Bitset;
  readonly text: string;
}

/** Where each of `typedRuns` stands. */
export function findAsTyped(query: Query, matcher: Matcher): AsTyped[] {
  return typedRuns(query).map(({ needles, text }) => ({
    documents: needles.map((run) => matcher.run(run, query.needles)).reduce((all, set) => all.and(set)),
    text,
  }));
}
