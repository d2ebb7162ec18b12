import { isToken, isUnspaced } from '../analyzer/character-class.js';

/** Runs of characters in a row, by which texts are compared (Broder, "On the resemblance and containment of documents", 1997). */
export type Shingles = ReadonlySet<string>;

/** At most so many letters and digits of a stretch of text, punctuation and white space left out. */
export function wordCharacters(text: string, start: number, end: number, most: number): string {
  let characters = '';
  for (let i = start; i < end && characters.length < most; i++) {
    if (isToken(text, i) || isUnspaced(text, i)) characters += text.charAt(i);
  }
  return characters;
}

/** All runs of so many characters (UTF-16 units). */
export function shinglesOf(characters: string, length: number): Shingles {
  const shingles = new Set<string>();
  for (let i = 0; i + length <= characters.length; i++) shingles.add(characters.slice(i, i + length));
  return shingles;
}

/** The share of the first's shingles that are among the second's, 0 to 1; 1 where there are none. */
export function containment(few: Shingles, many: Shingles): number {
  let common = 0;
  for (const shingle of few) if (many.has(shingle)) common++;
  return few.size === 0 ? 1 : common / few.size;
}
