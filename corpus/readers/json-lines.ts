import { TextDecoder } from 'node:util';
import { LineSplitter, type SplitLine } from './line-splitter.js';
import { describeSyntaxError, invalid, readArticle } from './read-article.js';
import type { Origin, Reading } from './reading.js';

/** The longest line that is read, in bytes. */
export const LONGEST_LINE: number = 8 * 1024 * 1024;

const BLANK = /^[ \t\r\n]*$/;

/**
 * Reads JSON lines (NDJSON, UTF-8, one article a line) as they come in, holding one chunk and one line at a time:
 * the bytes are pulled only as fast as the readings are. Blank lines and a byte order mark at the start are passed over.
 * A line that is not UTF-8, not JSON, not an article or over 8 MiB is a problem with its number, and the next one is
 * read. An error of `bytes` is thrown when the readings before it have been given.
 * @param bytes a stream or other sequence of chunks, cut anywhere
 */
export function readJsonLines(bytes: AsyncIterable<Uint8Array>, origin: Origin): AsyncIterable<Reading> {
  return readLines(bytes, new LineSplitter(LONGEST_LINE), origin);
}

/** As `readJsonLines`; the caller's splitter, new and for lines up to `LONGEST_LINE`, tells the line it has come to. */
export async function* readLines(
  bytes: AsyncIterable<Uint8Array>,
  lines: LineSplitter,
  origin: Origin,
): AsyncGenerator<Reading, void, undefined> {
  const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });
  for await (const chunk of bytes) yield* readSplit(lines.push(chunk), decoder, origin);
  yield* readSplit(lines.end(), decoder, origin);
}

function* readSplit(lines: Iterable<SplitLine>, decoder: TextDecoder, origin: Origin): Iterable<Reading> {
  for (const { line, bytes } of lines) {
    const reading = bytes === null ? tooLong(origin, line) : readLine(bytes, line, decoder, origin);
    if (reading !== null) yield reading;
  }
}

function readLine(bytes: Uint8Array, line: number, decoder: TextDecoder, origin: Origin): Reading | null {
  const text = decode(bytes, decoder);
  if (text === null) return invalid(origin, line, 'not UTF-8');
  const json = line === 1 && text.startsWith('\ufeff') ? text.slice(1) : text;
  if (BLANK.test(json)) return null;
  try {
    return readArticle(JSON.parse(json), origin, line);
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    return invalid(origin, line, describeSyntaxError(error));
  }
}

function decode(bytes: Uint8Array, decoder: TextDecoder): string | null {
  try {
    return decoder.decode(bytes);
  } catch (error) {
    // The decoder's one error: bytes that are not UTF-8.
    if (error instanceof TypeError) return null;
    throw error;
  }
}

function tooLong(origin: Origin, line: number): Reading {
  return invalid(origin, line, `over ${LONGEST_LINE} bytes`);
}
