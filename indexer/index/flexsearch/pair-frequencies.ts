import { isCounted, pairKey, type PairKey } from '../ranking/pair-key.js';
import { knuthHash, placeOf } from '../../knuth-hash.js';
import { PairSet } from './pair-set.js';

const seen = new PairSet();

/** The keys of all pairs of a text, whatever they are, each once. */
export function allPairs(text: string): Uint32Array {
  const keys = new Uint32Array(Math.max(0, text.length - 1));
  let count = 0;
  seen.begin(keys.length);
  for (let i = 0; i + 1 < text.length; i++) {
    const key = pairKey(text, i);
    if (seen.add(key)) keys[count++] = key;
  }
  return keys.subarray(0, count);
}

const fewestSlots = 1024;
/** Slots in use before the table grows, and by what it grows: doubling would leave a third of it empty. */
const fullness = 0.85;
const growth = 1.25;
/** What a slot can count; greater counts stand in a map. */
const highestCount = 0xffff;

/**
 * In how many live documents each pair of neighbouring characters stands: how much a pair says. A hash table with open
 * addressing, six bytes a slot, since a corpus has some hundred thousand pairs.
 */
export class PairFrequencies {
  #keys: Uint32Array = new Uint32Array(fewestSlots);
  #counts: Uint16Array = new Uint16Array(fewestSlots);
  readonly #greater = new Map<PairKey, number>();
  #used = 0;

  /** Counts a document by `allPairs` of its text. */
  add(keys: Uint32Array): void {
    for (const key of keys) if (isCounted(key)) this.#change(key, 1);
  }

  /** Takes back what `add` did. */
  remove(keys: Uint32Array): void {
    for (const key of keys) if (isCounted(key)) this.#change(key, -1);
  }

  /** How many documents hold the pair. */
  of(key: PairKey): number {
    return this.#count(key, this.#slot(key));
  }

  /** Bytes that the table takes. */
  get byteLength(): number {
    return this.#keys.byteLength + this.#counts.byteLength;
  }

  /** A copy of all keys and their counts, by turns, for a snapshot. */
  save(): Uint32Array {
    const entries = new Uint32Array(this.#used * 2);
    let at = 0;
    this.#keys.forEach((key, slot) => {
      const count = this.#count(key, slot);
      if (count === 0) return;
      entries[at++] = key;
      entries[at++] = count;
    });
    return entries.subarray(0, at);
  }

  /** Puts back what `save` gave. */
  restore(entries: Uint32Array): void {
    // They come in the order of their slots: in a table that grew meanwhile they would all crowd at its start.
    this.#reserve(this.#used + entries.length / 2);
    for (let i = 0; i < entries.length; i += 2) this.#change(entries[i] ?? 0, entries[i + 1] ?? 0);
  }

  #change(key: PairKey, by: number): void {
    let slot = this.#slot(key);
    if (this.#keys[slot] === 0) {
      if (this.#reserve(this.#used + 1)) slot = this.#slot(key);
      this.#keys[slot] = key;
      this.#used++;
    }
    this.#set(key, slot, this.#count(key, slot) + by);
  }

  #count(key: PairKey, slot: number): number {
    const count = this.#counts[slot] ?? 0;
    return count < highestCount ? count : (this.#greater.get(key) ?? count);
  }

  #set(key: PairKey, slot: number, count: number): void {
    this.#counts[slot] = Math.min(count, highestCount);
    if (count > highestCount) this.#greater.set(key, count);
    else this.#greater.delete(key);
  }

  /** Where the key stands, or the free slot where it would. */
  #slot(key: PairKey): number {
    const size = this.#keys.length;
    let slot = placeOf(knuthHash(key), size);
    while (this.#keys[slot] !== 0 && this.#keys[slot] !== key) slot = slot + 1 === size ? 0 : slot + 1;
    return slot;
  }

  /** Makes room for so many pairs; returns whether that moved those there are. */
  #reserve(pairs: number): boolean {
    if (pairs <= this.#keys.length * fullness) return false;
    const entries = this.save();
    const size = Math.ceil(Math.max(this.#keys.length * growth, pairs / fullness));
    this.#keys = new Uint32Array(size);
    this.#counts = new Uint16Array(size);
    this.#greater.clear();
    this.#used = 0;
    this.restore(entries);
    return true;
  }
}
