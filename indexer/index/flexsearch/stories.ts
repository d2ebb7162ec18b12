import { fingerprintsOf } from '../../stories/fingerprints.js';
import { mostCompared, mostParted } from '../../stories/limits.js';
import { areCloseInTime, isSameStory, storyText, type StoryText } from '../../stories/same-story.js';
import { Bitset } from './bitset.js';
import type { Documents } from './documents.js';
import { FingerprintIndex } from './fingerprint-index.js';
import { NumberList } from './number-list.js';

/** Stories as a snapshot keeps them, a number (of fingerprints several) a document. */
export interface SavedStories {
  readonly fingerprints: Uint32Array;
  readonly rings: Uint32Array;
  readonly names: Uint32Array;
}

/**
 * Which live documents tell the same story. A story is what can be reached from one article by going from copy to copy,
 * so it does not matter which came first. Its documents form a ring; it is named by one of them.
 */
export class Stories {
  readonly #documents: Documents;
  #fingerprints = new FingerprintIndex();
  /** By document: the next of its ring; a document alone is its own. */
  #rings = new NumberList();
  #names = new NumberList();
  /** The documents that are not alone in their story. */
  readonly #shared = new Bitset();

  constructor(documents: Documents) {
    this.#documents = documents;
  }

  /** Takes over the stories of the documents that are there; those of them that have died since go. */
  restore({ fingerprints, rings, names }: SavedStories): void {
    this.#fingerprints = new FingerprintIndex(fingerprints);
    this.#rings = new NumberList(rings);
    this.#names = new NumberList(names);
    for (let document = 0; document < rings.length; document++)
      if (rings[document] !== document) this.#shared.add(document);
    this.#shared.forEach((document) => {
      if (!this.#documents.live.has(document)) this.remove(document);
    });
  }

  /** Takes in the next document, live and with its text there, and joins it with its copies. */
  add(document: number): void {
    this.#fingerprints.push(fingerprintsOf(this.#documents.text(document)));
    this.#rings.push(document);
    this.#names.push(document);
    this.#join(document, this.#closest(document));
  }

  /** Takes a document out, while its text may be gone: what only it held together falls apart. */
  remove(document: number): void {
    const rest = this.copies(document);
    this.#alone(document);
    if (rest.length > mostParted) this.#tie(rest);
    else for (const other of rest) this.#alone(other);
    if (rest.length > 1 && rest.length <= mostParted) this.#part(rest);
  }

  /** The documents whose story is told by others, too; not to be changed. */
  get shared(): Bitset {
    return this.#shared;
  }

  /** The document that the story of a document is named by. */
  nameOf(document: number): number {
    return this.#names.at(document) ?? document;
  }

  /** Whether no other document tells its story. */
  isAlone(document: number): boolean {
    return this.#rings.at(document) === document;
  }

  /** The other documents of its story. */
  copies(document: number): number[] {
    const copies: number[] = [];
    for (let next = this.#next(document); next !== document; next = this.#next(next)) copies.push(next);
    return copies;
  }

  get byteLength(): number {
    const numbers = this.#rings.numbers.byteLength + this.#names.numbers.byteLength;
    return this.#fingerprints.byteLength + numbers + this.#shared.byteLength;
  }

  /** A copy of the stories of the first documents, as they are now. */
  save(documents: number): SavedStories {
    return {
      fingerprints: this.#fingerprints.save(documents),
      rings: this.#rings.numbers.slice(0, documents),
      names: this.#names.numbers.slice(0, documents),
    };
  }

  #next(document: number): number {
    return this.#rings.at(document) ?? document;
  }

  /** The live documents of its days that share most fingerprints with this one, the most first. */
  #closest(document: number): number[] {
    const time = this.#time(document);
    return [...this.#fingerprints.sharing(document)]
      .filter(([other]) => this.#documents.live.has(other) && areCloseInTime(time, this.#time(other)))
      .sort(([a, most], [b, more]) => more - most || b - a)
      .slice(0, mostCompared)
      .map(([other]) => other);
  }

  #join(document: number, others: readonly number[]): void {
    let text: StoryText | null = null;
    for (const other of others) {
      if (this.nameOf(other) === this.nameOf(document)) continue;
      text ??= this.#text(document);
      if (isSameStory(text, this.#text(other))) this.#merge(document, other);
    }
  }

  /** Makes one story of two: two rings become one where a document of each takes the other's next. */
  #merge(one: number, other: number): void {
    const [name, renamed] = this.#isLonger(one, other) ? [one, other] : [other, one];
    for (const copy of [renamed, ...this.copies(renamed)]) this.#names.set(copy, this.nameOf(name));
    const next = this.#next(one);
    this.#rings.set(one, this.#next(other));
    this.#rings.set(other, next);
    this.#shared.add(one);
    this.#shared.add(other);
  }

  /** Goes around both rings at once: it costs what the shorter one does. */
  #isLonger(one: number, other: number): boolean {
    for (let a = this.#next(one), b = this.#next(other); ; a = this.#next(a), b = this.#next(b)) {
      if (b === other) return true;
      if (a === one) return false;
    }
  }

  #alone(document: number): void {
    this.#shared.delete(document);
    this.#rings.set(document, document);
    this.#names.set(document, document);
  }

  /** Makes one story of documents. */
  #tie(documents: readonly number[]): void {
    const [name = 0] = documents;
    for (const [i, document] of documents.entries()) {
      this.#names.set(document, name);
      this.#rings.set(document, documents[i + 1] ?? name);
    }
  }

  /** Joins those of a few documents that are copies of each other. */
  #part(documents: readonly number[]): void {
    const texts = documents.map((document) => this.#text(document));
    for (const [i, document] of documents.entries()) {
      for (const [j, other] of documents.slice(0, i).entries()) {
        const [text, earlier] = [texts[i], texts[j]];
        if (this.nameOf(document) === this.nameOf(other) || text === undefined || earlier === undefined) continue;
        if (isSameStory(text, earlier)) this.#merge(document, other);
      }
    }
  }

  #text(document: number): StoryText {
    return storyText(this.#documents.text(document), this.#time(document));
  }

  #time(document: number): number {
    return this.#documents.columns.times[document] ?? Number.NaN;
  }
}
