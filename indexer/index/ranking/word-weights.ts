import { leadOf, type TextParts } from '../../article-text.js';
import { findNeedle, typedText, type Needle } from '../../query/needle.js';
import { crossingShare, impact, inverseDocumentFrequency } from './impact.js';

/** Articles in which a needle is looked up again to see where it stands; where there are more, it says little. */
const mostTextImpacts = 4000;
/** The same for all needles of a query together. */
const mostTogether = 20_000;

/** Of how many articles, that hold a needle as no term, the texts are looked at, in a query of so many needles. */
export function mostLookedAt(needles: number): number {
  return Math.min(mostTextImpacts, mostTogether / needles);
}

/** The impact of a needle that is no term of many articles. */
export const commonImpact: number = impact({ frequency: 1, title: 0, first: Infinity }, 1, 1);

/** What a regional word, a synonym or a word in pinyin counts beside what was typed. */
const standInShare = 0.7;

/** A needle and how many articles hold it. */
interface Counted {
  readonly needle: Needle;
  readonly count: number;
}

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
  const alike = all.filter(({ needle }) => typedText(needle) === standsFor);
  const most = Math.max(...alike.map((set) => set.count));
  return most === 0 ? 0 : standInShare * idf(most) * Math.sqrt(count / most);
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
