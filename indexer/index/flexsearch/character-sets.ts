import { isUnspaced } from '../../analyzer/character-class.js';
import { Bitset } from './bitset.js';

/** Documents a character has as a list before it gets a bitset. */
const longestList = 1024;

/**
 * Which documents hold a given character of an unspaced script, exactly: single characters are common in queries, since
 * jieba cuts names into them, and stand in too many articles to look at each.
 */
export class CharacterSets {
  readonly #sets = new Map<number, number[] | Bitset>();
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

  /** The documents that hold a character of one UTF-16 unit. The set is the caller's to change. */
  documents(character: string): Bitset {
    const set = this.#sets.get(character.charCodeAt(0));
    if (set instanceof Bitset) return set.clone();
    return toBitset(set ?? []);
  }

  #addTo(unit: number, document: number): void {
    const set = this.#sets.get(unit);
    if (set === undefined) this.#sets.set(unit, [document]);
    else if (set instanceof Bitset) set.add(document);
    else if (set.push(document) > longestList) this.#sets.set(unit, toBitset(set));
  }
}

function toBitset(documents: readonly number[]): Bitset {
  const set = new Bitset();
  for (const document of documents) set.add(document);
  return set;
}
