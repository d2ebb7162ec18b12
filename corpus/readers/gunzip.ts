import { createGunzip } from 'node:zlib';

/** So many bytes are unpacked at a time: packed to the utmost (1 to 1032) they give 16 MiB. */
const PIECE = 16 * 1024;

/**
 * Unpacks gzip, also of several members. All that could be unpacked comes out before the error of a torn or damaged
 * file is thrown; a piped zlib stream drops what it holds when it fails.
 * @throws the error of zlib, with a code such as `Z_BUF_ERROR` or `Z_DATA_ERROR`; errors of `bytes` as they are
 */
export async function* gunzip(bytes: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array, void, undefined> {
  const unpacker = new Unpacker();
  try {
    for await (const chunk of bytes) {
      for (let at = 0; at < chunk.length; at += PIECE) yield* unpacker.unpack(chunk.subarray(at, at + PIECE));
    }
    yield* unpacker.unpack(null);
  } finally {
    unpacker.close();
  }
}

class Unpacker {
  private readonly unzip = createGunzip();
  private readonly unpacked: Uint8Array[] = [];
  private failure: Error | null = null;
  private finishStep: () => void = () => undefined;

  constructor() {
    this.unzip.on('data', (chunk: Uint8Array) => this.unpacked.push(chunk));
    this.unzip.on('error', (error) => (this.failure = error));
    // Closing ends a step too: after an error zlib does not call back.
    this.unzip.on('close', () => this.finishStep());
  }

  /** What comes out of one more piece, or at the end (`null`); then the error, if there was one. */
  async *unpack(piece: Uint8Array | null): AsyncGenerator<Uint8Array, void, undefined> {
    await new Promise<void>((resolve) => {
      this.finishStep = resolve;
      if (piece === null) this.unzip.end();
      else this.unzip.write(piece, () => resolve());
    });
    yield* this.unpacked.splice(0);
    if (this.failure !== null) throw this.failure;
  }

  close(): void {
    this.unzip.destroy();
  }
}
