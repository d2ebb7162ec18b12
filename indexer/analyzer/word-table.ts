import { knuthHash, placeOf } from '../knuth-hash.js';

/** Slots for each entry: half of them stay empty, so that few are looked at. */
const slotsAnEntry = 2;
/** Bits for the place of a word; above it stand some of its hash, so that other words are seen not to be it at once. */
const placeBits = 24;
const placeMask = 2 ** placeBits - 1;
/** UTF-16 units of a word at most: a bit for each length. */
const longest = 31;

function slotCount(entries: number): number {
  return Math.max(16, Math.ceil(entries * slotsAnEntry));
}

/**
 * A set of words of two UTF-16 units to 31, to be found at every place of a text without cutting it into strings. Two
 * hash tables with open addressing (Knuth, "The Art of Computer Programming", vol. 3, 6.4): how long words are that begin
 * with two units, and the words themselves, their units in one array. A tenth of what a `Set` of strings takes.
 */
export class WordTable {
  /** By turns two units, and a bit for each length of the words that begin so; 0: free. */
  readonly #beginnings: Uint32Array;
  /** The last bits of each word's hash, and where it stands in the units, plus one; 0: free. */
  readonly #places: Uint32Array;
  /** Each word behind its length. */
  readonly #units: Uint16Array;

  constructor(words: ReadonlySet<string>) {
    let [units, beginnings, last] = [0, 0, -1];
    for (const word of [...words].sort()) {
      units += word.length + 1;
      if (beginningAt(word, 0) !== last) beginnings++;
      last = beginningAt(word, 0);
    }
    this.#beginnings = new Uint32Array(slotCount(beginnings) * 2);
    this.#places = new Uint32Array(slotCount(words.size));
    this.#units = new Uint16Array(units);
    let end = 0;
    for (const word of words) end = this.#add(word, end);
  }

  /** Whether a part of a text is one of the words. */
  has(text: string, start = 0, length: number = text.length): boolean {
    if (length < 2 || length > longest || ((this.#lengthsAt(text, start) >>> length) & 1) === 0) return false;
    return this.#places[this.#slot(text, start, length, hashOf(text, start, length))] !== 0;
  }

  /** Calls `visit` with start and length of each word that stands in the text, wherever it begins and ends. */
  eachIn(text: string, visit: (start: number, length: number) => void): void {
    for (let start = 0; start + 2 <= text.length; start++) {
      let hash = 0;
      let hashed = 0;
      for (let rest = this.#lengthsAt(text, start); rest !== 0; rest &= rest - 1) {
        const length = 31 - Math.clz32(rest & -rest);
        if (start + length > text.length) break;
        for (; hashed < length; hashed++) hash = knuthHash(hash ^ text.charCodeAt(start + hashed));
        // Two units that begin words of this length are themselves that word.
        if (length === 2 || this.#places[this.#slot(text, start, length, hash)] !== 0) visit(start, length);
      }
    }
  }

  #add(word: string, end: number): number {
    const beginning = this.#beginningSlot(beginningAt(word, 0));
    this.#beginnings[beginning] = beginningAt(word, 0);
    this.#beginnings[beginning + 1] = (this.#beginnings[beginning + 1] ?? 0) | (1 << word.length);
    const hash = hashOf(word, 0, word.length);
    this.#places[this.#slot(word, 0, word.length, hash)] = ((hash << placeBits) | (end + 1)) >>> 0;
    this.#units[end] = word.length;
    for (let i = 0; i < word.length; i++) this.#units[end + 1 + i] = word.charCodeAt(i);
    return end + 1 + word.length;
  }

  #lengthsAt(text: string, start: number): number {
    return this.#beginnings[this.#beginningSlot(beginningAt(text, start)) + 1] ?? 0;
  }

  /** Where two units stand, or the free slot where they would. */
  #beginningSlot(beginning: number): number {
    const size = this.#beginnings.length;
    let slot = placeOf(knuthHash(beginning ^ (beginning >>> 15)), size / 2) * 2;
    while (this.#beginnings[slot + 1] !== 0 && this.#beginnings[slot] !== beginning)
      slot = slot + 2 === size ? 0 : slot + 2;
    return slot;
  }

  /** Where a part of a text stands as a word, or the free slot where it would. */
  #slot(text: string, start: number, length: number, hash: number): number {
    const size = this.#places.length;
    let slot = placeOf(hash, size);
    const tag = hash & (2 ** (32 - placeBits) - 1);
    for (let entry = this.#places[slot] ?? 0; entry !== 0; entry = this.#places[slot] ?? 0) {
      if (entry >>> placeBits === tag && this.#isAt((entry & placeMask) - 1, text, start, length)) break;
      slot = slot + 1 === size ? 0 : slot + 1;
    }
    return slot;
  }

  #isAt(place: number, text: string, start: number, length: number): boolean {
    if (this.#units[place] !== length) return false;
    for (let i = 0; i < length; i++) if (this.#units[place + 1 + i] !== text.charCodeAt(start + i)) return false;
    return true;
  }
}

function beginningAt(text: string, at: number): number {
  return ((text.charCodeAt(at) << 16) | text.charCodeAt(at + 1)) >>> 0;
}

function hashOf(text: string, start: number, length: number): number {
  let hash = 0;
  for (let i = 0; i < length; i++) hash = knuthHash(hash ^ text.charCodeAt(start + i));
  return hash;
}
