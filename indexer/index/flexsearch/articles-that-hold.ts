import { setImmediate as turn } from 'node:timers/promises';
import { needleOf } from '../../query/needle.js';
import { Bitset } from './bitset.js';
import type { Generation } from './generation.js';
import { findNeedleSet } from './needle-set.js';

/** Milliseconds of work between two turns of the event loop. */
const slice = 8;

/** The ids of the live articles whose folded text holds one of the folded words, wherever it is cut. */
export async function articlesThatHold(generation: Generation, words: readonly string[]): Promise<string[]> {
  const found = new Bitset();
  let since = performance.now();
  for (const text of words) {
    found.or(findNeedleSet(generation, needleOf(text, false, null)).matching);
    if (performance.now() - since < slice) continue;
    await turn();
    since = performance.now();
  }
  const ids: string[] = [];
  found.and(generation.documents.live).forEach((document) => ids.push(generation.documents.id(document)));
  return ids;
}
