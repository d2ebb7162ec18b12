import { randomBytes } from 'node:crypto';
import { IndexerError } from '../../errors.js';
import type { CursorPage, IndexHit } from '../search-index.js';

/** How long a pinned result can be walked after it was made, in milliseconds. */
export const cursorLifetime: number = 5 * 60_000;
/** Hits that all pinned results may hold together; beyond it the oldest are given up. */
const capacity = 5_000_000;

/** A whole result, in order. */
export interface PinnedResult {
  readonly text: string;
  readonly relaxed: boolean;
  readonly total: number;
  readonly ids: readonly string[];
  readonly scores: Float32Array;
}

interface Entry extends PinnedResult {
  readonly expires: number;
}

/** Results that clients walk through. A cursor is the result's name and how many of its hits were given out. */
export class Cursors {
  readonly #entries = new Map<string, Entry>();
  readonly #now: () => number;
  #held = 0;

  /** @param now milliseconds of a steady clock, for tests */
  constructor(now: () => number = () => performance.now()) {
    this.#now = now;
  }

  /** Pins a result and returns the cursor to the hits from `offset` on. */
  pin(result: PinnedResult, offset: number): string {
    this.#expire(capacity - result.ids.length);
    const name = randomBytes(12).toString('base64url');
    this.#entries.set(name, { ...result, expires: this.#now() + cursorLifetime });
    this.#held += result.ids.length;
    return `${name}.${String(offset)}`;
  }

  /**
   * The page a cursor leads to.
   * @param exists whether an article is still there
   * @throws IndexerError `cursor_expired` where the result is not pinned any more, `invalid_cursor` where it never was one
   */
  page(cursor: string, size: number, exists: (id: string) => boolean): CursorPage {
    const { name, offset } = parseCursor(cursor);
    this.#expire(capacity);
    const entry = this.#entries.get(name);
    if (entry === undefined) throw new IndexerError('cursor_expired', 'this cursor has expired; search again');
    if (offset > entry.ids.length) throw new IndexerError('invalid_cursor', 'cursor: not one of ours');
    const hits: IndexHit[] = [];
    let at = offset;
    for (; at < entry.ids.length && hits.length < size; at++) {
      const id = entry.ids[at] ?? '';
      if (exists(id)) hits.push({ id, score: entry.scores[at] ?? 0, copies: [] });
    }
    const next = at < entry.ids.length ? `${name}.${String(at)}` : null;
    return { text: entry.text, relaxed: entry.relaxed, total: entry.total, offset, hits, cursor: next };
  }

  /** Drops what is past its time, then the oldest until at most `room` hits are held. */
  #expire(room: number): void {
    for (const [name, entry] of this.#entries) {
      if (entry.expires > this.#now() && this.#held <= room) return;
      this.#entries.delete(name);
      this.#held -= entry.ids.length;
    }
  }
}

function parseCursor(cursor: string): { name: string; offset: number } {
  const match = /^([\w-]{16})\.(\d{1,9})$/.exec(cursor);
  if (match === null) throw new IndexerError('invalid_cursor', 'cursor: not one of ours');
  return { name: match[1] ?? '', offset: Number(match[2]) };
}
