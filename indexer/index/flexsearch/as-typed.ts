import type { Query } from '../../query/match-tree.js';
import { needleKey, needleOf } from '../../query/needle.js';
import type { Bitset } from './bitset.js';
import type { Matcher } from './match.js';

/** Documents in which what was cut into words stands as it was typed. */
export interface AsTyped {
  readonly documents: Bitset;
  readonly text: string;
}

/**
 * Where all runs that are no needle themselves stand as they were typed, and where the whole query does, runs side by
 * side.
 */
export function findAsTyped({ runs, needles, headline }: Query, matcher: Matcher): AsTyped[] {
  const known = new Set(needles.map(needleKey));
  const cut = runs.filter((run) => !known.has(needleKey(run)));
  const found: AsTyped[] = [];
  if (cut.length > 0) {
    const documents = cut.map((run) => matcher.run(run, needles)).reduce((all, set) => all.and(set));
    found.push({ documents, text: cut.map(({ text }) => text).join(' ') });
  }
  if (headline !== null && runs.length > 1) {
    found.push({ documents: matcher.run(needleOf(headline, true, null), needles), text: headline });
  }
  return found;
}
