import { isUnspaced } from '../../analyzer/character-class.js';
import { Bitset } from './bitset.js';

/** Documents a block: a row of a block is 32 words, two cache lines. */
const blockDocuments = 1024;
const rowWords = blockDocuments / 32;
const pairRows = 2560;
const singleRows = 2048;
const rows = pairRows + singleRows;
/** Rows that a pair of neighbouring characters sets, and a single character. */
const pairHashes = 4;
const singleHashes = 2;

/** Multiplicative hashing (Knuth) of a pair of UTF-16 units, a different multiplier for each of its rows. */
const multipliers = [0x9e3779b1, 0x85ebca6b, 0xc2b2ae35, 0x27d4eb2f] as const;

function pairRow(first: number, second: number, hash: number): number {
  const mixed = Math.imul((first << 16) | second, multipliers[hash] ?? 1);
  return ((mixed ^ (mixed >>> 15)) >>> 0) % pairRows;
}

function singleRow(unit: number, hash: number): number {
  const mixed = Math.imul(unit + 1, multipliers[hash] ?? 1);
  return pairRows + (((mixed ^ (mixed >>> 15)) >>> 0) % singleRows);
}

/** The documents that have a term, from the posting lists. */
export type PostedDocuments = (term: string) => Bitset;

/**
 * Tells which documents may hold a run of characters, never missing one that does: bit-sliced signatures of pairs of
 * neighbouring characters and of single characters of unspaced scripts (Goodwin et al., "BitFunnel", SIGIR 2017).
 * Pairs that are a term of their document are left to the posting lists, which halves the signatures' load.
 * 576 bytes a document. Of real news one document in forty passes for a word by chance, long ones mostly.
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

  /** @param isTerm whether a pair of characters is a term of the document */
  add(document: number, text: string, isTerm: (pair: string) => boolean): void {
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
      if (i > 0 && !isTerm(text.slice(i - 1, i + 1))) {
        for (let hash = 0; hash < pairHashes; hash++) set(pairRow(previous, unit, hash));
      }
      if (isUnspaced(text, i)) for (let hash = 0; hash < singleHashes; hash++) set(singleRow(unit, hash));
      previous = unit;
    }
  }

  /** The documents that may hold `run` among the first `documents`. */
  candidates(run: string, documents: number, posted: PostedDocuments): Bitset {
    if (run.length === 1 && isUnspaced(run, 0)) return this.#withRows(singleRowsOf(run), documents);
    const found = Bitset.below(documents);
    const pairs = new Set(Array.from({ length: run.length - 1 }, (_, i) => run.slice(i, i + 2)));
    for (const pair of pairs) found.and(this.#withRows(pairRowsOf(pair), documents).or(posted(pair)));
    return found;
  }

  #withRows(wanted: readonly number[], documents: number): Bitset {
    const result = new Uint32Array((documents + 31) >>> 5);
    for (let i = 0; i < this.#blocks.length; i++) this.#intersect(i, wanted, result);
    return new Bitset(result);
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

function pairRowsOf(pair: string): number[] {
  return Array.from({ length: pairHashes }, (_, hash) => pairRow(pair.charCodeAt(0), pair.charCodeAt(1), hash));
}

function singleRowsOf(character: string): number[] {
  return Array.from({ length: singleHashes }, (_, hash) => singleRow(character.charCodeAt(0), hash));
}
