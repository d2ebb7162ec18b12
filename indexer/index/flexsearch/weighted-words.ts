import { leadOf, type TextParts } from '../../article-text.js';
import { findNeedle, type Needle } from '../../query/needle.js';
import { Bitset } from './bitset.js';
import type { Generation } from './generation.js';
import { crossingShare, impact, inverseDocumentFrequency, slotImpacts } from './impact.js';
import type { Matcher } from './match.js';
import type { NeedleSet } from './needle-set.js';

/** Documents in which a needle is looked up again to see where it stands; where there are more, it says little. */
export const mostTextImpacts = 4000;
/** The same for all needles of a query together. */
export const mostTogether = 20_000;
export const commonImpact: number = impact({ frequency: 1, title: 0, first: Infinity }, 1, 1);

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
  const weights = needleWeights(sets, generation.documents.liveCount);
  const mostUnposted = Math.min(mostTextImpacts, mostTogether / sets.length);
  return sets.map((set, i) => {
    const isPosted = set.matching === set.posted || isCutOff(set.needle);
    const unposted = isPosted ? none : generation.sets.copy(set.matching).andNot(set.posted).and(matching);
    return { ...set, weight: weights[i] ?? 0, unposted, isCommon: unposted.count() > mostUnposted };
  });
}

/** A needle and how many articles hold it. */
type Counted = Pick<NeedleSet, 'needle' | 'count'>;

/** What each needle of a query says: its inverse document frequency among so many articles, of stand-ins less. */
export function needleWeights(sets: readonly Counted[], articles: number): number[] {
  const idf = (count: number): number => inverseDocumentFrequency(count, articles);
  return sets.map(({ needle: { standsFor }, count }) =>
    standsFor === null ? idf(count) : standInWeight(count, standsFor, sets, idf),
  );
}

/** A stand-in says what the most frequent that stands for the same says, less the rarer it is: not 北境 of beijing. */
function standInWeight(
  count: number,
  standsFor: string,
  all: readonly Counted[],
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
  if (isCommon) return unpostedShare(needle) * commonImpact;
  const [text, parts] = [generation.documents.text(document), generation.documents.parts(document)];
  return unpostedShare(needle) * textImpact(text, parts, needle, generation.averageLength);
}

/** What a needle counts that is no term where it stands; of a field's words there are no postings at all. */
export function unpostedShare({ field }: Needle): number {
  return field === null ? crossingShare : 1;
}

/** The impact of a needle that stands in a text but is none of its terms, from the text itself: as if it stood once. */
export function textImpact(text: string, parts: TextParts, needle: Needle, averageLength: number): number {
  const at = needle.field === 'body' ? -1 : findNeedle(text, needle);
  const inTitle = at >= 0 && at < parts.titleEnd;
  const counted = inTitle ? at : findNeedle(text, needle, parts.bodyStart);
  const first = counted < 0 ? Infinity : leadOf(counted, parts);
  return impact({ frequency: 1, title: inTitle ? parts.titleEnd : 0, first }, text.length, averageLength);
}

/** Whether it is a single character that was cut off a run: it counts nothing across words. */
export function isCutOff({ isPart, text }: Needle): boolean {
  return isPart && text.length === 1;
}
