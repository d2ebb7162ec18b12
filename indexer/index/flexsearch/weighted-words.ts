import type { Needle } from '../../query/needle.js';
import { slotImpacts } from '../ranking/impact.js';
import {
  commonImpact,
  isCutOff,
  mostLookedAt,
  needleWeights,
  textImpact,
  unpostedShare,
} from '../ranking/word-weights.js';
import { Bitset } from './bitset.js';
import type { Generation } from './generation.js';
import type { Matcher } from './match.js';
import type { NeedleSet } from './needle-set.js';

const none = new Bitset();

/** A needle with what it adds to a score. */
export interface WeightedWord extends NeedleSet {
  /** Inverse document frequency. */
  readonly weight: number;
  /** Documents that match, hold the needle, and have no posting of it, where that counts. */
  readonly unposted: Bitset;
  /** Whether the unposted are too many to look at. */
  readonly isCommon: boolean;
}

/** The needles of a query, each with what it adds to the scores of what matches. */
export function weighWords(
  generation: Generation,
  matcher: Matcher,
  needles: readonly Needle[],
  matching: Bitset,
): WeightedWord[] {
  const sets = needles.map((needle) => ({ ...matcher.set(needle), needle }));
  const weights = needleWeights(sets, generation.documents.liveCount);
  const mostUnposted = mostLookedAt(sets.length);
  return sets.map((set, i) => {
    const isPosted = set.matching === set.posted || isCutOff(set.needle);
    const unposted = isPosted ? none : generation.sets.copy(set.matching).andNot(set.posted).and(matching);
    return { ...set, weight: weights[i] ?? 0, unposted, isCommon: unposted.count() > mostUnposted };
  });
}

/** The impact of a word in a document that holds it. */
export function impactIn(generation: Generation, word: WeightedWord, document: number): number {
  if (!word.posted.has(document)) return unpostedImpact(generation, word, document);
  return slotImpacts[generation.postings.slotOf(word.needle.text, document)] ?? 0;
}

/** The impact of a word in a document that holds it without a posting of it. */
export function unpostedImpact(generation: Generation, { isCommon, needle }: WeightedWord, document: number): number {
  if (isCutOff(needle)) return 0;
  if (isCommon) return unpostedShare(needle) * commonImpact;
  const [text, parts] = [generation.documents.text(document), generation.documents.parts(document)];
  return unpostedShare(needle) * textImpact(text, parts, needle, generation.averageLength);
}
