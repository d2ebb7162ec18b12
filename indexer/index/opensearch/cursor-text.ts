import { z } from 'zod';
import { IndexerError } from '../../errors.js';

/** A place in a pinned result. */
export interface Place {
  readonly name: string;
  /** Hits before it. */
  readonly offset: number;
  /** Behind the first hits: where the search goes on. */
  readonly after: readonly unknown[] | null;
}

/** The cursor to a place, as a client has it. */
export function cursorTo({ name, offset, after }: Place): string {
  const behind = after === null ? '' : `.${Buffer.from(JSON.stringify(after)).toString('base64url')}`;
  return `${name}.${offset}${behind}`;
}

/**
 * The place that a cursor leads to.
 * @throws IndexerError `invalid_cursor`
 */
export function placeOf(cursor: string): Place {
  const [, name, offset, behind] = /^([\w-]{16})\.(\d{1,9})(?:\.([\w-]+))?$/.exec(cursor) ?? [];
  if (name === undefined) throw invalidCursor();
  return { name, offset: Number(offset), after: behind === undefined ? null : values(behind) };
}

function values(behind: string): readonly unknown[] {
  try {
    return z
      .array(z.union([z.string(), z.number(), z.null()]))
      .parse(JSON.parse(Buffer.from(behind, 'base64url').toString()));
  } catch (error) {
    throw invalidCursor(error);
  }
}

/** A cursor is not one of ours. */
export function invalidCursor(cause?: unknown): IndexerError {
  return new IndexerError('invalid_cursor', 'cursor: not one of ours', { cause });
}
