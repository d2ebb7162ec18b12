import { describeFailure, isOpenFailure, isReadFailure } from './failure.js';
import type { Format } from './formats.js';
import { readHtmlFile } from './html-file.js';
import { readJsonArray } from './json-array.js';
import { LONGEST_LINE, readLines } from './json-lines.js';
import { LineSplitter } from './line-splitter.js';
import { unreadable } from './read-article.js';
import type { Origin, Reading } from './reading.js';
import { sniffFormat } from './standard-input.js';
import { readTextPage } from './text-page.js';

/**
 * Reads bytes of a format. Where they cannot be read, or break off, that is the last reading: a problem, at the line that
 * had been come to where the format has lines. What stands before it is given.
 */
export async function* readBytes(
  bytes: AsyncIterable<Uint8Array>,
  format: Format,
  origin: Origin,
): AsyncGenerator<Reading, void, undefined> {
  const lines = new LineSplitter(LONGEST_LINE);
  try {
    yield* readFormat(bytes, format, lines, origin);
  } catch (error) {
    if (!isReadFailure(error)) throw error;
    const hasLine = format === 'lines' && !isOpenFailure(error);
    yield unreadable(origin, hasLine ? lines.line : null, describeFailure(error));
  }
}

async function* readFormat(
  bytes: AsyncIterable<Uint8Array>,
  format: Format,
  lines: LineSplitter,
  origin: Origin,
): AsyncGenerator<Reading, void, undefined> {
  if (format === 'stream') {
    const sniffed = await sniffFormat(bytes);
    yield* readFormat(sniffed.bytes, sniffed.format, lines, origin);
  } else if (format === 'lines') yield* readLines(bytes, lines, origin);
  else if (format === 'array') yield* readJsonArray(bytes, origin);
  else if (format === 'html') yield* readHtmlFile(bytes, origin);
  else yield* readTextPage(bytes, origin);
}
