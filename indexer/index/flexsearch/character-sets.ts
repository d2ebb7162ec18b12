import { isUnspaced } from '../../analyzer/character-class.js';
import { Bitset } from './bitset.js';
import { DocumentList } from './document-list.js';

/** Lists are not looked at for a bitset before they have so many documents. */
const fewDocuments = 64;
/** Bytes of the objects of one set, beside what it holds: set and typed array (V8, about). */
const setOverhead = 200;
const units = 0x10000;

interface CharacterSet {
  count: number;
  documents: DocumentList | Bitset;
}

/**
 * Which documents hold a given character of an unspaced script, exactly: single characters are common in queries, since
 * jieba cuts names into them, and stand in too many articles to look at each; and they tell which documents cannot hold
 * a run. A list of the documents, or, where an eighth of all hold the character, a bit a document, which is less then.
 */
export class CharacterSets {
  /** By UTF-16 unit. */
  readonly #sets: (CharacterSet | undefined)[] = Array.from({ length: units });
  /**
   * By unit a bit for each of 32 documents that are in no set yet: a text has hundreds of characters, and their sets
   * are all over the memory.
   */
  readonly #pending = new Uint32Array(units);
  /** The units that have such bits. */
  readonly #pendingUnits: number[] = [];
  /** The documents that the bits are of: those from 32 × this on. */
  #pendingWord = 0;

  /** Adds a document; its number is above all before. */
  add(document: number, text: string): void {
    if (document >>> 5 !== this.#pendingWord) this.#flush();
    this.#pendingWord = document >>> 5;
    const bit = 1 << (document & 31);
    for (let i = 0; i < text.length; i++) {
      const unit = text.charCodeAt(i);
      const bits = this.#pending[unit] ?? 0;
      if ((bits & bit) !== 0 || !isUnspaced(text, i)) continue;
      if (bits === 0) this.#pendingUnits.push(unit);
      this.#pending[unit] = bits | bit;
    }
  }

  /** How many documents hold a character of one UTF-16 unit, dead ones included. */
  count(character: string): number {
    return this.#set(character)?.count ?? 0;
  }

  /** Leaves in a set those documents that hold a character of one UTF-16 unit. */
  keep(character: string, documents: Bitset): void {
    const set = this.#set(character)?.documents;
    if (set instanceof Bitset) documents.and(set);
    else keepListed(set, documents);
  }

  /** Bytes that the sets take, room for later documents included. */
  get byteLength(): number {
    let bytes = this.#pending.byteLength + units * 8;
    for (const set of this.#sets) bytes += set === undefined ? 0 : set.documents.byteLength + setOverhead;
    return bytes;
  }

  #set(character: string): CharacterSet | undefined {
    this.#flush();
    return this.#sets[character.charCodeAt(0)];
  }

  /** Puts what is pending into the sets. */
  #flush(): void {
    for (const unit of this.#pendingUnits) {
      const set = (this.#sets[unit] ??= { count: 0, documents: new DocumentList() });
      for (let bits = this.#pending[unit] ?? 0; bits !== 0; bits &= bits - 1) {
        addTo(set, (this.#pendingWord << 5) + 31 - Math.clz32(bits & -bits));
      }
      this.#pending[unit] = 0;
    }
    this.#pendingUnits.length = 0;
  }
}

function addTo(set: CharacterSet, document: number): void {
  set.count++;
  if (set.documents instanceof Bitset) set.documents.add(document);
  else {
    set.documents.push(document);
    if (set.count > fewDocuments && set.count * 8 > document) set.documents = toBitset(set.documents);
  }
}

/** Leaves in a set what is in a list: that is little. */
function keepListed(list: DocumentList | undefined, documents: Bitset): void {
  const kept: number[] = [];
  list?.forEach((document) => {
    if (documents.has(document)) kept.push(document);
  });
  documents.clear();
  for (const document of kept) documents.add(document);
}

function toBitset(list: DocumentList | undefined): Bitset {
  const set = new Bitset();
  list?.forEach((document) => set.add(document));
  return set;
}
