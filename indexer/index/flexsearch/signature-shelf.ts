import type { Bitset } from './bitset.js';
import { knuthHash, placeOf } from '../../knuth-hash.js';
import { NumberList } from './number-list.js';

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
  #documents = new NumberList();
  /**
   * By row the bits of the columns begun last, 32 of them, that are in no block yet: these are in few cache lines, while
   * a column of a block is in as many as it has rows.
   */
  readonly #pending: Uint32Array;
  /** The word that they are of; -1: none. */
  #pendingWord = -1;
  /** The rows looked for in a block, as places in it. */
  readonly #places = new Uint32Array(pairHashes);

  constructor(rows: number) {
    this.rows = rows;
    this.#pending = new Uint32Array(rows);
  }

  /** Adds a column for a document; its number is not below those before. */
  add(document: number, pairs: Uint32Array): void {
    const column = this.#column(document);
    if (column >>> 5 !== this.#pendingWord) this.#flush();
    this.#pendingWord = column >>> 5;
    const bit = 1 << (column & 31);
    for (const pair of pairs) {
      for (let hash = 0; hash < pairHashes; hash++) {
        const row = rowOf(pair, hash, this.rows);
        this.#pending[row] = (this.#pending[row] ?? 0) | bit;
      }
    }
  }

  get columns(): number {
    return this.#documents.length;
  }

  /** Whether a pair's rows are set in one of the columns of a document, of which the first is given. */
  mayHold(document: number, first: number, pair: number): boolean {
    for (let column = first; this.#documents.at(column) === document; column++) {
      if (this.#isSet(column, pair)) return true;
    }
    return false;
  }

  /** Adds to `found` the documents with a column in which a pair's rows are set. */
  addHolders(pair: number, found: Bitset): void {
    this.#flush();
    for (let hash = 0; hash < pairHashes; hash++) this.#places[hash] = rowOf(pair, hash, this.rows) * rowWords;
    const [a = 0, b = 0, c = 0] = this.#places;
    const { length, numbers } = this.#documents;
    const words = (length + 31) >>> 5;
    for (let word = 0; word < words; word++) {
      const block = this.#blocks[Math.floor(word / rowWords)];
      const at = word % rowWords;
      let bits = (block?.[a + at] ?? 0) & (block?.[b + at] ?? 0) & (block?.[c + at] ?? 0);
      for (; bits !== 0; bits &= bits - 1) {
        const column = (word << 5) + 31 - Math.clz32(bits & -bits);
        if (column < length) found.add(numbers[column] ?? 0);
      }
    }
  }

  /** Bytes that the blocks and the documents of their columns take. */
  get byteLength(): number {
    return (this.#blocks.length * rowWords + 1) * this.rows * 4 + this.#documents.numbers.byteLength;
  }

  /** The columns of the documents below `documents`, and the blocks they stand in. Blocks are not copied. */
  save(documents: number): SavedShelf {
    this.#flush();
    let count = this.#documents.length;
    while (count > 0 && (this.#documents.at(count - 1) ?? 0) >= documents) count--;
    return {
      columns: this.#documents.numbers.slice(0, count),
      blocks: this.#blocks.slice(0, Math.ceil(count / blockColumns)),
    };
  }

  /** Puts back columns that `save` gave; `nextBlock` gives its blocks, one a call. */
  restore(columns: Uint32Array, nextBlock: () => Uint32Array): void {
    this.#documents = new NumberList(columns);
    while (this.#blocks.length * blockColumns < columns.length) this.#blocks.push(nextBlock());
  }

  #isSet(column: number, pair: number): boolean {
    if (column >>> 5 === this.#pendingWord) this.#flush();
    const block = this.#blocks[Math.floor(column / blockColumns)];
    const word = (column % blockColumns) >>> 5;
    for (let hash = 0; hash < pairHashes; hash++) {
      const bits = block?.[rowOf(pair, hash, this.rows) * rowWords + word] ?? 0;
      if (((bits >>> (column & 31)) & 1) === 0) return false;
    }
    return true;
  }

  /** Puts what is pending into its block. */
  #flush(): void {
    const block = this.#blocks[Math.floor(this.#pendingWord / rowWords)];
    if (block === undefined) return;
    const word = this.#pendingWord % rowWords;
    for (let row = 0; row < this.rows; row++) {
      const at = row * rowWords + word;
      block[at] = (block[at] ?? 0) | (this.#pending[row] ?? 0);
    }
    this.#pending.fill(0);
    this.#pendingWord = -1;
  }

  #column(document: number): number {
    const column = this.#documents.push(document);
    if (column === this.#blocks.length * blockColumns) this.#blocks.push(new Uint32Array(this.rows * rowWords));
    return column;
  }
}
