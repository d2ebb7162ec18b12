import { Index } from 'flexsearch';
import { WorkSlices } from '../../work-slices.js';
import { crossingSlots, slotCount } from './impact.js';

/** Bytes of an array beside its elements (V8): the object, its elements' head, and the pointer to it. */
const listOverhead = 32 + 16 + 8;
/** By how much the postings have to have grown. */
const worthTrimming = 1.25;

/**
 * The posting lists of one term: a list of document numbers a slot, some slots missing. The first `crossingSlots` have
 * the documents in which it stands across terms, the others those that have it as a term.
 */
export type SlotLists = readonly (readonly number[] | undefined)[];

/**
 * The inverted index, in FlexSearch. A document's terms come cut and with their slots; FlexSearch's own encoding and
 * scoring stay out of the way. Documents are only ever added: deletion is a mark elsewhere, since FlexSearch's `remove`
 * walks every list.
 */
export class Postings {
  readonly #index: Index;
  #terms: string[] = [];
  #slots: ReadonlyMap<string, number> = new Map();
  #count = 0;
  #crossingBytes = 0;
  /** Postings when lists were trimmed last. */
  #trimmed = 0;

  constructor() {
    this.#index = new Index({
      resolution: slotCount,
      tokenize: 'strict',
      encode: () => this.#terms,
      score: (_content: string[], term: string) => this.#slots.get(term) ?? 0,
    });
  }

  /** Adds a document under a number that was never used. */
  add(document: number, slots: ReadonlyMap<string, number>): void {
    this.#terms = [...slots.keys()];
    this.#slots = slots;
    this.#count += slots.size;
    for (const [term, slot] of slots) {
      if (slot < crossingSlots) this.#crossingBytes += 8 + (this.lists(term)?.[slot] === undefined ? listOverhead : 0);
    }
    // The content only has to be non-empty: `encode` answers with the terms.
    if (slots.size > 0) this.#index.add(document, ' ');
  }

  /** The lists of a term; `undefined` where no document has it. */
  lists(term: string): SlotLists | undefined {
    return this.#index.map.get(term);
  }

  /** Whether a document has a term, or the dictionary's word across others. */
  has(term: string, document: number): boolean {
    return this.slotOf(term, document) >= 0;
  }

  /** The slot of the list that has a document; -1: none of the term's. */
  slotOf(term: string, document: number): number {
    return this.lists(term)?.findIndex((list) => list !== undefined && includes(list, document)) ?? -1;
  }

  /**
   * How many documents have the term, not only across their own, dead ones included: never fewer than live ones do.
   */
  frequency(term: string): number {
    const lists = this.lists(term) ?? [];
    let count = 0;
    for (let slot = crossingSlots; slot < lists.length; slot++) count += lists[slot]?.length ?? 0;
    return count;
  }

  /**
   * Gives back the room that lists have for later documents: V8 lets an array grow by a half and 16 places more, which
   * is most of what the short ones take. Nothing is done before a quarter more has come. Other work goes on meanwhile.
   */
  async trim(): Promise<void> {
    if (this.#count < this.#trimmed * worthTrimming) return;
    this.#trimmed = this.#count;
    const slices = new WorkSlices();
    for (const [term, lists] of this.#index.map) {
      // A copy has no room left over.
      const kept = lists.slice();
      for (const [slot, list] of lists.entries()) if (list !== undefined) kept[slot] = list.slice();
      this.#index.map.set(term, kept);
      if (slices.isOver) await slices.next();
    }
  }

  /** Bytes that the documents of words across terms take, list by list, without room for later ones. */
  get crossingBytes(): number {
    return this.#crossingBytes;
  }

  /** All terms with their lists. */
  entries(): IterableIterator<[string, SlotLists]> {
    return this.#index.map.entries();
  }

  get termCount(): number {
    return this.#index.map.size;
  }

  get postingCount(): number {
    return this.#count;
  }

  /** Puts back lists that `entries` gave, when a snapshot is read; they have no room left over. */
  restore(term: string, lists: (number[] | undefined)[]): void {
    this.#index.map.set(term, lists);
    lists.forEach((list, slot) => {
      this.#count += list?.length ?? 0;
      if (list !== undefined && slot < crossingSlots) this.#crossingBytes += list.length * 8 + listOverhead;
    });
    this.#trimmed = this.#count;
  }
}

/** Whether a rising list has a number. */
function includes(list: readonly number[], number: number): boolean {
  let low = 0;
  let high = list.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((list[middle] ?? 0) < number) low = middle + 1;
    else high = middle;
  }
  return list[low] === number;
}
