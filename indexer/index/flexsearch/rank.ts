import { fieldRange } from '../../article-text.js';
import { findNeedle, type Needle } from '../../query/needle.js';
import type { Bitset } from './bitset.js';
import type { Generation } from './generation.js';
import { impact, inverseDocumentFrequency, slotCount, slotImpact } from './impact.js';
import type { NeedleSet } from './needle-set.js';

const slotImpacts = Array.from({ length: slotCount }, (_, slot) => slotImpact(slot));

/** Documents in which a needle is looked up again to see where it stands; where there are more, it says little. */
const mostTextImpacts = 4000;
const commonImpact = impact({ frequency: 1, inTitle: false, first: Infinity }, 1, 1);

/** The impact of a needle that stands in a document but is none of its terms, from the text itself. */
function textImpact(generation: Generation, document: number, needle: Needle): number {
  const text = generation.documents.text(document);
  const title = fieldRange(text, 'title');
  const body = fieldRange(text, 'body');
  const at = findNeedle(text, needle);
  const inTitle = at >= 0 && at < title.end;
  const inBody = inTitle ? -1 : findNeedle(text, needle, body.start);
  const first = inTitle ? at : inBody >= 0 ? inBody - body.start : Infinity;
  return impact({ frequency: 1, inTitle, first }, text.length, generation.averageLength);
}

/**
 * Adds up, for each matching document, idf × impact of the needles that stand in it.
 * @returns scores by document number
 */
export function scoreDocuments(generation: Generation, matching: Bitset, sets: readonly NeedleSet[]): Float32Array {
  const scores = new Float32Array(generation.documents.size);
  for (const set of sets) {
    const weight = inverseDocumentFrequency(set.count, generation.documents.liveCount);
    addPosted(generation, matching, set, weight, scores);
    const rest = set.matching.clone().andNot(set.posted).and(matching);
    const isCommon = rest.count() > mostTextImpacts;
    rest.forEach((document) => {
      const value = isCommon ? commonImpact : textImpact(generation, document, set.needle);
      scores[document] = (scores[document] ?? 0) + weight * value;
    });
  }
  return scores;
}

function addPosted(
  generation: Generation,
  matching: Bitset,
  set: NeedleSet,
  weight: number,
  scores: Float32Array,
): void {
  if (set.posted.isEmpty()) return;
  const lists = generation.postings.lists(set.needle.text) ?? [];
  for (let slot = 0; slot < lists.length; slot++) {
    const value = weight * (slotImpacts[slot] ?? 0);
    for (const document of lists[slot] ?? []) {
      if (matching.has(document)) scores[document] = (scores[document] ?? 0) + value;
    }
  }
}

/** Weighs scores by the share of the needles that stand in each document: for relaxed results. */
export function weighByShare(scores: Float32Array, matching: Bitset, sets: readonly NeedleSet[]): void {
  matching.forEach((document) => {
    const held = sets.reduce((count, set) => count + (set.matching.has(document) ? 1 : 0), 0);
    scores[document] = ((scores[document] ?? 0) * held) / Math.max(1, sets.length);
  });
}
