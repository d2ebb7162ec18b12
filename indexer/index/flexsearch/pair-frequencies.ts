import { isUnspaced } from '../../analyzer/character-class.js';

/** A pair of neighbouring characters as a number: its two UTF-16 units. 0 is no pair. */
export type PairKey = number;

/** The key of the pair at `index` of a text; 0 where it is not two characters of scripts written without spaces. */
export function pairAt(text: string, index: number): PairKey {
  if (!isUnspaced(text, index) || !isUnspaced(text, index + 1)) return 0;
  return pairKey(text, index);
}

/** The key of any two units, whatever they are. */
export function pairKey(text: string, index: number): PairKey {
  return ((text.charCodeAt(index) << 16) | text.charCodeAt(index + 1)) >>> 0;
}

/** Spreads keys over 25 bits (Knuth's multiplicative hashing). */
export function hashOf(key: PairKey): number {
  return Math.imul(key, 0x9e3779b1) >>> 7;
}

/** The pairs of a text, each once, rising. */
export function distinctPairs(text: string): Uint32Array {
  const keys = new Uint32Array(text.length);
  let count = 0;
  for (let i = 0; i + 1 < text.length; i++) {
    const key = pairAt(text, i);
    if (key !== 0) keys[count++] = key;
  }
  const sorted = keys.subarray(0, count).sort();
  let kept = 0;
  for (let i = 0; i < count; i++) if (i === 0 || sorted[i] !== sorted[i - 1]) sorted[kept++] = sorted[i] ?? 0;
  return sorted.subarray(0, kept);
}

const fewestSlots = 1024;
/** Slots in use before the table grows. */
const fullness = 0.75;

/**
 * In how many live documents each pair of neighbouring characters stands: how much a pair says. A hash table with open
 * addressing, eight bytes a slot, since a corpus has some hundred thousand pairs.
 */
export class PairFrequencies {
  #keys: Uint32Array = new Uint32Array(fewestSlots);
  #counts: Uint32Array = new Uint32Array(fewestSlots);
  #used = 0;

  add(text: string): void {
    for (const key of distinctPairs(text)) this.#change(key, 1);
  }

  /** Takes back what `add` did for the same text. */
  remove(text: string): void {
    for (const key of distinctPairs(text)) this.#change(key, -1);
  }

  /** How many documents hold the pair. */
  of(key: PairKey): number {
    return this.#counts[this.#slot(key)] ?? 0;
  }

  /** A copy of all keys and their counts, by turns, for a snapshot. */
  save(): Uint32Array {
    const entries = new Uint32Array(this.#used * 2);
    let at = 0;
    this.#keys.forEach((key, slot) => {
      const count = this.#counts[slot] ?? 0;
      if (count === 0) return;
      entries[at++] = key;
      entries[at++] = count;
    });
    return entries.subarray(0, at);
  }

  /** Puts back what `save` gave. */
  restore(entries: Uint32Array): void {
    for (let i = 0; i < entries.length; i += 2) this.#change(entries[i] ?? 0, entries[i + 1] ?? 0);
  }

  #change(key: PairKey, by: number): void {
    let slot = this.#slot(key);
    if (this.#keys[slot] === 0) {
      if (this.#used >= this.#keys.length * fullness) {
        this.#grow();
        slot = this.#slot(key);
      }
      this.#keys[slot] = key;
      this.#used++;
    }
    this.#counts[slot] = (this.#counts[slot] ?? 0) + by;
  }

  /** Where the key stands, or the free slot where it would. */
  #slot(key: PairKey): number {
    const mask = this.#keys.length - 1;
    let slot = hashOf(key) & mask;
    for (; this.#keys[slot] !== 0 && this.#keys[slot] !== key; slot = (slot + 1) & mask);
    return slot;
  }

  #grow(): void {
    const entries = this.save();
    this.#keys = new Uint32Array(this.#keys.length * 2);
    this.#counts = new Uint32Array(this.#keys.length);
    this.#used = 0;
    this.restore(entries);
  }
}
