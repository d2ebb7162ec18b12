import type { Query } from '../../query/match-tree.js';
import { needleKey, needleOf, type Needle } from '../../query/needle.js';

/** Runs of a query that are no needles themselves, or all of it: what counts most where all of them stand as they were typed. */
export interface TypedRuns {
  readonly needles: readonly Needle[];
  readonly text: string;
}

/** All runs of a query that are no needle themselves, and the whole of it, runs side by side. */
export function typedRuns({ runs, needles, headline }: Query): TypedRuns[] {
  const known = new Set(needles.map(needleKey));
  const cut = runs.filter((run) => !known.has(needleKey(run)));
  const found: TypedRuns[] = [];
  if (cut.length > 0) found.push({ needles: cut, text: cut.map(({ text }) => text).join(' ') });
  if (headline !== null && runs.length > 1) found.push({ needles: [needleOf(headline, true, null)], text: headline });
  return found;
}
