/** What a list that is full grows by: more would lie idle. */
const growth = 1.25;

/** A list of numbers from 0 to 2^32 - 1, four bytes each, that never shrinks. */
export class NumberList {
  #numbers: Uint32Array;
  #length: number;

  /** @param numbers those it begins with; the list's own from now on */
  constructor(numbers: Uint32Array = new Uint32Array(0)) {
    this.#numbers = numbers;
    this.#length = numbers.length;
  }

  /** Appends a number and returns its place. */
  push(number: number): number {
    if (this.#length === this.#numbers.length) {
      const grown = new Uint32Array(Math.ceil(this.#length * growth) + 16);
      grown.set(this.#numbers);
      this.#numbers = grown;
    }
    this.#numbers[this.#length] = number;
    return this.#length++;
  }

  /** Replaces the number at a place that is there. */
  set(place: number, number: number): void {
    this.#numbers[place] = number;
  }

  get length(): number {
    return this.#length;
  }

  /** The numbers, and zeroes in the room behind the last. Not a copy: good until the next `push`. */
  get numbers(): Uint32Array {
    return this.#numbers;
  }

  at(place: number): number | undefined {
    return place < this.#length ? this.#numbers[place] : undefined;
  }
}
