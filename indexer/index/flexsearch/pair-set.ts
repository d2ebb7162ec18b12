import { knuthHash, placeOf } from '../../knuth-hash.js';
import type { PairKey } from '../ranking/pair-key.js';

/**
 * A set of pairs for one text after the other: emptying it takes no time. A hash table with open addressing; a key counts
 * only where its stamp is that of the text at hand.
 */
export class PairSet {
  #keys = new Uint32Array(0);
  #stamps = new Uint32Array(0);
  #stamp = 0;
  /** Slots in use for the text at hand: few for a short one, so that they stay in the processor's cache. */
  #size = 0;

  /** Empties the set and makes room for so many pairs. */
  begin(most: number): void {
    this.#size = most * 2 + 1;
    this.#stamp++;
    if (this.#keys.length >= this.#size && this.#stamp < 2 ** 32) return;
    this.#keys = new Uint32Array(this.#size * 2);
    this.#stamps = new Uint32Array(this.#keys.length);
    this.#stamp = 1;
  }

  /** Adds a pair; returns whether it is new. */
  add(key: PairKey): boolean {
    const slot = this.#slot(key);
    if (this.#stamps[slot] === this.#stamp) return false;
    this.#keys[slot] = key;
    this.#stamps[slot] = this.#stamp;
    return true;
  }

  has(key: PairKey): boolean {
    return this.#stamps[this.#slot(key)] === this.#stamp;
  }

  /** Where the key stands, or the free slot where it would. */
  #slot(key: PairKey): number {
    const size = this.#size;
    let slot = placeOf(knuthHash(key), size);
    while (this.#stamps[slot] === this.#stamp && this.#keys[slot] !== key) slot = slot + 1 === size ? 0 : slot + 1;
    return slot;
  }
}
