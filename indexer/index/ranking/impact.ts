/**
 * How much one occurrence of a term says about an article, apart from how rare the term is: BM25's saturation of the
 * term's frequency by the article's length (Robertson and Zaragoza, "The Probabilistic Relevance Framework", 2009),
 * more where the title has it, more the earlier it first stands, since news puts the matter into its lead.
 * Computed when an article is indexed and quantised into FlexSearch's slots, so that postings say it.
 */

/** Slots of words that stand across an article's own, and of its own. */
export const crossingSlots = 8;
const termSlots = 32;
/** FlexSearch's `resolution`. */
export const slotCount: number = crossingSlots + termSlots;

/** What a word counts that stands across others: 西昌 in 利西昌斯克. */
export const crossingShare = 0.6;

/** Stands in snapshots: raise it when an impact changes. */
export const impactVersion = 4;

const k1 = 0.6;
const b = 0.4;
/** Added where a title of one character has the term, half of it in one of so many more: short titles say it all. */
const titleBonus = 1.6;
const titleLength = 30;
const leadBonus = 0.6;
/** Folded characters after which the bonus of an early place has fallen to 1/e. */
const leadLength = 120;

/** No impact is higher. */
export const highestImpact: number = (k1 + 1 + titleBonus) * (1 + leadBonus);

/** Where and how often a term stands in an article. */
export interface Occurrence {
  /** Occurrences in all fields. */
  frequency: number;
  /** Folded characters of the title where that has the term; 0 where it has not. */
  title: number;
  /** Folded characters before its first place in the title or the body; `Infinity` where it is in neither. */
  first: number;
  /** Whether it is a word that stands across the article's own only. */
  readonly isCrossing: boolean;
}

/**
 * The impact of a term, or of a word across terms before its share is taken: above 0 and at most `highestImpact`.
 * Lengths are folded characters of the article.
 */
export function impact(occurrence: Omit<Occurrence, 'isCrossing'>, length: number, averageLength: number): number {
  const norm = k1 * (1 - b + (b * length) / Math.max(1, averageLength));
  const saturation = (occurrence.frequency * (k1 + 1)) / (occurrence.frequency + norm);
  const lead = 1 + leadBonus * Math.exp(-occurrence.first / leadLength);
  const title = occurrence.title === 0 ? 0 : titleBonus / (1 + (occurrence.title - 1) / titleLength);
  return (saturation + title) * lead;
}

/**
 * The slot of an impact: the first `crossingSlots` are those of words across others, then come those of terms, rising.
 * FlexSearch loses documents beyond. Low ones come first since most terms have no high ones, and the array of a term's
 * slots is as long as its highest.
 */
export function slotOf(value: number, isCrossing: boolean): number {
  const steps = isCrossing ? crossingSlots : termSlots;
  const step = Math.min(steps - 1, Math.max(0, Math.floor((value / highestImpact) * steps)));
  return isCrossing ? step : crossingSlots + step;
}

/** The impact that a slot stands for: the middle of its own, of words across others their share of it. */
function slotImpact(slot: number): number {
  if (slot >= crossingSlots) return (highestImpact * (slot - crossingSlots + 0.5)) / termSlots;
  return (crossingShare * highestImpact * (slot + 0.5)) / crossingSlots;
}

/** The impacts of all slots, by slot. */
export const slotImpacts: readonly number[] = Array.from({ length: slotCount }, (_, slot) => slotImpact(slot));

/** Inverse document frequency, BM25's, never negative: `matching` of `articles` have the term. */
export function inverseDocumentFrequency(matching: number, articles: number): number {
  return Math.log(1 + Math.max(0, articles - matching + 0.5) / (matching + 0.5));
}
