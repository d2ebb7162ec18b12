import type { TermSpans } from '../../analyzer/term-spans.js';
import type { IndexBytes } from '../search-index.js';
import { ArticleCounts } from './article-counts.js';
import { CharacterSets } from './character-sets.js';
import type { Bitset } from './bitset.js';
import { Completions } from './completions.js';
import { Documents, type IndexedDocument } from './documents.js';
import { pairKey } from '../ranking/pair-key.js';
import { allPairs, PairFrequencies } from './pair-frequencies.js';
import { PairSet } from './pair-set.js';
import { impact, slotOf } from '../ranking/impact.js';
import { NeedleCache } from './needle-cache.js';
import { occurrences } from '../ranking/occurrences.js';
import { Postings } from './postings.js';
import { RunSignatures } from './run-signatures.js';
import { SetPool } from './set-pool.js';
import { Stories } from './stories.js';

/**
 * One generation of the index: all its parts over one numbering of documents. Impacts are computed with the average
 * length the generation was begun with; a compaction begins the next one.
 */
export class Generation {
  readonly documents: Documents = new Documents();
  readonly signatures: RunSignatures = new RunSignatures();
  readonly characters: CharacterSets = new CharacterSets();
  readonly pairs: PairFrequencies = new PairFrequencies();
  readonly completions: Completions = new Completions();
  readonly postings: Postings = new Postings((...counted) => this.completions.countWord(...counted));
  readonly stories: Stories = new Stories(this.documents);
  readonly needles: NeedleCache = new NeedleCache();
  readonly articleCounts: ArticleCounts = new ArticleCounts(this.documents, this.postings);
  /** Folded characters an article, by which impacts are computed. */
  readonly averageLength: number;

  /** Sets that the query at hand needs for itself. */
  readonly sets: SetPool = new SetPool();

  #scores = new Float32Array(0);
  /** The documents that may have a score. */
  #scored: Uint32Array = new Uint32Array(0);
  /** Room for the documents of a result, of the one that was scored last, and of a facet. */
  #rooms = { result: new Uint32Array(0), scored: new Uint32Array(0), facet: new Uint32Array(0) };

  constructor(averageLength: number) {
    this.averageLength = averageLength;
  }

  /**
   * Adds a version of an article, in place of any earlier one; returns its document number.
   * @param terms the analyzer's, of the document's text
   */
  add(document: IndexedDocument, terms: TermSpans): number {
    this.remove(document.id);
    const number = this.documents.push(document);
    const found = occurrences(document.text, terms);
    for (const [term, occurrence] of found) {
      const value = impact(occurrence, document.text.length, this.averageLength);
      this.postings.add(term, slotOf(value, occurrence.isCrossing), number);
    }
    this.characters.add(number, document.text);
    const pairs = allPairs(document.text);
    this.pairs.add(pairs);
    const posted = pairsAmong(found.keys(), found.size);
    this.signatures.add(number, pairs, (pair) => posted.has(pair));
    this.completions.addTitle(number, document.text);
    this.stories.add(number);
    return number;
  }

  /** Marks the article's version dead. */
  remove(id: string): void {
    const number = this.documents.numberOf(id);
    if (number === undefined) return;
    this.pairs.remove(allPairs(this.documents.text(number)));
    this.documents.remove(number);
    this.stories.remove(number);
  }

  /** Begins another query: sets and documents of the last one are its own from now on. */
  beginQuery(): void {
    const { size, live } = this.documents;
    this.sets.begin(live.words.length);
    if (this.#rooms.facet.length >= size) return;
    const room = () => new Uint32Array(Math.ceil(size * 1.25));
    this.#rooms = { result: room(), scored: room(), facet: room() };
  }

  /** The documents of a query's result, rising, until the next query. */
  membersOf(result: Bitset): Uint32Array {
    return result.members(this.#rooms.result);
  }

  /** The documents that a facet counts, rising, until the next facet. */
  countedOf(documents: Bitset): Uint32Array {
    return documents.members(this.#rooms.facet);
  }

  /**
   * Zeroes, one a document, for the scores of one query: they are the next one's when this is called again.
   * @param scored the documents that will be given scores, of `membersOf`
   */
  emptyScores(scored: Uint32Array): Float32Array {
    const { size } = this.documents;
    if (this.#scores.length < size) this.#scores = new Float32Array(Math.ceil(size * 1.25));
    else if (this.#scored.length > size / 16) this.#scores.fill(0);
    else for (const document of this.#scored) this.#scores[document] = 0;
    this.#scored = scored;
    // They are needed to clear these scores, whatever is asked before the next ranking.
    const { result, scored: free, facet } = this.#rooms;
    this.#rooms = { result: free, scored: result, facet };
    return this.#scores;
  }

  get bytes(): IndexBytes {
    return {
      texts: this.documents.textBytes,
      postings: this.postings.byteLength,
      signatures: this.signatures.byteLength,
      characterSets: this.characters.byteLength,
      crossingWords: this.postings.crossingBytes,
      pairFrequencies: this.pairs.byteLength,
      completions: this.completions.byteLength,
      columns: this.documents.columnBytes,
      stories: this.stories.byteLength,
    };
  }
}

/** One set for all documents: it is asked before the next one comes. */
const amongTerms = new PairSet();

/** The pairs among terms, good until the next call. */
function pairsAmong(terms: Iterable<string>, most: number): PairSet {
  amongTerms.begin(most);
  for (const term of terms) if (term.length === 2) amongTerms.add(pairKey(term, 0));
  return amongTerms;
}
