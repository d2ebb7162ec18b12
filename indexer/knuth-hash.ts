/** 2^32 divided by the golden ratio. */
const golden = 0x9e3779b1;

/**
 * Spreads 32-bit keys over 32 bits; the high bits are the good ones (multiplicative hashing: Knuth, "The Art of Computer
 * Programming", volume 3, 6.4).
 * @param multiplier odd; another one gives another hash
 */
export function knuthHash(key: number, multiplier: number = golden): number {
  return Math.imul(key, multiplier) >>> 0;
}

/** Where a 32-bit hash falls among so many places, from 0: by its high bits. */
export function placeOf(hash: number, places: number): number {
  return Math.floor((hash * places) / 2 ** 32);
}
