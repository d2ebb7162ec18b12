import { hasCharacter, isUnspaced } from '../../analyzer/character-class.js';

/** What a relaxed score loses where none of the words stands; with some of them, the share of those missing of it. */
export const missingWeight = 0.1;

/** What is left of a relaxed score where so many of the words typed stand. */
export function relaxedShare(held: number, typed: number): number {
  return 1 - missingWeight + (missingWeight * held) / Math.max(1, typed);
}

/** How many of the first ranks are ordered again by what the text shows. */
export const refinedRanks = 100;
/** What a pair of characters counts beside a word, and beside that what pairs and tokens in one window count. */
export const pairWeight = 0.5;
export const proximityWeight = 0.2;

/** Whether a text is letters and digits that no pair stands for; a single one says too little. */
export function isPairless(text: string): boolean {
  return text.length > 1 && !hasCharacter(text, isUnspaced);
}
