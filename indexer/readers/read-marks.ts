/** Milliseconds after which nothing turns up any more that was written before. */
const settlesWithin = 10_000;

/** Up to where something was read, and when. */
interface Mark {
  readonly at: number;
  readonly number: number;
}

/**
 * Remembers how far a list of numbered changes was read. Changes are numbered when they begin to be written, so that one may
 * turn up after others of higher numbers: what was read within the last ten seconds has to be read again.
 */
export class ReadMarks {
  /** The earliest first; the first of them is the last that is as old as that, where there is one. */
  #marks: readonly [Mark, ...Mark[]];

  constructor(first: Mark) {
    this.#marks = [first];
  }

  /** The number behind which to read on. */
  get from(): number {
    return this.#marks[0].number;
  }

  /** Notes that everything was read, up to a number; a lower one than before says nothing. */
  readAll(mark: Mark): void {
    const marks = [...this.#marks, { ...mark, number: Math.max(mark.number, this.#marks.at(-1)?.number ?? 0) }];
    const settled = marks.filter(({ at }) => mark.at - at >= settlesWithin).length;
    const [first = mark, ...rest] = marks.slice(Math.max(0, settled - 1));
    this.#marks = [first, ...rest];
  }

  /** Notes that there is more behind a number, so much that reading it comes before reading anything again. */
  readPart(mark: Mark): void {
    this.#marks = [mark];
  }
}
