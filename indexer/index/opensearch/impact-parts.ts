import { crossingSlots, slotCount, slotImpacts } from '../ranking/impact.js';

/** A part of impacts: a term of the index says that an article has it of a word. */
export interface ImpactPart {
  /** Stands before the word. */
  readonly mark: string;
  /** What it adds to a score, the word's own weight aside. */
  readonly impact: number;
}

/**
 * The parts that slots of one kind are made of: the first one of all, and one for each binary digit of what is added to
 * it. Slots of a kind are as far apart from one another, so a few parts add up to the impact of any of them, where a term
 * a slot would have a search ask for forty.
 */
interface SlotKind {
  readonly firstSlot: number;
  readonly base: ImpactPart;
  /** The lowest digit first. */
  readonly digits: readonly ImpactPart[];
}

function kindOf(mark: string, firstSlot: number, slots: number): SlotKind {
  const [lowest = 0, second = 0] = slotImpacts.slice(firstSlot);
  const digits = Array.from({ length: Math.log2(slots) }, (_, digit) => {
    return { mark: `${mark}${digit}`, impact: (second - lowest) * 2 ** digit };
  });
  return { firstSlot, base: { mark, impact: lowest }, digits };
}

const crossing = kindOf('c', 0, crossingSlots);
const own = kindOf('t', crossingSlots, slotCount - crossingSlots);
const kinds: readonly SlotKind[] = [crossing, own];

/** The parts of a slot's impact, which add up to it. */
export function partsOfSlot(slot: number): readonly ImpactPart[] {
  const { firstSlot, base, digits } = slot < own.firstSlot ? crossing : own;
  return [base, ...digits.filter((_, digit) => ((slot - firstSlot) >> digit) % 2 === 1)];
}

/**
 * What a search asks for to have the impact of a word.
 * @param dropped binary digits that are left out, to ask for less; each is taken to be there in half of the articles
 */
export function impactParts(dropped = 0): readonly ImpactPart[] {
  return kinds.flatMap((kind) => partsOf(kind, dropped));
}

/** As `impactParts`, of words that are an article's own, not across others. */
export const ownImpactParts: readonly ImpactPart[] = partsOf(own, 0);

/** Of these an article has one of each word that is a term of it. */
export const baseParts: readonly ImpactPart[] = kinds.map(({ base }) => base);

/** A part of a word's impact, as the index has it. */
export function partTerm({ mark }: ImpactPart, word: string): string {
  return `${mark} ${word}`;
}

function partsOf({ base, digits }: SlotKind, dropped: number): readonly ImpactPart[] {
  const mean = digits.slice(0, dropped).reduce((sum, { impact }) => sum + impact / 2, 0);
  return [{ ...base, impact: base.impact + mean }, ...digits.slice(dropped)];
}
