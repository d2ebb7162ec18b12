import type { Bitset } from './bitset.js';
import { eachOnce, pairKey, type PairKey } from './pair-frequencies.js';
import { pairHashes, SignatureShelf, type SavedShelf } from './signature-shelf.js';

/** Heights of the shelves. A document goes where its pairs have room. */
const heights = [256, 512, 768, 1024, 1280, 1536, 2048, 2560, 3072, 4096] as const;
/** Rows a pair of a document: with three bits each, up to 45 % of a column's bits are set. */
const rowsAPair = 5;
/** Pairs a column at most: a longer document gets several. */
const mostPairs = Math.floor(Math.max(...heights) / rowsAPair);

/**
 * Tells which documents may hold a pair of neighbouring characters, never missing one that does: bit-sliced signatures
 * (Goodwin et al., "BitFunnel", SIGIR 2017). As there, documents stand by length on shelves of different heights, so
 * that short ones do not waste and long ones do not fill their columns. Pairs that their document has postings of
 * are left to these, which halves the signatures' load.
 */
export class RunSignatures {
  readonly #shelves: readonly SignatureShelf[] = heights.map((rows) => new SignatureShelf(rows));

  /** Names all that decides about the bits: another layout, other signatures. */
  static readonly layout: string = [pairHashes, rowsAPair, ...heights].join('-');

  /**
   * Adds a document; its number is above all before.
   * @param isPosted whether there is a posting of a pair of characters in the document
   */
  add(document: number, text: string, isPosted: (pair: string) => boolean): void {
    const pairs = uncoveredPairs(text, isPosted);
    const columns = Math.ceil(pairs.length / mostPairs);
    for (let column = 0; column < columns; column++) {
      const part = pairs.subarray(
        Math.floor((column * pairs.length) / columns),
        Math.floor(((column + 1) * pairs.length) / columns),
      );
      this.#shelf(part.length).add(document, part);
    }
  }

  /** Adds to `found` the documents that may hold a pair, those left out that have a posting of it. */
  addHolders(pair: PairKey, found: Bitset): void {
    for (const shelf of this.#shelves) shelf.addHolders(pair, found);
  }

  /** Bytes that the signatures take. */
  get byteLength(): number {
    return this.#shelves.reduce((sum, shelf) => sum + shelf.byteLength, 0);
  }

  /** The shelves with the documents below `documents`, for a snapshot. Blocks are not copied. */
  save(documents: number): SavedShelf[] {
    return this.#shelves.map((shelf) => shelf.save(documents));
  }

  /**
   * Puts back what `save` gave: the columns of all shelves, and their blocks one after the other. Bits of later columns
   * that a block may have make needless candidates, no more.
   */
  restore(columns: readonly Uint32Array[], blocks: Iterable<Uint32Array>): void {
    const source = blocks[Symbol.iterator]();
    const nextBlock = (): Uint32Array => {
      const { value, done } = source.next();
      if (done === true) throw new RangeError('a snapshot has fewer signature blocks than its columns need');
      return value;
    };
    this.#shelves.forEach((shelf, i) => shelf.restore(columns[i] ?? new Uint32Array(0), nextBlock));
  }

  #shelf(pairs: number): SignatureShelf {
    const shelf = this.#shelves.find(({ rows }) => rows >= pairs * rowsAPair) ?? this.#shelves.at(-1);
    if (shelf === undefined) throw new RangeError('no shelf');
    return shelf;
  }
}

/** The pairs of a text that have no postings, each once, rising. */
function uncoveredPairs(text: string, isPosted: (pair: string) => boolean): Uint32Array {
  const keys = new Uint32Array(Math.max(0, text.length - 1));
  for (let i = 0; i < keys.length; i++) keys[i] = pairKey(text, i);
  return eachOnce(keys).filter((key) => !isPosted(String.fromCharCode(key >>> 16, key & 0xffff)));
}
