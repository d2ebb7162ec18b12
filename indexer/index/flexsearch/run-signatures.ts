import { Bitset } from './bitset.js';

/** Columns a block: a row of a block is 32 words, two cache lines. */
const blockColumns = 1024;
const rowWords = blockColumns / 32;
/** UTF-16 units of text a column: a longer text gets several, or its signature would be full. */
const columnText = 800;
const rows = 2560;
/** Rows that a pair of neighbouring characters sets. */
const pairHashes = 4;

/** So many documents are looked at rather than sifted further. */
const fewCandidates = 64;

/** Multiplicative hashing (Knuth) of a pair of UTF-16 units, a different multiplier for each of its rows. */
const multipliers = [0x9e3779b1, 0x85ebca6b, 0xc2b2ae35, 0x27d4eb2f] as const;

function pairRow(first: number, second: number, hash: number): number {
  const mixed = Math.imul((first << 16) | second, multipliers[hash] ?? 1);
  return ((mixed ^ (mixed >>> 15)) >>> 0) % rows;
}

/** The documents that have a term, from the posting lists. */
export type PostedDocuments = (term: string) => Bitset;

/**
 * Tells which documents may hold a run of characters, never missing one that does: bit-sliced signatures of pairs of
 * neighbouring characters (Goodwin et al., "BitFunnel", SIGIR 2017). Pairs that are a term of their document are left to
 * the posting lists, which halves the signatures' load. A column of 320 bytes takes 800 characters of a document.
 */
export class RunSignatures {
  /** Rows of bits, `blockColumns` columns a block. */
  readonly #blocks: Uint32Array[] = [];
  /** The document of each column, rising. */
  readonly #documents: number[] = [];

  /** Words a block has. */
  static get blockLength(): number {
    return rows * rowWords;
  }

  /**
   * Adds a document; its number is above all before.
   * @param isTerm whether a pair of characters is a term of the document
   */
  add(document: number, text: string, isTerm: (pair: string) => boolean): void {
    let column = 0;
    for (let i = 0; i < text.length; i++) {
      if (i % columnText === 0) column = this.#documents.push(document) - 1;
      const pair = i === 0 ? '' : text.slice(i - 1, i + 1);
      if (pair !== '' && !isTerm(pair)) this.#set(column, pairRowsOf(pair));
    }
  }

  /**
   * The documents that may hold a run of these pairs among the first `documents`: all of them where there is no pair.
   * @param pairs the rarest first: when few documents are left, to look at them is cheaper than the other pairs are
   */
  candidates(pairs: readonly string[], documents: number, posted: PostedDocuments): Bitset {
    const found = Bitset.below(documents);
    for (const pair of pairs) {
      found.and(this.#withRows(pairRowsOf(pair)).or(posted(pair)));
      if (found.count() <= fewCandidates) break;
    }
    return found;
  }

  /** The columns of the documents below `documents`, and the blocks they stand in, for a snapshot. Blocks are not copied. */
  save(documents: number): { columns: Uint32Array; blocks: readonly Uint32Array[] } {
    let count = this.#documents.length;
    while (count > 0 && (this.#documents[count - 1] ?? 0) >= documents) count--;
    const columns = Uint32Array.from(this.#documents.slice(0, count));
    return { columns, blocks: this.#blocks.slice(0, Math.ceil(count / blockColumns)) };
  }

  /** Puts back what `save` gave. Bits of later columns that a block may have make needless candidates, no more. */
  restore(columns: Uint32Array, blocks: readonly Uint32Array[]): void {
    for (const document of columns) this.#documents.push(document);
    this.#blocks.push(...blocks);
  }

  #set(column: number, setRows: readonly number[]): void {
    const block = this.#block(column);
    const word = (column % blockColumns) >>> 5;
    for (const row of setRows) {
      const at = row * rowWords + word;
      block[at] = (block[at] ?? 0) | (1 << (column & 31));
    }
  }

  /** The documents with a column that has all of the rows set. */
  #withRows(wanted: readonly number[]): Bitset {
    const columns = new Uint32Array((this.#documents.length + 31) >>> 5);
    for (let i = 0; i < this.#blocks.length; i++) this.#intersect(i, wanted, columns);
    const found = new Bitset();
    new Bitset(columns).forEach((column) => {
      const document = this.#documents[column];
      if (document !== undefined) found.add(document);
    });
    return found;
  }

  #intersect(index: number, wanted: readonly number[], result: Uint32Array): void {
    const block = this.#blocks[index];
    if (block === undefined) return;
    const first = index * rowWords;
    for (let word = 0; word < rowWords && first + word < result.length; word++) {
      let bits = 0xffffffff;
      for (const row of wanted) bits &= block[row * rowWords + word] ?? 0;
      result[first + word] = bits;
    }
  }

  #block(column: number): Uint32Array {
    const index = Math.floor(column / blockColumns);
    while (this.#blocks.length <= index) this.#blocks.push(new Uint32Array(rows * rowWords));
    const block = this.#blocks[index];
    if (block === undefined) throw new RangeError(`no signature block for column ${String(column)}`);
    return block;
  }
}

function pairRowsOf(pair: string): number[] {
  const [first, second] = [pair.charCodeAt(0), pair.charCodeAt(1)];
  const found: number[] = [];
  for (let hash = 0; hash < pairHashes; hash++) found.push(pairRow(first, second, hash));
  return found;
}
