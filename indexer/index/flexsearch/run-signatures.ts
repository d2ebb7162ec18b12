import type { Bitset } from './bitset.js';
import { NumberList } from './number-list.js';
import type { PairKey } from '../ranking/pair-key.js';
import { pairHashes, SignatureShelf, type SavedShelf } from './signature-shelf.js';

/** Heights of the shelves. A document goes where its pairs have room. */
const heights = [256, 512, 768, 1024, 1280, 1536, 2048, 2560, 3072, 4096] as const;
/** Rows a pair of a document: with three bits each, up to 45 % of a column's bits are set. */
const rowsAPair = 5;
/** Pairs a column at most: a longer document gets several. */
const mostPairs = Math.floor(Math.max(...heights) / rowsAPair);

/** A document's home: its shelf in the upper bits, its first column there in the lower. */
const shelfShift = 28;
/** The home of a document without a column. */
const homeless = 0xffff_ffff;

/**
 * Tells which documents may hold a pair of neighbouring characters, never missing one that does: bit-sliced signatures
 * (Goodwin et al., "BitFunnel", SIGIR 2017). As there, documents stand by length on shelves of different heights, so
 * that short ones do not waste and long ones do not fill their columns. Pairs that their document has postings of
 * are left to these, which halves the signatures' load.
 */
export class RunSignatures {
  readonly #shelves: readonly SignatureShelf[] = heights.map((rows) => new SignatureShelf(rows));
  /** By document. */
  readonly #homes = new NumberList();

  /** Names all that decides about the bits: another layout, other signatures. */
  static readonly layout: string = ['one shelf', pairHashes, rowsAPair, ...heights].join('-');

  /**
   * Adds a document; its number is the next.
   * @param keys `allPairs` of its text
   * @param isPosted whether there is a posting of a pair in the document
   */
  add(document: number, keys: Uint32Array, isPosted: (pair: PairKey) => boolean): void {
    const pairs = keys.filter((key) => !isPosted(key));
    const columns = Math.ceil(pairs.length / mostPairs);
    const number = this.#shelfFor(Math.ceil(pairs.length / columns));
    const shelf = this.#shelf(number);
    this.#homes.push(columns === 0 ? homeless : (number << shelfShift) + shelf.columns);
    for (let column = 0; column < columns; column++) {
      const part = pairs.subarray(
        Math.floor((column * pairs.length) / columns),
        Math.floor(((column + 1) * pairs.length) / columns),
      );
      shelf.add(document, part);
    }
  }

  /** Whether a document may hold a pair without a posting of it. */
  mayHold(document: number, pair: PairKey): boolean {
    const home = this.#homes.at(document) ?? homeless;
    if (home === homeless) return false;
    return this.#shelf(home >>> shelfShift).mayHold(document, home & (2 ** shelfShift - 1), pair);
  }

  /** Adds to `found` the documents that may hold a pair, those left out that have a posting of it. */
  addHolders(pair: PairKey, found: Bitset): void {
    for (const shelf of this.#shelves) shelf.addHolders(pair, found);
  }

  /** Bytes that the signatures take, and where each document's stand. */
  get byteLength(): number {
    return this.#shelves.reduce((sum, shelf) => sum + shelf.byteLength, this.#homes.numbers.byteLength);
  }

  /** The shelves with the documents below `documents`, for a snapshot. Blocks are not copied. */
  save(documents: number): SavedShelf[] {
    return this.#shelves.map((shelf) => shelf.save(documents));
  }

  /**
   * Puts back what `save` gave: the columns of all shelves, and their blocks one after the other. Bits of later columns
   * that a block may have make needless candidates, no more.
   * @param documents how many there are, those without a column included
   */
  restore(columns: readonly Uint32Array[], blocks: Iterable<Uint32Array>, documents: number): void {
    const source = blocks[Symbol.iterator]();
    const nextBlock = (): Uint32Array => {
      const { value, done } = source.next();
      if (done === true) throw new RangeError('a snapshot has fewer signature blocks than its columns need');
      return value;
    };
    this.#shelves.forEach((shelf, i) => shelf.restore(columns[i] ?? new Uint32Array(0), nextBlock));
    this.#restoreHomes(columns, documents);
  }

  /** The number of the shelf for columns of so many pairs. */
  #shelfFor(pairs: number): number {
    const found = heights.findIndex((rows) => rows >= pairs * rowsAPair);
    return found < 0 ? heights.length - 1 : found;
  }

  #shelf(number: number): SignatureShelf {
    const shelf = this.#shelves[number];
    if (shelf === undefined) throw new RangeError(`there is no shelf ${String(number)}`);
    return shelf;
  }

  #restoreHomes(columns: readonly Uint32Array[], documents: number): void {
    const homes = new Uint32Array(documents).fill(homeless);
    columns.forEach((shelf, number) => {
      for (let column = shelf.length - 1; column >= 0; column--)
        homes[shelf[column] ?? 0] = (number << shelfShift) + column;
    });
    for (const home of homes) this.#homes.push(home);
  }
}
