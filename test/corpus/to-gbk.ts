/** Its two-byte characters by the bytes they are made of. */
const twoBytes = new Map<string, readonly number[]>();
const decoder = new TextDecoder('gb18030');
for (let high = 0x81; high <= 0xfe; high++) {
  for (let low = 0x40; low <= 0xfe; low++) {
    if (low !== 0x7f) twoBytes.set(decoder.decode(Uint8Array.of(high, low)), [high, low]);
  }
}

/** A text as GBK, which Node only decodes. Characters that GBK has not, but for ASCII, are not to be in it. */
export function toGbk(text: string): Uint8Array {
  return Uint8Array.from(Array.from(text).flatMap((one) => twoBytes.get(one) ?? [one.charCodeAt(0)]));
}
