import { leadOf } from '../../article-text.js';
import { findNeedle, type Needle } from '../../query/needle.js';
import { Bitset } from './bitset.js';
import type { Generation } from './generation.js';
import { crossingShare, impact, inverseDocumentFrequency, slotImpacts } from './impact.js';
import type { Matcher } from './match.js';
import type { NeedleSet } from './needle-set.js';

/** Documents in which a needle is looked up again to see where it stands; where there are more, it says little. */
const mostTextImpacts = 4000;
/** The same for all needles of a query together. */
const mostTogether = 20_000;
const commonImpact = impact({ frequency: 1, title: 0, first: Infinity }, 1, 1);

/** What a regional word, a synonym or a word in pinyin counts beside what was typed. */
const standInShare = 0.7;

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
  const idf = (count: number): number => inverseDocumentFrequency(count, generation.documents.liveCount);
  const mostUnposted = Math.min(mostTextImpacts, mostTogether / sets.length);
  return sets.map((set) => {
    const isPosted = set.matching === set.posted || isCutOff(set.needle);
    const unposted = isPosted ? none : generation.sets.copy(set.matching).andNot(set.posted).and(matching);
    const { standsFor } = set.needle;
    const weight = standsFor === null ? idf(set.count) : standInWeight(set.count, standsFor, sets, idf);
    return { ...set, weight, unposted, isCommon: unposted.count() > mostUnposted };
  });
}

/** A stand-in says what the most frequent that stands for the same says, less the rarer it is: not 北境 of beijing. */
function standInWeight(
  count: number,
  standsFor: string,
  all: readonly NeedleSet[],
  idf: (count: number) => number,
): number {
  const alike = all.filter(({ needle }) => (needle.standsFor ?? needle.text) === standsFor);
  const most = Math.max(...alike.map((set) => set.count));
  return most === 0 ? 0 : standInShare * idf(most) * Math.sqrt(count / most);
}

/** The impact of a word in a document that holds it. */
export function impactIn(generation: Generation, word: WeightedWord, document: number): number {
  if (!word.posted.has(document)) return unpostedImpact(generation, word, document);
  return slotImpacts[generation.postings.slotOf(word.needle.text, document)] ?? 0;
}

/** The impact of a word in a document that holds it without a posting of it. */
export function unpostedImpact(generation: Generation, { isCommon, needle }: WeightedWord, document: number): number {
  if (isCutOff(needle)) return 0;
  // Of a field's words there are no postings at all.
  return (
    (needle.field === null ? crossingShare : 1) * (isCommon ? commonImpact : textImpact(generation, document, needle))
  );
}

/** The impact of a needle that stands in a document but is none of its terms, from the text itself: as if it stood once. */
function textImpact(generation: Generation, document: number, needle: Needle): number {
  const text = generation.documents.text(document);
  const parts = generation.documents.parts(document);
  const at = needle.field === 'body' ? -1 : findNeedle(text, needle);
  const inTitle = at >= 0 && at < parts.titleEnd;
  const counted = inTitle ? at : findNeedle(text, needle, parts.bodyStart);
  const first = counted < 0 ? Infinity : leadOf(counted, parts);
  return impact({ frequency: 1, title: inTitle ? parts.titleEnd : 0, first }, text.length, generation.averageLength);
}

/** Whether it is a single character that was cut off a run: it counts nothing across words. */
function isCutOff({ isPart, text }: Needle): boolean {
  return isPart && text.length === 1;
}
