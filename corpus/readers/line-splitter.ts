const NEWLINE = 0x0a;

/** A line without its line end, or `null` where it was longer than the limit. */
export interface SplitLine {
  readonly line: number;
  readonly bytes: Uint8Array | null;
}

/** Cuts chunks of bytes into numbered lines, holding at most one line of `limit` bytes between them. */
export class LineSplitter {
  /** The number of the line that is being read, from 1. */
  line = 1;
  private readonly limit: number;
  private pending: Uint8Array[] = [];
  private held = 0;
  private tooLong = false;

  /** @param limit the longest line in bytes; longer ones are dropped while they come in */
  constructor(limit: number) {
    this.limit = limit;
  }

  /** The lines that end in this chunk. */
  *push(chunk: Uint8Array): Generator<SplitLine, void, undefined> {
    let start = 0;
    for (let end = chunk.indexOf(NEWLINE); end >= 0; end = chunk.indexOf(NEWLINE, start)) {
      this.hold(chunk.subarray(start, end));
      yield this.take();
      start = end + 1;
    }
    this.hold(chunk.subarray(start));
  }

  /** The last line, where the bytes do not end in a line end. */
  *end(): Generator<SplitLine, void, undefined> {
    if (this.held > 0 || this.tooLong) yield this.take();
  }

  private hold(piece: Uint8Array): void {
    if (piece.length === 0 || this.tooLong) return;
    this.held += piece.length;
    if (this.held > this.limit) {
      this.tooLong = true;
      this.pending = [];
    } else {
      this.pending.push(piece);
    }
  }

  private take(): SplitLine {
    const [first, ...rest] = this.pending;
    const bytes = first !== undefined && rest.length === 0 ? first : Buffer.concat(this.pending);
    const split = { line: this.line, bytes: this.tooLong ? null : bytes };
    this.line++;
    this.pending = [];
    this.held = 0;
    this.tooLong = false;
    return split;
  }
}
