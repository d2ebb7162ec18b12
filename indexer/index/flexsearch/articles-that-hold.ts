import { needleOf } from '../../query/needle.js';
import { BackgroundSlices } from '../../work-slices.js';
import { Bitset } from './bitset.js';
import type { Generation } from './generation.js';
import { findNeedleSet } from './needle-set.js';

/** The ids of the live articles whose folded text holds one of the folded words, wherever it is cut. */
export async function articlesThatHold(generation: Generation, words: readonly string[]): Promise<string[]> {
  const found = new Bitset();
  const slices = new BackgroundSlices();
  for (const text of words) {
    generation.beginQuery();
    found.or(findNeedleSet(generation, needleOf(text, false, null)).matching);
    if (slices.isOver) await slices.next();
  }
  const ids: string[] = [];
  found.and(generation.documents.live).forEach((document) => ids.push(generation.documents.id(document)));
  return ids;
}
