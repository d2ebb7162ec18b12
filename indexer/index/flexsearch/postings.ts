import { Index } from 'flexsearch';
import { BackgroundSlices } from '../../work-slices.js';
import { slotCount } from '../ranking/impact.js';
import { isCrossing, PostingList, postingOf, slotAmong, type Posting } from './posting-list.js';

/** By how much the postings have to have grown. */
const worthTrimming = 1.25;
/** Postings that may be pending: of a thousand articles. */
const mostPending = 1 << 18;
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
  readonly #onCount: (term: string, before: number, now: number) => void;
  /**
   * What was added last, by term: articles have many terms in common, and a term's list is somewhere in the memory, which
   * takes the longest of all that is done with a posting.
   */
  readonly #pending = new Map<string, Posting | Posting[]>();
  /** Goes through what is pending, the oldest first; what is added meanwhile comes last. */
  #oldest = this.#pending.entries();
  #pendingCount = 0;
  #count = 0;
  #crossing = 0;
  #lists = 0;
  /** Postings when lists were trimmed last. */
  #trimmed = 0;

  /** @param onCount told that so many documents have a term, not only across their own, and how many had it before */
  constructor(onCount: (term: string, before: number, now: number) => void = () => undefined) {
    this.#onCount = onCount;
  }

  /** Adds a document to a term; its number is above all that the term has. */
  add(term: string, slot: number, document: number): void {
    const posting = postingOf(document, slot);
    const entry = this.#pending.get(term);
    if (typeof entry === 'object') entry.push(posting);
    else this.#pending.set(term, entry === undefined ? posting : [entry, posting]);
    // One for one: to put all in place at once would hold everything else up.
    if (++this.#pendingCount > mostPending) this.#settleOldest();
  }

  /** As `settle`, other work of this thread in between. */
  async settleInSlices(): Promise<void> {
    const slices = new BackgroundSlices();
    for (const term of this.#pending.keys()) {
      this.#settleOne(term);
      if (slices.isOver) await slices.next();
    }
    // An iterator holds on to all tables that the map has outgrown since it was there last.
    this.#oldest = this.#pending.entries();
  }

  /** Puts all that was added into its place: who is told of counts knows them afterwards. */
  settle(): void {
    for (const term of this.#pending.keys()) this.#settleOne(term);
    this.#oldest = this.#pending.entries();
  }

  #settleOldest(): void {
    const { value } = this.#oldest.next();
    if (value === undefined) this.#oldest = this.#pending.entries();
    else this.#settleOne(value[0]);
  }

  #settleOne(term: string): void {
    const added = this.#pending.get(term);
    if (added === undefined) return;
    this.#pending.delete(term);
    const postings = typeof added === 'object' ? added : [added];
    this.#pendingCount -= postings.length;
    this.#append(term, postings);
  }

  /** The postings of a term, rising by document; empty where no document has it. Not to be changed. */
  of(term: string): Uint32Array {
    this.#settleOne(term);
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
    this.#settleOne(term);
    return frequencyOf(this.#terms.get(term));
  }

  /** Gives back the room that lists have for later postings, once a quarter more has come. Other work goes on meanwhile. */
  async trim(): Promise<void> {
    await this.settleInSlices();
    if (this.#count < this.#trimmed * worthTrimming) return;
    this.#trimmed = this.#count;
    const slices = new BackgroundSlices();
    for (const entry of this.#terms.values()) {
      if (typeof entry === 'object') entry.trim();
      if (slices.isOver) await slices.next();
    }
  }

  /** Bytes that terms and postings take, without room for later ones. */
  get byteLength(): number {
    this.settle();
    return this.#terms.size * termOverhead + this.#lists * listOverhead + this.#count * postingBytes;
  }

  /** Those of them for the documents of words across terms. */
  get crossingBytes(): number {
    this.settle();
    return this.#crossing * postingBytes;
  }

  /** All terms. */
  terms(): IterableIterator<string> {
    this.settle();
    return this.#terms.keys();
  }

  get termCount(): number {
    this.settle();
    return this.#terms.size;
  }

  get postingCount(): number {
    this.settle();
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
    this.#onCount(term, 0, frequencyOf(this.#terms.get(term)));
  }

  #append(term: string, added: readonly Posting[]): void {
    const entry = this.#terms.get(term);
    const before = frequencyOf(entry);
    const [first] = added;
    if (entry === undefined && added.length === 1 && first !== undefined) this.#terms.set(term, first);
    else {
      const list =
        typeof entry === 'object'
          ? entry
          : this.#set(term, new PostingList(Uint32Array.from(entry === undefined ? [] : [entry])));
      for (const posting of added) list.push(posting);
    }
    for (const posting of added) this.#note(posting);
    this.#onCount(term, before, frequencyOf(this.#terms.get(term)));
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
