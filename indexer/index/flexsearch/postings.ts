import { Index } from 'flexsearch';
import { WorkSlices } from '../../work-slices.js';
import { slotCount } from './impact.js';
import { isCrossing, PostingList, postingOf, slotAmong, type Posting } from './posting-list.js';

/** By how much the postings have to have grown. */
const worthTrimming = 1.25;
/** Bytes of a posting. */
const postingBytes = 4;
/** Bytes of a list of several beside its postings: the list, the typed array and its buffer (V8, about). */
const listOverhead = 240;
/** Bytes of an entry of the map, its term included (V8, about). */
const termOverhead = 64;

const none = new Uint32Array(0);

/** What is kept of a term: most stand in one document only, so that their posting is kept as it is. */
type Entry = Posting | PostingList;

function termMap(): Map<string, Entry> {
  // Nobody but `Postings` puts anything into it.
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion
  return new Index({ resolution: slotCount, tokenize: 'strict' }).map as unknown as Map<string, Entry>;
}

/**
 * The inverted index: FlexSearch's map of terms, with lists of our own in place of an array a slot, and filled past
 * FlexSearch's `add` (decision 11). Documents are only ever added: deletion is a mark elsewhere.
 */
export class Postings {
  readonly #terms: Map<string, Entry> = termMap();
  #count = 0;
  #crossing = 0;
  #lists = 0;
  /** Postings when lists were trimmed last. */
  #trimmed = 0;

  /**
   * Adds a document to a term, above all that it has.
   * @returns how many documents have the term now, not only across their own
   */
  add(term: string, slot: number, document: number): number {
    const posting = postingOf(document, slot);
    const entry = this.#terms.get(term);
    this.#note(posting);
    if (entry === undefined) {
      this.#terms.set(term, posting);
      return frequencyOf(posting);
    }
    const list = typeof entry === 'object' ? entry : this.#set(term, new PostingList(Uint32Array.of(entry)));
    list.push(posting);
    return list.frequency;
  }

  /** The postings of a term, rising by document; empty where no document has it. Not to be changed. */
  of(term: string): Uint32Array {
    const entry = this.#terms.get(term);
    if (typeof entry === 'object') return entry.postings;
    return entry === undefined ? none : Uint32Array.of(entry);
  }

  /** The slot of a term in a document, also one where it stands across others; -1: it has no posting there. */
  slotOf(term: string, document: number): number {
    return slotAmong(this.of(term), document);
  }

  /**
   * How many documents have the term, not only across their own, dead ones included: never fewer than live ones do.
   */
  frequency(term: string): number {
    return frequencyOf(this.#terms.get(term));
  }

  /** Gives back the room that lists have for later postings, once a quarter more has come. Other work goes on meanwhile. */
  async trim(): Promise<void> {
    if (this.#count < this.#trimmed * worthTrimming) return;
    this.#trimmed = this.#count;
    const slices = new WorkSlices();
    for (const entry of this.#terms.values()) {
      if (typeof entry === 'object') entry.trim();
      if (slices.isOver) await slices.next();
    }
  }

  /** Bytes that terms and postings take, without room for later ones. */
  get byteLength(): number {
    return this.#terms.size * termOverhead + this.#lists * listOverhead + this.#count * postingBytes;
  }

  /** Those of them for the documents of words across terms. */
  get crossingBytes(): number {
    return this.#crossing * postingBytes;
  }

  /** All terms. */
  terms(): IterableIterator<string> {
    return this.#terms.keys();
  }

  get termCount(): number {
    return this.#terms.size;
  }

  get postingCount(): number {
    return this.#count;
  }

  /**
   * Puts back a term that is not there, when a snapshot is read.
   * @param postings what `of` gave; copied
   */
  restore(term: string, postings: Uint32Array): void {
    const [only] = postings;
    if (postings.length > 1) this.#set(term, new PostingList(postings.slice()));
    else if (only !== undefined) this.#terms.set(term, only);
    for (const posting of postings) this.#note(posting);
    this.#trimmed = this.#count;
  }

  #set(term: string, list: PostingList): PostingList {
    this.#terms.set(term, list);
    this.#lists++;
    return list;
  }

  #note(posting: Posting): void {
    this.#count++;
    if (isCrossing(posting)) this.#crossing++;
  }
}

function frequencyOf(entry: Entry | undefined): number {
  if (typeof entry === 'object') return entry.frequency;
  return entry === undefined || isCrossing(entry) ? 0 : 1;
}
