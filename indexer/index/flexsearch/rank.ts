import { hasCharacter, isUnspaced } from '../../analyzer/character-class.js';
import { fieldRange } from '../../article-text.js';
import { trimRun, type Query } from '../../query/match-tree.js';
import { findNeedle, needleKey, needleOf, type Needle } from '../../query/needle.js';
import type { ScorePart } from '../../answer/search-answer.js';
import { Bitset } from './bitset.js';
import type { Generation } from './generation.js';
import { crossingShare, highestImpact, impact, inverseDocumentFrequency, slotImpacts } from './impact.js';
import type { Matcher } from './match.js';
import type { NeedleSet } from './needle-set.js';
import { Recency } from './recency.js';
import { distinctPairs } from './pair-frequencies.js';
import { UnitScanner } from './text-features.js';

/** Documents in which a needle is looked up again to see where it stands; where there are more, it says little. */
const mostTextImpacts = 4000;
/** The same for all needles of a query together. */
const mostTogether = 20_000;
const commonImpact = impact({ frequency: 1, title: 0, first: Infinity }, 1, 1);

/** What a regional word, a synonym or a word in pinyin counts beside what was typed. */
const standInShare = 0.7;

/** What a relaxed score loses where none of the words stands; with some of them, the share of those missing of it. */
const missingWeight = 0.1;

/** How many of the first ranks are ordered again by what the text shows. */
export const refinedRanks = 100;
/** What a pair of characters counts beside a word, and beside that what pairs and tokens in one window count. */
const pairWeight = 0.5;
const proximityWeight = 0.2;

const none = new Bitset();

/** A needle with what it adds to a score. */
interface WeightedSet extends NeedleSet {
  /** Inverse document frequency. */
  readonly weight: number;
  /** Documents that match, hold the needle, and have no posting of it, where that counts. */
  readonly unposted: Bitset;
  /** Whether the unposted are too many to look at. */
  readonly isCommon: boolean;
}

/** Documents in which what was cut into words stands as it was typed. */
interface AsTyped {
  readonly documents: Bitset;
  readonly text: string;
}

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

/** The impact of a needle that stands in a document but is none of its terms, from the text itself: as if it stood once. */
function textImpact(generation: Generation, document: number, needle: Needle): number {
  const text = generation.documents.text(document);
  const title = fieldRange(text, 'title');
  const body = fieldRange(text, 'body');
  const at = needle.field === 'body' ? -1 : findNeedle(text, needle);
  const inTitle = at >= 0 && at < title.end;
  const inBody = inTitle ? -1 : findNeedle(text, needle, body.start);
  const first = inTitle ? at : inBody >= 0 ? inBody - body.start : Infinity;
  return impact({ frequency: 1, title: inTitle ? title.end : 0, first }, text.length, generation.averageLength);
}

/** Words side by side with those that stand for them. */
function byWhatWasTyped(words: readonly WeightedSet[]): WeightedSet[][] {
  const groups = new Map<string, WeightedSet[]>();
  for (const set of words) {
    const typed = set.needle.standsFor ?? set.needle.text;
    groups.set(typed, [...(groups.get(typed) ?? []), set]);
  }
  return [...groups.values()];
}

/** Whether it is a single character that was cut off a run: it counts nothing across words. */
function isCutOff({ isPart, text }: Needle): boolean {
  return isPart && text.length === 1;
}

/** Whether a text is letters and digits that no pair stands for; a single one says too little. */
function isPairless(text: string): boolean {
  return text.length > 1 && !hasCharacter(text, isUnspaced);
}

/** Whether a rising list has a number. */
function includes(list: readonly number[], number: number): boolean {
  let low = 0;
  let high = list.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((list[middle] ?? 0) < number) low = middle + 1;
    else high = middle;
  }
  return list[low] === number;
}

/**
 * Where all runs that are no needle themselves stand as they were typed, and where the whole query does, runs side by
 * side.
 */
function findAsTyped({ runs, needles, headline }: Query, matcher: Matcher): AsTyped[] {
  const known = new Set(needles.map(needleKey));
  const cut = runs.filter((run) => !known.has(needleKey(run)));
  const found: AsTyped[] = [];
  if (cut.length > 0) {
    const documents = cut.map((run) => matcher.run(run, needles)).reduce((all, set) => all.and(set));
    found.push({ documents, text: cut.map(({ text }) => text).join(' ') });
  }
  if (headline !== null && runs.length > 1) {
    found.push({ documents: matcher.run(needleOf(headline, true, null), needles), text: headline });
  }
  return found;
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
  readonly #words: readonly WeightedSet[];
  /** The words by what was typed: each with those that stand for it. */
  readonly #wanted: readonly (readonly WeightedSet[])[];
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
    this.scores = generation.emptyScores();
    this.#relaxed = options.relaxed;
    this.#recency = new Recency(generation.documents, options.recency);
    const sets = query.needles.map((needle) => ({ ...matcher.set(needle), needle }));
    this.#words = sets.map((set) => this.#weighted(set, matching, sets));
    this.#wanted = byWhatWasTyped(this.#words);
    this.#bonus = this.#words.reduce((sum, { weight }) => sum + weight, 0) * highestImpact;
    this.#asTyped = findAsTyped(query, matcher);
    this.#headline = query.headline;
    this.#scanner = this.#unitScanner(query);
    this.#addWords(matching);
    for (const { documents } of this.#asTyped) {
      documents
        .clone()
        .and(matching)
        .forEach((document) => this.#add(document, this.#bonus));
    }
    if (options.relaxed) this.#relax(members);
    if (options.recency > 0) this.#recency.addTo(this.scores, members);
  }

  /**
   * Adds what their texts say to the scores of the first documents. What it adds is never negative, so no document
   * beyond them belongs between them afterwards.
   */
  refine(first: readonly number[]): void {
    for (const document of first) {
      const text = this.#generation.documents.text(document);
      const found = this.#scanner?.features(text, this.#generation.averageLength) ?? { units: 0, densest: 0 };
      const title = this.#isHeadline(text) ? this.#bonus : 0;
      const refinement = { pairs: pairWeight * found.units, proximity: proximityWeight * found.densest, title };
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
        value: factor * set.weight * this.#impact(set, document),
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

  #weighted(set: NeedleSet, matching: Bitset, all: readonly NeedleSet[]): WeightedSet {
    const isPosted = set.matching === set.posted || isCutOff(set.needle);
    const unposted = isPosted ? none : set.matching.clone().andNot(set.posted).and(matching);
    const { standsFor } = set.needle;
    const weight = standsFor === null ? this.#idf(set.count) : this.#standInWeight(set.count, standsFor, all);
    return {
      ...set,
      weight,
      unposted,
      isCommon: unposted.count() > Math.min(mostTextImpacts, mostTogether / all.length),
    };
  }

  #idf(count: number): number {
    return inverseDocumentFrequency(count, this.#generation.documents.liveCount);
  }

  /** A stand-in says what the most frequent that stands for the same says, less the rarer it is: not 北境 of beijing. */
  #standInWeight(count: number, standsFor: string, all: readonly NeedleSet[]): number {
    const alike = all.filter(({ needle }) => (needle.standsFor ?? needle.text) === standsFor);
    const most = Math.max(...alike.map((set) => set.count));
    return most === 0 ? 0 : standInShare * this.#idf(most) * Math.sqrt(count / most);
  }

  #isHeadline(text: string): boolean {
    if (this.#headline === null) return false;
    const title = text.slice(0, fieldRange(text, 'title').end);
    return title.includes(this.#headline) && trimRun(title) === this.#headline;
  }

  #unitScanner({ runs }: Query): UnitScanner | null {
    const { documents, pairs } = this.#generation;
    const keys = [...new Set(runs.flatMap(({ text }) => [...distinctPairs(text)]))].filter((key) => pairs.of(key) > 0);
    const weigh = (key: number): number => inverseDocumentFrequency(pairs.of(key), documents.liveCount);
    const tokens = this.#words.filter(({ needle, count }) => count > 0 && isPairless(needle.text));
    if (keys.length + tokens.length === 0) return null;
    return new UnitScanner({
      pairs: new Map(keys.map((key) => [key, weigh(key)])),
      tokens: new Map(tokens.map(({ needle, weight }) => [needle, weight])),
    });
  }

  #addWords(matching: Bitset): void {
    for (const set of this.#words) {
      this.#addPosted(set, matching);
      set.unposted.forEach((document) => this.#add(document, set.weight * this.#unpostedImpact(set, document)));
    }
  }

  #addPosted({ posted, needle, weight }: WeightedSet, matching: Bitset): void {
    if (posted.isEmpty()) return;
    const { scores } = this;
    const { words } = matching;
    const lists = this.#generation.postings.lists(needle.text) ?? [];
    for (let slot = 0; slot < lists.length; slot++) {
      const value = weight * (slotImpacts[slot] ?? 0);
      for (const document of lists[slot] ?? []) {
        if ((((words[document >>> 5] ?? 0) >>> (document & 31)) & 1) === 1)
          scores[document] = (scores[document] ?? 0) + value;
      }
    }
  }

  #impact(set: WeightedSet, document: number): number {
    if (!set.posted.has(document)) return this.#unpostedImpact(set, document);
    const lists = this.#generation.postings.lists(set.needle.text) ?? [];
    const slot = lists.findIndex((list) => list !== undefined && includes(list, document));
    return slotImpacts[slot] ?? 0;
  }

  #unpostedImpact({ isCommon, needle }: WeightedSet, document: number): number {
    if (isCutOff(needle)) return 0;
    // Of a field's words there are no postings at all.
    return (
      (needle.field === null ? crossingShare : 1) *
      (isCommon ? commonImpact : textImpact(this.#generation, document, needle))
    );
  }

  /** As `#relaxation` says, for all documents at once: there are many, and words of few letters have most of them. */
  #relax(documents: Uint32Array): void {
    const held = new Uint16Array(documents.length);
    for (const sets of this.#wanted) {
      const { words } = sets.reduce((union, { matching }) => union.or(matching), new Bitset());
      for (let i = 0; i < documents.length; i++) {
        const document = documents[i] ?? 0;
        held[i] = (held[i] ?? 0) + (((words[document >>> 5] ?? 0) >>> (document & 31)) & 1);
      }
    }
    for (let i = 0; i < documents.length; i++) this.#multiply(documents[i] ?? 0, this.#shareHeld(held[i] ?? 0));
  }

  #relaxation(document: number): number {
    const held = this.#wanted.filter((sets) => sets.some(({ matching }) => matching.has(document))).length;
    return this.#shareHeld(held);
  }

  #shareHeld(words: number): number {
    return 1 - missingWeight + (missingWeight * words) / Math.max(1, this.#wanted.length);
  }

  #add(document: number, value: number): void {
    this.scores[document] = (this.scores[document] ?? 0) + value;
  }

  #multiply(document: number, factor: number): void {
    this.scores[document] = (this.scores[document] ?? 0) * factor;
  }
}
