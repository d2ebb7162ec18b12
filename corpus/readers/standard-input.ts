import { gunzip } from './gunzip.js';

const OPENING_BRACKET = 0x5b;
/** The first byte of gzip; no text begins with it. */
const GZIP = 0x1f;

/** White space, and the three bytes of a byte order mark in UTF-8. */
const BLANK = new Set([0x20, 0x09, 0x0a, 0x0d, 0xef, 0xbb, 0xbf]);

/**
 * Tells a JSON array from JSON lines by the first byte that is not blank; what is packed is unpacked first, once.
 * @param isPacked whether it may be packed
 * @returns the format, and all the bytes again, also those that were looked at
 */
export async function sniffFormat(
  bytes: AsyncIterable<Uint8Array>,
  isPacked = true,
): Promise<{ format: 'lines' | 'array'; bytes: AsyncIterable<Uint8Array> }> {
  const iterator = bytes[Symbol.asyncIterator]();
  const seen: Uint8Array[] = [];
  let first: number | undefined;
  while (first === undefined) {
    const next = await iterator.next();
    if (next.done === true) break;
    seen.push(next.value);
    first = next.value.find((byte) => !BLANK.has(byte));
  }
  const rest = { [Symbol.asyncIterator]: () => iterator };
  if (first === GZIP && isPacked) return sniffFormat(gunzip(joined(seen, rest)), false);
  return { format: first === OPENING_BRACKET ? 'array' : 'lines', bytes: joined(seen, rest) };
}

async function* joined(
  seen: readonly Uint8Array[],
  rest: AsyncIterable<Uint8Array>,
): AsyncGenerator<Uint8Array, void, undefined> {
  yield* seen;
  yield* rest;
}
