import { CorpusError } from '../errors.js';

/**
 * All bytes of a source in one piece.
 * @param limit the most that is taken, in bytes
 * @throws CorpusError with code `unreadable` where there is more; errors of `bytes` as they are
 */
export async function readWhole(bytes: AsyncIterable<Uint8Array>, limit: number): Promise<Uint8Array> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of bytes) {
    size += chunk.length;
    if (size > limit) throw new CorpusError('unreadable', `over ${Math.ceil(limit / 1024 / 1024)} MiB`);
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}
