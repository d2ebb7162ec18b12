import type { Use } from './query-log.js';

/** Days after which a use counts half. */
export const halfLife = 30;

/** What a use weighs on a day. */
export function weightOn(use: Pick<Use, 'weight' | 'day'>, day: number): number {
  return use.weight * 2 ** ((use.day - day) / halfLife);
}

/**
 * A use that two have changed since it was the same for both: what one made of it, and what the other added or took back
 * besides. `null`: there is none, or nothing is left of it.
 * @param theirs keeps its text: nobody changes what others are shown
 */
export function mergedUse(theirs: Use | null, ours: Use | null, before: Use | null): Use | null {
  const name = theirs ?? ours;
  if (name === null) return null;
  const day = Math.max(theirs?.day ?? 0, ours?.day ?? 0);
  const sum = (of: (use: Use) => number): number => {
    const [a, b, both] = [theirs, ours, before].map((use) => (use === null ? 0 : of(use)));
    return Math.max(0, (a ?? 0) + (b ?? 0) - (both ?? 0));
  };
  const [typed, chosen] = [sum((use) => use.typed), sum((use) => use.chosen)];
  return typed + chosen === 0 ? null : { ...name, typed, chosen, weight: sum((use) => weightOn(use, day)), day };
}
