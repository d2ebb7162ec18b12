import { promisify } from 'node:util';
import { brotliDecompress, gunzip, inflate, inflateRaw } from 'node:zlib';
import { FetchError } from './fetch-error.js';

const unpackers = {
  gzip: promisify(gunzip),
  br: promisify(brotliDecompress),
  inflate: promisify(inflate),
  inflateRaw: promisify(inflateRaw),
};

/** What `unpack` knows, as a request says it. */
export const acceptedEncodings = 'gzip, br, deflate';

/**
 * Unpacks a body. Stops at the limit, so that a few bytes cannot become gigabytes.
 * @param encoding of the header `Content-Encoding`, in lower case
 * @throws FetchError `refused` where it is too large or the encoding unknown, `failed` where the bytes are damaged
 */
export async function unpack(packed: Buffer, encoding: string, mostBytes: number): Promise<Buffer> {
  if (packed.length === 0) return packed;
  const unpacker = unpackerOf(packed, encoding);
  try {
    return await unpacker(packed, { maxOutputLength: mostBytes });
  } catch (error) {
    const isTooLarge = error instanceof Error && 'code' in error && error.code === 'ERR_BUFFER_TOO_LARGE';
    if (isTooLarge) throw new FetchError('refused', `it is larger than ${mostBytes} bytes unpacked`, { cause: error });
    throw new FetchError('failed', 'its packed bytes are damaged', { cause: error });
  }
}

function unpackerOf(packed: Buffer, encoding: string): (typeof unpackers)['gzip'] {
  if (encoding === 'gzip' || encoding === 'x-gzip') return unpackers.gzip;
  if (encoding === 'br') return unpackers.br;
  // RFC 9110 means zlib's format, and some servers send it bare.
  if (encoding === 'deflate') return ((packed[0] ?? 0) & 0x0f) === 8 ? unpackers.inflate : unpackers.inflateRaw;
  throw new FetchError('refused', `it is packed in an unknown way: ${encoding.slice(0, 40)}`);
}
