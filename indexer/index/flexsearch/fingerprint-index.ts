import { fingerprintCount } from '../../stories/fingerprints.js';
import { longestChain } from '../../stories/limits.js';
import { knuthHash, placeOf } from '../../knuth-hash.js';
import { NumberList } from './number-list.js';

/** No fingerprint, and the end of a chain. */
const NONE = 0;

/**
 * Finds the documents that share fingerprints with another: a hash table with chains, by entries of which each document
 * has `fingerprintCount`. An entry's number less one is `document * fingerprintCount + i`.
 */
export class FingerprintIndex {
  readonly #fingerprints: NumberList;
  /** By entry: the entry before it of the same chain. */
  readonly #before = new NumberList();
  /** By place: the last entry of its chain. */
  #lasts = new Uint32Array(1024);

  /** @param fingerprints those of documents that are there already, `fingerprintCount` each; the index's own from now on */
  constructor(fingerprints: Uint32Array = new Uint32Array(0)) {
    this.#fingerprints = new NumberList(fingerprints);
    for (let i = 0; i < fingerprints.length; i++) this.#before.push(NONE);
    this.#chain();
  }

  /** Adds the next document. */
  push(fingerprints: readonly number[]): void {
    for (let i = 0; i < fingerprintCount; i++) {
      const entry = this.#fingerprints.push(fingerprints[i] ?? NONE) + 1;
      this.#before.push(NONE);
      this.#append(entry);
    }
    if (this.#fingerprints.length > this.#lasts.length * 2) this.#chain();
  }

  /** Other documents with how many fingerprints each shares with this one, bounded where many share one. */
  sharing(document: number): Map<number, number> {
    const found = new Map<number, number>();
    for (let i = 0; i < fingerprintCount; i++) {
      const fingerprint = this.#of(document * fingerprintCount + i + 1);
      if (fingerprint === NONE) break;
      let entry = this.#lasts[this.#place(fingerprint)] ?? NONE;
      for (let seen = 0; entry !== NONE && seen < longestChain; entry = this.#before.at(entry - 1) ?? NONE) {
        if (this.#of(entry) !== fingerprint) continue;
        seen++;
        const other = Math.floor((entry - 1) / fingerprintCount);
        if (other !== document) found.set(other, (found.get(other) ?? 0) + 1);
      }
    }
    return found;
  }

  get byteLength(): number {
    return this.#fingerprints.numbers.byteLength + this.#before.numbers.byteLength + this.#lasts.byteLength;
  }

  /** A copy of the fingerprints of the first documents, for a snapshot. */
  save(documents: number): Uint32Array {
    return this.#fingerprints.numbers.slice(0, documents * fingerprintCount);
  }

  #of(entry: number): number {
    return this.#fingerprints.at(entry - 1) ?? NONE;
  }

  /** Hashed once more: fingerprints are the least of many hashes, and their high bits say nothing. */
  #place(fingerprint: number): number {
    return placeOf(knuthHash(fingerprint), this.#lasts.length);
  }

  /** Appends an entry to the chain of its fingerprint. */
  #append(entry: number): void {
    const fingerprint = this.#of(entry);
    if (fingerprint === NONE) return;
    const place = this.#place(fingerprint);
    this.#before.set(entry - 1, this.#lasts[place] ?? NONE);
    this.#lasts[place] = entry;
  }

  /** Chains all entries anew, with a place for two of them at most. */
  #chain(): void {
    while (this.#lasts.length * 2 < this.#fingerprints.length) this.#lasts = new Uint32Array(this.#lasts.length * 2);
    this.#lasts.fill(NONE);
    for (let entry = 1; entry <= this.#fingerprints.length; entry++) this.#append(entry);
  }
}
