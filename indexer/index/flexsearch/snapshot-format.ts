import type { FileHandle } from 'node:fs/promises';
import { crc32 } from 'node:zlib';
import { replaceFile } from '../../durable-file.js';

/**
 * A snapshot file: 8 bytes `XUNWEN05` (the digits are the format's version), then frames of kind (u32), length (u32) and bytes, little endian, the last of
 * kind `end` with the CRC-32 of all before it. A file that does not end so was torn.
 */
const magic = Buffer.from('XUNWEN05');

/** Kinds of frames. */
export const frames = {
  end: 0,
  header: 1,
  ids: 2,
  live: 3,
  values: 4,
  times: 5,
  signatures: 6,
  postings: 7,
  columns: 8,
  pairs: 9,
  terms: 10,
  stories: 11,
} as const;

export interface Frame {
  readonly kind: number;
  readonly bytes: Uint8Array;
}

function frameHead(kind: number, length: number): Buffer {
  const head = Buffer.alloc(8);
  head.writeUInt32LE(kind, 0);
  head.writeUInt32LE(length, 4);
  return head;
}

async function writeFrames(file: FileHandle, source: Iterable<Frame>): Promise<void> {
  let checksum = crc32(magic);
  await file.write(magic);
  for (const { kind, bytes } of source) {
    const head = frameHead(kind, bytes.length);
    checksum = crc32(head, checksum);
    // Node 20's crc32 forgets what came before where an array is empty.
    if (bytes.length > 0) checksum = crc32(bytes, checksum);
    await file.write(head);
    await file.writev([bytes]);
  }
  const end = Buffer.alloc(4);
  end.writeUInt32LE(checksum);
  await file.write(Buffer.concat([frameHead(frames.end, 4), end]));
}

/**
 * Writes the frames to a file, whole or not at all.
 * Frames are drawn one by one, so that other work goes on between them.
 */
export async function writeSnapshotFile(path: string, source: Iterable<Frame>): Promise<void> {
  await replaceFile(path, (file) => writeFrames(file, source));
}

/** The frames of a snapshot file's bytes; `null` where it is torn, changed or none of ours. */
export function readFrames(bytes: Buffer): Frame[] | null {
  if (!bytes.subarray(0, magic.length).equals(magic)) return null;
  const found: Frame[] = [];
  for (let at = magic.length; at + 8 <= bytes.length;) {
    const [kind, length] = [bytes.readUInt32LE(at), bytes.readUInt32LE(at + 4)];
    const body = bytes.subarray(at + 8, at + 8 + length);
    if (body.length !== length) return null;
    if (kind === frames.end)
      return body.length === 4 && body.readUInt32LE() === crc32(bytes.subarray(0, at)) ? found : null;
    found.push({ kind, bytes: body });
    at += 8 + length;
  }
  return null;
}
