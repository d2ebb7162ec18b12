import { isUnspaced } from '../../analyzer/character-class.js';
import { Bitset } from './bitset.js';

/** Documents a block: a row of a block is 32 words, two cache lines. */
const blockDocuments = 1024;
const rowWords = blockDocuments / 32;
const pairRows = 3072;
const singleRows = 1024;
const rows = pairRows + singleRows;
/** Rows a pair of neighbouring characters sets. */
const pairHashes = 3;

/** Multiplicative hashing (Knuth) of a pair of UTF-16 units, a different multiplier for each of its rows. */
const multipliers = [0x9e3779b1, 0x85ebca6b, 0xc2b2ae35] as const;

function pairRow(first: number, second: number, hash: number): number {
  const mixed = Math.imul((first << 16) | second, multipliers[hash] ?? 1);
  return ((mixed ^ (mixed >>> 15)) >>> 0) % pairRows;
}

function singleRow(unit: number): number {
  return pairRows + ((Math.imul(unit, multipliers[0]) >>> 12) % singleRows);
}

/**
 * Tells which documents may hold a run of characters, never missing one that does: bit-sliced signatures of all pairs
 * of neighbouring characters and of single characters of unspaced scripts (Goodwin et al., "BitFunnel", SIGIR 2017).
 * 512 bytes a document; one document in thirty has the pair of a query by chance, one in a thousand two of them.
 */
export class RunSignatures {
  readonly #blocks: Uint32Array[] = [];

  /** The blocks, for a snapshot. Not copies. */
  get blocks(): readonly Uint32Array[] {
    return this.#blocks;
  }

  /** Puts back a block that `blocks` gave. */
  restore(block: Uint32Array): void {
    this.#blocks.push(block);
  }

  /** How many blocks the first `documents` documents take. */
  static blocksFor(documents: number): number {
    return Math.ceil(documents / blockDocuments);
  }

  /** Words a block has. */
  static get blockLength(): number {
    return rows * rowWords;
  }

  add(document: number, text: string): void {
    const block = this.#block(document);
    const word = (document % blockDocuments) >>> 5;
    const bit = 1 << (document & 31);
    const set = (row: number): void => {
      const at = row * rowWords + word;
      block[at] = (block[at] ?? 0) | bit;
    };
    let previous = 0;
    for (let i = 0; i < text.length; i++) {
      const unit = text.charCodeAt(i);
      if (i > 0) for (let hash = 0; hash < pairHashes; hash++) set(pairRow(previous, unit, hash));
      if (isUnspaced(text, i)) set(singleRow(unit));
      previous = unit;
    }
  }

  /** The documents that may hold `run` among the first `documents`. */
  candidates(run: string, documents: number): Bitset {
    const wanted = this.#rowsOf(run);
    if (wanted.length === 0) return Bitset.below(documents);
    const result = new Uint32Array((documents + 31) >>> 5);
    for (let i = 0; i < this.#blocks.length; i++) this.#intersect(i, wanted, result);
    return new Bitset(result);
  }

  #rowsOf(run: string): number[] {
    const wanted = new Set<number>();
    for (let i = 1; i < run.length; i++) {
      for (let hash = 0; hash < pairHashes; hash++) wanted.add(pairRow(run.charCodeAt(i - 1), run.charCodeAt(i), hash));
    }
    if (run.length === 1 && isUnspaced(run, 0)) wanted.add(singleRow(run.charCodeAt(0)));
    return [...wanted];
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

  #block(document: number): Uint32Array {
    const index = Math.floor(document / blockDocuments);
    while (this.#blocks.length <= index) this.#blocks.push(new Uint32Array(rows * rowWords));
    const block = this.#blocks[index];
    if (block === undefined) throw new RangeError(`no signature block for document ${String(document)}`);
    return block;
  }
}
