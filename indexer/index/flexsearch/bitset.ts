/** What a set that has become too small grows by: more would lie idle. */
const growth = 1.25;

/** A set of small whole numbers, one bit each. Binary operations change the set they are called on and return it. */
export class Bitset {
  #words: Uint32Array;

  constructor(words: Uint32Array = new Uint32Array(0)) {
    this.#words = words;
  }

  /** The set 0 … `size` - 1. */
  static below(size: number): Bitset {
    const words = new Uint32Array((size + 31) >>> 5).fill(0xffffffff);
    if (size % 32 !== 0) words[words.length - 1] = 2 ** (size % 32) - 1;
    return new Bitset(words);
  }

  /** The words behind the set: bit `n & 31` of word `n >>> 5`. Not a copy. */
  get words(): Uint32Array {
    return this.#words;
  }

  /** Bytes that the words take, those for later members included. */
  get byteLength(): number {
    return this.#words.byteLength;
  }

  has(value: number): boolean {
    return (((this.#words[value >>> 5] ?? 0) >>> (value & 31)) & 1) === 1;
  }

  add(value: number): void {
    const index = value >>> 5;
    if (index >= this.#words.length) this.#grow(index + 1);
    this.#words[index] = (this.#words[index] ?? 0) | (1 << (value & 31));
  }

  delete(value: number): void {
    const index = value >>> 5;
    if (index < this.#words.length) this.#words[index] = (this.#words[index] ?? 0) & ~(1 << (value & 31));
  }

  clear(): void {
    this.#words.fill(0);
  }

  and(other: Bitset): this {
    const [a, b] = [this.#words, other.#words];
    for (let i = 0; i < a.length; i++) a[i] = (a[i] ?? 0) & (b[i] ?? 0);
    return this;
  }

  or(other: Bitset): this {
    if (other.#words.length > this.#words.length) this.#grow(other.#words.length);
    const [a, b] = [this.#words, other.#words];
    for (let i = 0; i < b.length; i++) a[i] = (a[i] ?? 0) | (b[i] ?? 0);
    return this;
  }

  andNot(other: Bitset): this {
    const [a, b] = [this.#words, other.#words];
    for (let i = 0; i < Math.min(a.length, b.length); i++) a[i] = (a[i] ?? 0) & ~(b[i] ?? 0);
    return this;
  }

  /** Whether all members are in the other set, too. */
  isWithin(other: Bitset): boolean {
    const [a, b] = [this.#words, other.#words];
    for (let i = 0; i < a.length; i++) if (((a[i] ?? 0) & ~(b[i] ?? 0)) !== 0) return false;
    return true;
  }

  count(): number {
    const words = this.#words;
    let count = 0;
    for (let i = 0; i < words.length; i++) count += populationCount(words[i] ?? 0);
    return count;
  }

  isEmpty(): boolean {
    const words = this.#words;
    for (let i = 0; i < words.length; i++) if (words[i] !== 0) return false;
    return true;
  }

  /**
   * All members, rising: for several passes over them, which are quicker than as many calls of `forEach`.
   * @param room for them, and for more
   */
  members(room: Uint32Array): Uint32Array {
    let at = 0;
    this.forEach((value) => {
      room[at++] = value;
    });
    return room.subarray(0, at);
  }

  /** Calls `visit` with each member, rising. */
  forEach(visit: (value: number) => void): void {
    const words = this.#words;
    for (let i = 0; i < words.length; i++) {
      for (let word = words[i] ?? 0; word !== 0; word &= word - 1) {
        visit((i << 5) + 31 - Math.clz32(word & -word));
      }
    }
  }

  #grow(length: number): void {
    const grown = new Uint32Array(Math.max(length, Math.ceil(this.#words.length * growth)));
    grown.set(this.#words);
    this.#words = grown;
  }
}

/** Bits set in a 32-bit word (Hacker's Delight, 5-1). */
function populationCount(word: number): number {
  let bits = word - ((word >>> 1) & 0x55555555);
  bits = (bits & 0x33333333) + ((bits >>> 2) & 0x33333333);
  return Math.imul((bits + (bits >>> 4)) & 0x0f0f0f0f, 0x01010101) >>> 24;
}
