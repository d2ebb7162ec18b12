import { CorpusError } from '../errors.js';
import { describeSyntaxError, readArticle } from './read-article.js';
import type { Origin, Reading } from './reading.js';
import { readWhole } from './whole-file.js';

/** The largest JSON array that is read, in bytes after unpacking; more belongs into JSON lines. */
export const LARGEST_ARRAY: number = 512 * 1024 * 1024 - 1024;

/**
 * Reads a JSON array of articles, or a single article, from UTF-8 bytes; the whole of it is held in memory. A reading's
 * `line` is the place in the array from 1; a single article has 1.
 * @throws CorpusError with code `unreadable` where the bytes are over 512 MiB, not UTF-8 or not JSON; errors of `bytes`
 *   as they are
 */
export async function* readJsonArray(
  bytes: AsyncIterable<Uint8Array>,
  origin: Origin,
): AsyncGenerator<Reading, void, undefined> {
  const parsed = parse(decode(await readWhole(bytes, LARGEST_ARRAY)));
  const articles: unknown[] = Array.isArray(parsed) ? parsed : [parsed];
  for (const [at, article] of articles.entries()) yield readArticle(article, origin, at + 1);
}

function decode(bytes: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch (cause) {
    throw new CorpusError('unreadable', 'not UTF-8', { cause });
  }
}

function parse(json: string): unknown {
  try {
    return JSON.parse(json);
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    throw new CorpusError('unreadable', describeSyntaxError(error), { cause: error });
  }
}
