import type { Bitset } from './bitset.js';
import { knuthHash, placeOf } from './knuth-hash.js';

/** Columns a block: a row of a block is 32 words, two cache lines. */
const blockColumns = 1024;
const rowWords = blockColumns / 32;

/** Rows that a pair of neighbouring characters sets. */
export const pairHashes = 3;

/** A multiplier for each of a pair's rows. */
const multipliers = [0x9e3779b1, 0x85ebca6b, 0xc2b2ae35] as const;

/** A pair's row in a shelf of so many. */
function rowOf(pair: number, hash: number, rows: number): number {
  const mixed = knuthHash(pair, multipliers[hash]);
  return placeOf((mixed ^ (mixed >>> 15)) >>> 0, rows);
}

/** The columns and the blocks of a shelf, for a snapshot. */
export interface SavedShelf {
  /** The document of each column, rising. */
  readonly columns: Uint32Array;
  readonly blocks: readonly Uint32Array[];
}

/** Signatures of one height: a column of `rows` bits for a document or a part of one, stored by rows. */
export class SignatureShelf {
  readonly rows: number;
  /** Rows of bits, `blockColumns` columns a block. */
  readonly #blocks: Uint32Array[] = [];
  /** The document of each column, rising. */
  #documents: Uint32Array = new Uint32Array(0);
  #columns = 0;
  /** The rows looked for in a block, as places in it. */
  readonly #places = new Uint32Array(pairHashes);

  constructor(rows: number) {
    this.rows = rows;
  }

  /** Adds a column for a document; its number is not below those before. */
  add(document: number, pairs: Uint32Array): void {
    const column = this.#column(document);
    const block = this.#blocks[Math.floor(column / blockColumns)];
    if (block === undefined) throw new RangeError(`no signature block for column ${String(column)}`);
    const word = (column % blockColumns) >>> 5;
    for (const pair of pairs) {
      for (let hash = 0; hash < pairHashes; hash++) {
        const at = rowOf(pair, hash, this.rows) * rowWords + word;
        block[at] = (block[at] ?? 0) | (1 << (column & 31));
      }
    }
  }

  /** Adds to `found` the documents with a column in which a pair's rows are set. */
  addHolders(pair: number, found: Bitset): void {
    for (let hash = 0; hash < pairHashes; hash++) this.#places[hash] = rowOf(pair, hash, this.rows) * rowWords;
    const [a = 0, b = 0, c = 0] = this.#places;
    const words = (this.#columns + 31) >>> 5;
    for (let word = 0; word < words; word++) {
      const block = this.#blocks[Math.floor(word / rowWords)];
      const at = word % rowWords;
      let bits = (block?.[a + at] ?? 0) & (block?.[b + at] ?? 0) & (block?.[c + at] ?? 0);
      for (; bits !== 0; bits &= bits - 1) {
        const column = (word << 5) + 31 - Math.clz32(bits & -bits);
        if (column < this.#columns) found.add(this.#documents[column] ?? 0);
      }
    }
  }

  /** Bytes that the blocks and the documents of their columns take. */
  get byteLength(): number {
    return this.#blocks.length * this.rows * rowWords * 4 + this.#documents.byteLength;
  }

  /** The columns of the documents below `documents`, and the blocks they stand in. Blocks are not copied. */
  save(documents: number): SavedShelf {
    let count = this.#columns;
    while (count > 0 && (this.#documents[count - 1] ?? 0) >= documents) count--;
    return {
      columns: this.#documents.slice(0, count),
      blocks: this.#blocks.slice(0, Math.ceil(count / blockColumns)),
    };
  }

  /** Puts back columns that `save` gave; `nextBlock` gives its blocks, one a call. */
  restore(columns: Uint32Array, nextBlock: () => Uint32Array): void {
    this.#documents = columns;
    this.#columns = columns.length;
    while (this.#blocks.length * blockColumns < columns.length) this.#blocks.push(nextBlock());
  }

  #column(document: number): number {
    if (this.#columns === this.#documents.length) {
      const grown = new Uint32Array(Math.ceil(this.#columns * 1.25) + 64);
      grown.set(this.#documents);
      this.#documents = grown;
    }
    if (this.#columns === this.#blocks.length * blockColumns) this.#blocks.push(new Uint32Array(this.rows * rowWords));
    this.#documents[this.#columns] = document;
    return this.#columns++;
  }
}
