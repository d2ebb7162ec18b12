import { isUnspaced } from '../../analyzer/character-class.js';
import { Bitset } from './bitset.js';
import { DocumentList } from './document-list.js';

/** Lists are not looked at for a bitset before they have so many documents. */
const fewDocuments = 64;
/** Bytes of the objects of one set, beside what it holds: map entry, set and typed array (V8, about). */
const setOverhead = 240;

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
  readonly #sets: (CharacterSet | undefined)[] = Array.from({ length: 0x10000 });
  /** The last document in which a UTF-16 unit was seen, plus one. */
  readonly #seen = new Uint32Array(0x10000);

  /** Adds a document; its number is above all before. */
  add(document: number, text: string): void {
    for (let i = 0; i < text.length; i++) {
      const unit = text.charCodeAt(i);
      if (this.#seen[unit] === document + 1 || !isUnspaced(text, i)) continue;
      this.#seen[unit] = document + 1;
      this.#addTo(unit, document);
    }
  }

  /** How many documents hold a character of one UTF-16 unit, dead ones included. */
  count(character: string): number {
    return this.#sets[character.charCodeAt(0)]?.count ?? 0;
  }

  /** Leaves in a set those documents that hold a character of one UTF-16 unit. */
  keep(character: string, documents: Bitset): void {
    const set = this.#sets[character.charCodeAt(0)]?.documents;
    documents.and(set instanceof Bitset ? set : toBitset(set));
  }

  /** Bytes that the sets take, room for later documents included. */
  get byteLength(): number {
    let bytes = this.#seen.byteLength + this.#sets.length * 8;
    for (const set of this.#sets) bytes += set === undefined ? 0 : set.documents.byteLength + setOverhead;
    return bytes;
  }

  #addTo(unit: number, document: number): void {
    const set = (this.#sets[unit] ??= { count: 0, documents: new DocumentList() });
    set.count++;
    if (set.documents instanceof Bitset) set.documents.add(document);
    else {
      set.documents.push(document);
      if (set.count > fewDocuments && set.count * 8 > document) set.documents = toBitset(set.documents);
    }
  }
}

function toBitset(list: DocumentList | undefined): Bitset {
  const set = new Bitset();
  list?.addTo(set);
  return set;
}
