/** A place in a byte array that is being read. */
export interface ByteCursor {
  readonly bytes: Uint8Array;
  offset: number;
}

/** Appends an unsigned integer below 2^53, seven bits a byte, low bits first, as in LEB128. */
export function writeVarint(bytes: number[], value: number): void {
  let rest = value;
  while (rest > 0x7f) {
    bytes.push((rest & 0x7f) | 0x80);
    rest = rest > 0x7fffffff ? Math.floor(rest / 0x80) : rest >>> 7;
  }
  bytes.push(rest);
}

/**
 * Reads what `writeVarint` wrote and moves the cursor on.
 * @throws RangeError where the bytes end within a number
 */
export function readVarint(cursor: ByteCursor): number {
  let value = 0;
  let scale = 1;
  for (;;) {
    const byte = cursor.bytes[cursor.offset++];
    if (byte === undefined) throw new RangeError('the bytes end within a number');
    value += (byte & 0x7f) * scale;
    if (byte < 0x80) return value;
    scale *= 0x80;
  }
}
