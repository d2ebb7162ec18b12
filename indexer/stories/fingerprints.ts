import { fieldRange } from '../article-text.js';
import { knuthHash } from '../knuth-hash.js';
import { wordCharacters } from './shingles.js';

/** Fingerprints an article. */
export const fingerprintCount = 6;
/** Characters in a row that make one: so many that two articles share one by a common phrase seldom. */
const shingleLength = 8;
/** Letters and digits of the body that are looked at. */
const deepest = 3000;

/** Of the rolling hash: any odd number that mixes well. */
const base = 0x01000193;
const highest = Array.from({ length: shingleLength }).reduce<number>((power) => Math.imul(power, base), 1);

/**
 * The least hashes of the body's shingles, rising: two texts that share most of their shingles share some of these
 * (a bottom-k sketch: Broder, 1997; Cohen and Kaplan, "Summarizing data using bottom-k sketches", 2007).
 * @param text an article's joined folded text
 * @returns at most `fingerprintCount` hashes of 32 bits, none of them 0; none of a body too short to be told
 */
export function fingerprintsOf(text: string): readonly number[] {
  const { start, end } = fieldRange(text, 'body');
  const characters = wordCharacters(text, start, end, deepest);
  const least: number[] = [];
  let rolling = 0;
  for (let i = 0; i < characters.length; i++) {
    rolling = (Math.imul(rolling, base) + characters.charCodeAt(i)) | 0;
    const left = i - shingleLength;
    if (left >= 0) rolling = (rolling - Math.imul(characters.charCodeAt(left), highest)) | 0;
    if (left >= -1) keepLeast(least, knuthHash(rolling));
  }
  return least;
}

function keepLeast(least: number[], hash: number): void {
  const isFull = least.length === fingerprintCount;
  if (hash === 0 || (isFull && hash >= (least[fingerprintCount - 1] ?? 0)) || least.includes(hash)) return;
  if (isFull) least.pop();
  let at = least.length;
  while (at > 0 && (least[at - 1] ?? 0) > hash) at--;
  least.splice(at, 0, hash);
}
