import { isHeadedBy, type Query } from '../../query/match-tree.js';
import { typedText } from '../../query/needle.js';
import type { ScorePart } from '../../answer/search-answer.js';
import { findAsTyped, type AsTyped } from './as-typed.js';
import type { Bitset } from './bitset.js';
import type { Generation } from './generation.js';
import { highestImpact, inverseDocumentFrequency, slotImpacts } from '../ranking/impact.js';
import { isPairless, pairWeight, proximityWeight, relaxedShare } from '../ranking/refinement.js';
import type { Matcher } from './match.js';
import { documentOf, slotIn } from './posting-list.js';
import type { SetPool } from './set-pool.js';
import { Recency } from './recency.js';
import { allPairs } from './pair-frequencies.js';
import { UnitScanner, type TextFeatures } from '../ranking/text-features.js';
import { impactIn, unpostedImpact, weighWords, type WeightedWord } from './weighted-words.js';

/** Of so many documents that hold a word one matches: its lists are not gone through. */
const fewOf = 24;
const noFeatures: TextFeatures = { units: 0, densest: 0 };

/** What is added to the score of one of the first documents. */
type Refinement = Readonly<Record<'pairs' | 'proximity' | 'title', number>>;

/** What is to be ranked, and how. */
export interface RankOptions {
  readonly matching: Bitset;
  /** The same documents, rising. */
  readonly members: Uint32Array;
  /** Whether scores are weighed by the share of what was typed that a document holds. */
  readonly relaxed: boolean;
  /** Share of its score that an article of the newest day gains; 0: none. */
  readonly recency: number;
}

/** For each word that was typed, the documents that hold it or what stands for it. */
function holdersOfTyped(words: readonly WeightedWord[], sets: SetPool): Bitset[] {
  const holders = new Map<string, Bitset>();
  for (const { needle, matching } of words) {
    const typed = typedText(needle);
    holders.set(typed, (holders.get(typed) ?? sets.empty()).or(matching));
  }
  return [...holders.values()];
}

/**
 * Scores matching documents (docs/RELEVANCE.md): for each word idf × impact; where all runs that jieba cut stand as
 * they were typed, more than all words can give; in relaxed results a little less for each word that is missing;
 * newer ones a little more; then, for the first ranks only, what pairs of characters and their nearness in the text say.
 */
export class Ranking {
  /** By document number; complete after `refine`, good until the next query. */
  readonly scores: Float32Array;
  readonly #generation: Generation;
  readonly #words: readonly WeightedWord[];
  /** The documents that hold each of the words typed, or what stands for it; none where that is not asked. */
  readonly #holders: readonly Bitset[];
  readonly #asTyped: readonly AsTyped[];
  readonly #headline: string | null;
  /** More than all words together can give. */
  readonly #bonus: number;
  readonly #relaxed: boolean;
  readonly #recency: Recency;
  readonly #scanner: UnitScanner | null;
  /** What the texts of the first documents say. */
  readonly #refined = new Map<number, Refinement>();

  constructor(generation: Generation, matcher: Matcher, query: Query, options: RankOptions) {
    const { matching, members } = options;
    this.#generation = generation;
    this.scores = generation.emptyScores(members);
    this.#relaxed = options.relaxed;
    this.#recency = new Recency(generation.documents, options.recency);
    this.#words = weighWords(generation, matcher, query.needles, matching);
    this.#holders = options.relaxed ? holdersOfTyped(this.#words, generation.sets) : [];
    this.#bonus = this.#words.reduce((sum, { weight }) => sum + weight, 0) * highestImpact;
    this.#asTyped = findAsTyped(query, matcher);
    this.#headline = query.headline;
    this.#scanner = this.#unitScanner(query);
    this.#addWords(options);
    for (const { documents } of this.#asTyped) {
      documents.forEach((document) => {
        if (matching.has(document)) this.#add(document, this.#bonus);
      });
    }
    if (options.relaxed) for (const document of members) this.#multiply(document, this.#relaxation(document));
    if (options.recency > 0) this.#recency.addTo(this.scores, members);
  }

  /**
   * Adds what their texts say to the scores of the first documents. What it adds is never negative, so no document
   * beyond them belongs between them afterwards.
   */
  refine(first: readonly number[]): void {
    const { documents, averageLength } = this.#generation;
    for (const document of first) {
      const found = this.#scanner?.features(documents.text(document), documents.parts(document), averageLength);
      const { units, densest } = found ?? noFeatures;
      const title = this.#isHeadline(document) ? this.#bonus : 0;
      const refinement = { pairs: pairWeight * units, proximity: proximityWeight * densest, title };
      this.#refined.set(document, refinement);
      this.#add(document, refinement.pairs + refinement.proximity + refinement.title);
    }
  }

  /** The parts of a document's score; they add up to it. */
  explain(document: number): ScorePart[] {
    const factor = this.#relaxed ? this.#relaxation(document) : 1;
    const parts: ScorePart[] = this.#words
      .filter((set) => set.matching.has(document))
      .map((set) => ({
        kind: set.needle.whole ? 'word' : 'phrase',
        text: set.needle.text,
        value: factor * set.weight * impactIn(this.#generation, set, document),
      }));
    for (const { documents, text } of this.#asTyped) {
      if (documents.has(document)) parts.push({ kind: 'run', text, value: factor * this.#bonus });
    }
    const sum = parts.reduce((total, { value }) => total + value, 0);
    parts.push({ kind: 'recency', text: null, value: sum * this.#recency.share(document) });
    const refinement = this.#refined.get(document);
    for (const kind of ['pairs', 'proximity', 'title'] as const) {
      parts.push({ kind, text: null, value: refinement?.[kind] ?? 0 });
    }
    return parts.filter(({ value }) => value > 0);
  }

  #isHeadline(document: number): boolean {
    if (this.#headline === null) return false;
    const { documents } = this.#generation;
    const title = documents.text(document).slice(0, documents.parts(document).titleEnd);
    return isHeadedBy(title, this.#headline);
  }

  #unitScanner({ runs }: Query): UnitScanner | null {
    const { documents, pairs } = this.#generation;
    const keys = [...new Set(runs.flatMap(({ text }) => [...allPairs(text)]))].filter((key) => pairs.of(key) > 0);
    const weigh = (key: number): number => inverseDocumentFrequency(pairs.of(key), documents.liveCount);
    const tokens = this.#words.filter(({ needle, count }) => count > 0 && isPairless(needle.text));
    if (keys.length + tokens.length === 0) return null;
    return new UnitScanner({
      pairs: new Map(keys.map((key) => [key, weigh(key)])),
      tokens: new Map(tokens.map(({ needle, weight }) => [needle, weight])),
    });
  }

  #addWords(options: RankOptions): void {
    for (const set of this.#words) {
      if (options.members.length * fewOf < set.count) this.#addToEach(set, options.members);
      else this.#addPosted(set, options.matching);
      set.unposted.forEach((document) =>
        this.#add(document, set.weight * unpostedImpact(this.#generation, set, document)),
      );
    }
  }

  /** Looks for each document in the word's lists: the documents are few and the lists long. */
  #addToEach({ posted, needle, weight }: WeightedWord, members: Uint32Array): void {
    if (posted.isEmpty()) return;
    for (const document of members) {
      this.#add(document, weight * (slotImpacts[this.#generation.postings.slotOf(needle.text, document)] ?? 0));
    }
  }

  /** Goes through the word's lists. */
  #addPosted({ posted, needle, weight }: WeightedWord, matching: Bitset): void {
    if (posted.isEmpty()) return;
    const { documents, postings } = this.#generation;
    const areAllWanted = documents.liveCount === documents.size && posted.isWithin(matching);
    const values = slotImpacts.map((impact) => weight * impact);
    const { scores } = this;
    const list = postings.of(needle.text);
    for (let i = 0; i < list.length; i++) {
      const posting = list[i] ?? 0;
      const document = documentOf(posting);
      if (areAllWanted || matching.has(document))
        scores[document] = (scores[document] ?? 0) + (values[slotIn(posting)] ?? 0);
    }
  }

  #relaxation(document: number): number {
    let held = 0;
    for (const documents of this.#holders) if (documents.has(document)) held++;
    return relaxedShare(held, this.#holders.length);
  }

  #add(document: number, value: number): void {
    this.scores[document] = (this.scores[document] ?? 0) + value;
  }

  #multiply(document: number, factor: number): void {
    this.scores[document] = (this.scores[document] ?? 0) * factor;
  }
}
