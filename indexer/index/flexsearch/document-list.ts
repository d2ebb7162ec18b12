/** What a list has at first, and by which share it grows: half of a doubling would lie idle. */
const fewestBytes = 8;
const growth = 1.25;

/** Rising document numbers as the distances between them, seven bits a byte, low bits first (LEB128). */
export class DocumentList {
  #bytes = new Uint8Array(fewestBytes);
  #length = 0;
  #count = 0;
  /** The last number added, plus one. */
  #end = 0;

  /** Adds a number above all before. */
  push(document: number): void {
    if (this.#length + 5 > this.#bytes.length) this.#grow();
    let rest = document - this.#end;
    for (; rest > 0x7f; rest >>>= 7) this.#bytes[this.#length++] = (rest & 0x7f) | 0x80;
    this.#bytes[this.#length++] = rest;
    this.#end = document + 1;
    this.#count++;
  }

  /** How many numbers there are. */
  get count(): number {
    return this.#count;
  }

  /** Bytes that the numbers take, room for later ones included. */
  get byteLength(): number {
    return this.#bytes.byteLength;
  }

  /** Calls `visit` with each number, rising. */
  forEach(visit: (document: number) => void): void {
    let next = 0;
    for (let at = 0; at < this.#length; next++) {
      let byte = this.#bytes[at++] ?? 0;
      let distance = byte & 0x7f;
      for (let shift = 7; byte > 0x7f; shift += 7) {
        byte = this.#bytes[at++] ?? 0;
        distance |= (byte & 0x7f) << shift;
      }
      next += distance;
      visit(next);
    }
  }

  #grow(): void {
    const grown = new Uint8Array(Math.ceil(this.#bytes.length * growth) + 5);
    grown.set(this.#bytes);
    this.#bytes = grown;
  }
}
