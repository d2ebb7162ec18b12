import type { ByteReader, ByteWriter } from '../bytes.js';

/** Numbers a cluster takes in the map. */
const STRIDE = 4;

/**
 * Leads offsets of a folded text back to the original, both in UTF-16 units.
 * Kept as the clusters that changed their length (folded start and length, original start and length);
 * all between them is one unit for one unit. News has some twenty such clusters an article.
 */
export class OffsetMap {
  readonly #clusters: Int32Array;

  constructor(clusters: Int32Array) {
    this.#clusters = clusters;
  }

  /** Where the original character begins from which the folded unit at `index` came. */
  originalStart(index: number): number {
    const at = this.#before(index);
    if (at < 0) return index;
    const [foldedStart = 0, foldedLength = 0, start = 0, length = 0] = this.#clusters.subarray(at, at + STRIDE);
    const past = index - foldedStart - foldedLength;
    return past < 0 ? start : start + length + past;
  }

  /** Where the original character ends from which the folded unit before `index` came; 0 at 0. */
  originalEnd(index: number): number {
    if (index <= 0) return 0;
    const at = this.#before(index - 1);
    if (at < 0) return index;
    const [foldedStart = 0, foldedLength = 0, start = 0, length = 0] = this.#clusters.subarray(at, at + STRIDE);
    const past = index - foldedStart - foldedLength;
    return past <= 0 ? start + length : start + length + past;
  }

  /** Appends the map, to be read by `OffsetMap.read`. */
  write(writer: ByteWriter): void {
    const clusters = this.#clusters;
    writer.varint(clusters.length / STRIDE);
    let end = 0;
    for (let at = 0; at < clusters.length; at += STRIDE) {
      const [foldedStart = 0, foldedLength = 0, , length = 0] = clusters.subarray(at, at + STRIDE);
      writer.varint(foldedStart - end);
      writer.varint(foldedLength);
      writer.varint(length);
      end = foldedStart + foldedLength;
    }
  }

  static read(reader: ByteReader): OffsetMap {
    const builder = new OffsetMapBuilder();
    for (let count = reader.varint(); count > 0; count--) {
      builder.same(reader.varint());
      builder.cluster(reader.varint(), reader.varint());
    }
    return builder.build();
  }

  /** Offset of the last cluster that starts at or before `index`; clusters folded to nothing come before their place. */
  #before(index: number): number {
    let low = 0;
    let high = this.#clusters.length / STRIDE;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((this.#clusters[middle * STRIDE] ?? 0) <= index) low = middle + 1;
      else high = middle;
    }
    return (low - 1) * STRIDE;
  }
}

/** Builds a map from left to right. */
export class OffsetMapBuilder {
  readonly #clusters: number[] = [];
  #folded = 0;
  #original = 0;

  /** `count` units that stand for one unit each. */
  same(count: number): void {
    this.#folded += count;
    this.#original += count;
  }

  /** `originalLength` units that became `foldedLength` together. */
  cluster(foldedLength: number, originalLength: number): void {
    this.#clusters.push(this.#folded, foldedLength, this.#original, originalLength);
    this.#folded += foldedLength;
    this.#original += originalLength;
  }

  build(): OffsetMap {
    return new OffsetMap(Int32Array.from(this.#clusters));
  }
}
