import { Bitset } from './bitset.js';

/**
 * Sets of documents that a query needs for itself and later ones use again. Each is a typed array, which V8 keeps outside
 * its heap: made anew for each query they had it collect garbage several times a second, tens of milliseconds each time.
 */
export class SetPool {
  readonly #free: Bitset[] = [];
  readonly #lent = new Set<Bitset>();
  readonly #kept = new Set<Bitset>();
  #words = 0;

  /**
   * Begins another query: what was lent to the last one is lent again, but for what is kept.
   * @param words that a set of all documents has
   */
  begin(words: number): void {
    if (words > this.#words) this.#free.length = 0;
    this.#words = Math.max(words, this.#words);
    for (const set of this.#lent) if (set.words.length >= this.#words) this.#free.push(set);
    this.#lent.clear();
  }

  /** An empty set, until the next query. */
  empty(): Bitset {
    const set = this.#free.pop() ?? new Bitset(new Uint32Array(this.#words));
    set.clear();
    this.#lent.add(set);
    return set;
  }

  /** The same as another set, until the next query. */
  copy(set: Bitset): Bitset {
    return this.empty().or(set);
  }

  /** Leaves a lent set with who has it, until `release`. */
  keep(set: Bitset): void {
    if (this.#lent.delete(set)) this.#kept.add(set);
  }

  /** Takes back a set that was kept, when the query has ended. */
  release(set: Bitset): void {
    if (this.#kept.delete(set)) this.#lent.add(set);
  }
}
