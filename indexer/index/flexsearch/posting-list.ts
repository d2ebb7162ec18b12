import { crossingSlots } from '../ranking/impact.js';

/** Bits for the slot below the document's number: 64 slots, 67 million documents. */
const slotBits = 6;
const slotMask = 2 ** slotBits - 1;
/** What a list that is full grows by: a doubling would leave a third of it idle. */
const growth = 1.5;

/**
 * A document and the slot of a term's impact in it, as one number of 32 bits: a list of them rises by document, so that
 * one pass over it reads memory in a row, and what it writes by document, too.
 */
export type Posting = number;

export function postingOf(document: number, slot: number): Posting {
  return ((document << slotBits) | slot) >>> 0;
}

export function documentOf(posting: Posting): number {
  return posting >>> slotBits;
}

export function slotIn(posting: Posting): number {
  return posting & slotMask;
}

/** Whether a posting is of a word that stands only across the document's terms. */
export function isCrossing(posting: Posting): boolean {
  return (posting & slotMask) < crossingSlots;
}

/** The slot of a document in rising postings; -1: it is not among them. */
export function slotAmong(postings: Uint32Array, document: number): number {
  let low = 0;
  let high = postings.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (documentOf(postings[middle] ?? 0) < document) low = middle + 1;
    else high = middle;
  }
  const found = postings[low];
  return found !== undefined && documentOf(found) === document ? slotIn(found) : -1;
}

/** The postings of one term. */
export class PostingList {
  #postings: Uint32Array;
  #length: number;
  #frequency = 0;

  /** @param postings rising; the list's own from now on */
  constructor(postings: Uint32Array) {
    this.#postings = postings;
    this.#length = postings.length;
    for (const posting of postings) if (!isCrossing(posting)) this.#frequency++;
  }

  /** Adds a posting of a document above all before. */
  push(posting: Posting): void {
    if (this.#length === this.#postings.length) {
      const grown = new Uint32Array(Math.ceil(this.#length * growth) + 1);
      grown.set(this.#postings);
      this.#postings = grown;
    }
    this.#postings[this.#length++] = posting;
    if (!isCrossing(posting)) this.#frequency++;
  }

  /** The postings; not a copy. */
  get postings(): Uint32Array {
    return this.#length === this.#postings.length ? this.#postings : this.#postings.subarray(0, this.#length);
  }

  get length(): number {
    return this.#length;
  }

  /** How many documents have the term, not only across their own. */
  get frequency(): number {
    return this.#frequency;
  }

  /** Gives back the room for later postings. */
  trim(): void {
    if (this.#length < this.#postings.length) this.#postings = this.#postings.slice(0, this.#length);
  }
}
