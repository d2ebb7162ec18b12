/** A term of a text: `text` stands at `start` of the folded text it was cut from (UTF-16 units). */
export interface Term {
  readonly text: string;
  readonly start: number;
  /** Whether it is a word of the dictionary that stands there across those the text was cut into. */
  readonly isCrossing: boolean;
}

/**
 * The terms of one folded text as places in it, since every term stands in the text as it is: start and length of each
 * (UTF-16 units), one pair behind the other; to the lengths of words that cross others, which come last, `crossing` is
 * added. So they go from the segmenter's thread as numbers, not as strings.
 */
export type TermSpans = Uint32Array;

const crossing = 0x8000_0000;

/** The terms that spans of a text stand for, in the spans' order. */
export function termsOf(text: string, spans: TermSpans): Term[] {
  const terms: Term[] = [];
  for (let at = 0; at < spans.length; at += 2) {
    const start = spans[at] ?? 0;
    const length = spans[at + 1] ?? 0;
    terms.push({ text: text.slice(start, start + (length & ~crossing)), start, isCrossing: length >= crossing });
  }
  return terms;
}

/** The spans of several texts in one array: for each its number of terms, then their starts and lengths. */
export class SpanWriter {
  #numbers = new Uint32Array(1024);
  #length = 0;
  /** By place in the text begun last: a bit for each length of its terms there, longer ones than 31 aside. */
  #written = new Uint32Array(1024);
  #head = 0;

  /** Begins the next text, of so many UTF-16 units. */
  begin(length: number): void {
    this.#head = this.#length;
    this.#append(0);
    if (this.#written.length < length) this.#written = new Uint32Array(length * 2);
    else this.#written.fill(0, 0, length);
  }

  /** A term of the text begun last. */
  add(start: number, length: number): void {
    if (length < 32) this.#written[start] = (this.#written[start] ?? 0) | (1 << length);
    this.#push(start, length);
  }

  /** Whether the text begun last has this term, of 31 UTF-16 units at most. */
  has(start: number, length: number): boolean {
    return (((this.#written[start] ?? 0) >>> length) & 1) === 1;
  }

  /** A word of the text begun last that crosses its terms. */
  addCrossing(start: number, length: number): void {
    this.#push(start, length + crossing);
  }

  build(): Uint32Array<ArrayBuffer> {
    return this.#numbers.slice(0, this.#length);
  }

  #push(start: number, length: number): void {
    this.#append(start);
    this.#append(length);
    this.#numbers[this.#head] = (this.#numbers[this.#head] ?? 0) + 1;
  }

  #append(number: number): void {
    if (this.#length === this.#numbers.length) {
      const grown = new Uint32Array(this.#length * 2);
      grown.set(this.#numbers);
      this.#numbers = grown;
    }
    this.#numbers[this.#length++] = number;
  }
}

/** Takes apart what a `SpanWriter` built; the spans are views into it. */
export function splitSpans(packed: Uint32Array): TermSpans[] {
  const texts: TermSpans[] = [];
  for (let at = 0; at < packed.length;) {
    const end = at + 1 + (packed[at] ?? 0) * 2;
    texts.push(packed.subarray(at + 1, end));
    at = end;
  }
  return texts;
}
