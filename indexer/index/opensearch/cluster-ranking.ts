import { textParts } from '../../article-text.js';
import type { ScorePart } from '../../answer/search-answer.js';
import { isHeadedBy, type Query } from '../../query/match-tree.js';
import { typedText, type Needle } from '../../query/needle.js';
import { typedRuns } from '../ranking/typed-runs.js';
import { highestImpact, inverseDocumentFrequency } from '../ranking/impact.js';
import { isPairless, missingWeight, pairWeight, proximityWeight, relaxedShare } from '../ranking/refinement.js';
import { bonusAt, countedFrom, faded } from '../ranking/fading.js';
import { UnitScanner } from '../ranking/text-features.js';
import {
  commonImpact,
  isCutOff,
  mostLookedAt,
  needleWeights,
  textImpact,
  unpostedShare,
} from '../ranking/word-weights.js';
import { constant } from './cluster-order.js';
import { hasPostings, unpostedClause, type Counts } from './counted-query.js';
import { impactParts, partTerm, type ImpactPart } from './impact-parts.js';
import { allOf, anyOf, needleClause, type Clause } from './match-query.js';

/** A needle with what it says. */
interface Word {
  readonly needle: Needle;
  readonly weight: number;
  /** Whether so many hold it as no term that their texts are not looked at. */
  readonly isCommon: boolean;
}

/** A hit of a cluster, as far as it is scored here. */
export interface ClusterHit {
  /** As the cluster has it. */
  readonly score: number;
  /** Names of the clauses that matched. */
  readonly names: ReadonlySet<string>;
  /** Days since 1970; `null`: it has no time. */
  readonly day: number | null;
  /** Its folded text. */
  readonly text: string;
}

/** How a query is ranked. */
export interface RankingOptions {
  readonly relaxed: boolean;
  /** Share of its score that an article of the newest day gains; 0: none. */
  readonly recency: number;
  /** Folded characters an article, by which the impacts of the index were computed. */
  readonly averageLength: number;
  /** Whether `explain` will be asked. */
  readonly explain: boolean;
}

/** Ages in days from which on articles gain about as much from being new. */
const ages = [0, 1, 2, 3, 5, 7, 10, 14, 20, 30, 45, 60, 90, 180, 365, 1000, 4000];
/** Clauses that ask for parts of impacts, at most: OpenSearch takes 1 024 a query. */
const mostPartClauses = 600;

/**
 * Ranks what a cluster finds as `Ranking` ranks documents in memory (docs/RELEVANCE.md). The cluster puts in order by
 * clauses whose boosts are our weights: what it cannot say of an article (how new to the day, where a word stands that is
 * no term, what neighbouring characters say) is added to the scores of the first hits here, from their texts. To explain a
 * score each clause has a name, which takes the cluster several times as long.
 */
export class ClusterRanking {
  readonly #query: Query;
  readonly #words: readonly Word[];
  /** The words that were typed, each with the places of the needles that are it or stand for it. */
  readonly #typed: readonly (readonly number[])[];
  readonly #bonus: number;
  readonly #relaxed: boolean;
  readonly #recency: number;
  readonly #newest: number;
  readonly #averageLength: number;
  readonly #scanner: UnitScanner | null;
  /** What each word's impact is asked for by. */
  readonly #parts: readonly ImpactPart[];
  readonly #explain: boolean;

  constructor(query: Query, counts: Counts, options: RankingOptions) {
    this.#query = query;
    const sets = query.needles.map((needle, i) => ({ needle, count: counts.needles[i]?.count ?? 0 }));
    const weights = needleWeights(sets, counts.articles);
    const mostUnposted = mostLookedAt(sets.length);
    this.#words = sets.map(({ needle }, i) => ({
      needle,
      weight: weights[i] ?? 0,
      isCommon: (counts.needles[i]?.unposted ?? 0) > mostUnposted,
    }));
    this.#parts = partsForSome(this.#words.filter(({ needle }) => hasPostings(needle)).length);
    this.#bonus = weights.reduce((sum, weight) => sum + weight, 0) * highestImpact;
    this.#explain = options.explain;
    this.#relaxed = options.relaxed;
    this.#recency = options.recency;
    this.#averageLength = options.averageLength;
    this.#newest = countedFrom(counts.newestDay ?? 0);
    this.#typed = placesOfTyped(query.needles);
    this.#scanner = this.#scannerOf(counts, sets);
  }

  /** What matches, with a score that is about that of `score`, and with names. */
  clause(match: Clause, filters: readonly Clause[]): Clause {
    const should = [...this.#words.flatMap((word, i) => this.#wordClauses(word, i)), ...this.#typedClauses()];
    const scored: Clause = { bool: { filter: [match, ...filters], should } };
    const factors = [...(this.#relaxed ? [this.#relaxation()] : []), ...(this.#recency > 0 ? [this.#newness()] : [])];
    return factors.reduce<Clause>(
      (query, functions) => ({
        function_score: { query, functions, score_mode: 'sum', boost_mode: 'multiply' },
      }),
      scored,
    );
  }

  /** The score of one of the first hits. */
  score(hit: ClusterHit): number {
    const factor = this.#relaxed ? this.#relaxationOf(hit) : 1;
    const more = this.#words.reduce((sum, word, i) => {
      if (!hit.names.has(`u${i}`)) return sum;
      return sum + factor * word.weight * (this.#unpostedImpact(hit.text, word) - assumedImpact(word.needle));
    }, 0);
    const words = hit.score / this.#assumedShare(hit.day) + more;
    const refinement = this.#refinement(hit.text).reduce((sum, { value }) => sum + value, 0);
    return words * (1 + this.#share(hit.day)) + refinement;
  }

  /** The parts of a score of one of the first hits, which add up to it. */
  explain(hit: ClusterHit): readonly ScorePart[] {
    const factor = this.#relaxed ? this.#relaxationOf(hit) : 1;
    const parts: ScorePart[] = this.#words.flatMap((word, i) => {
      if (!hit.names.has(`m${i}`)) return [];
      const value = factor * word.weight * this.#impact(hit, word, i);
      return [{ kind: word.needle.whole ? 'word' : 'phrase', text: word.needle.text, value }];
    });
    for (const [i, { text }] of typedRuns(this.#query).entries()) {
      if (hit.names.has(`r${i}`)) parts.push({ kind: 'run', text, value: factor * this.#bonus });
    }
    const sum = parts.reduce((total, { value }) => total + value, 0);
    parts.push({ kind: 'recency', text: null, value: sum * this.#share(hit.day) }, ...this.#refinement(hit.text));
    return parts.filter(({ value }) => value > 0);
  }

  #wordClauses({ needle, weight }: Word, i: number): Clause[] {
    // The share of the words that are held is known of a relaxed hit by their names.
    const held = this.#explain || this.#relaxed ? [constant(needleClause(needle), 0, `m${i}`)] : [];
    const impacts = hasPostings(needle) ? this.#impactClauses(needle, weight, i) : [];
    if (isCutOff(needle)) return [...held, ...impacts];
    return [...held, ...impacts, constant(unpostedClause(needle), weight * assumedImpact(needle), `u${i}`)];
  }

  #impactClauses({ text }: Needle, weight: number, i: number): Clause[] {
    return this.#parts.map((part) =>
      constant(
        { term: { impacts: partTerm(part, text) } },
        weight * part.impact,
        this.#explain ? `w${i}.${part.mark}` : undefined,
      ),
    );
  }

  #typedClauses(): Clause[] {
    return typedRuns(this.#query).map(({ needles }, i) =>
      constant(allOf(needles.map(needleClause)), this.#bonus, this.#explain ? `r${i}` : undefined),
    );
  }

  #relaxation(): Clause[] {
    return [
      { weight: 1 - missingWeight },
      ...this.#typed.map((places) => ({
        filter: anyOf(places.flatMap((i) => this.#words[i] ?? []).map(({ needle }) => needleClause(needle))),
        weight: missingWeight / this.#typed.length,
      })),
    ];
  }

  #relaxationOf({ names }: ClusterHit): number {
    const held = this.#typed.filter((places) => places.some((i) => names.has(`m${i}`))).length;
    return relaxedShare(held, this.#typed.length);
  }

  #newness(): Clause[] {
    const within = (from: number, to: number | undefined): Clause => {
      // Of the future is as new as can be.
      const newest = from === 0 ? {} : { lte: this.#newest - from };
      return { range: { day: { ...newest, ...(to !== undefined && { gt: this.#newest - to }) } } };
    };
    return [
      { weight: 1 },
      ...ages.slice(0, -1).map((from, i) => {
        const to = ages[i + 1] ?? from + 1;
        return { filter: within(from, to), weight: fadedBetween(this.#recency, from, to) };
      }),
    ];
  }

  #share(day: number | null): number {
    return bonusAt(this.#recency, this.#newest - (day ?? Number.NaN));
  }

  /** What the cluster took for `1 + share`. */
  #assumedShare(day: number | null): number {
    if (day === null || this.#recency === 0) return 1;
    const age = Math.max(0, this.#newest - day);
    const place = ages.findLastIndex((from) => from <= age);
    const to = ages[place + 1];
    return to === undefined ? 1 : 1 + fadedBetween(this.#recency, ages[place] ?? 0, to);
  }

  #impact({ names, text }: ClusterHit, word: Word, i: number): number {
    const parts = this.#parts.filter(({ mark }) => names.has(`w${i}.${mark}`));
    if (parts.length > 0) return parts.reduce((sum, { impact }) => sum + impact, 0);
    return isCutOff(word.needle) ? 0 : this.#unpostedImpact(text, word);
  }

  #unpostedImpact(text: string, { needle, isCommon }: Word): number {
    return (
      unpostedShare(needle) * (isCommon ? commonImpact : textImpact(text, textParts(text), needle, this.#averageLength))
    );
  }

  #refinement(text: string): ScorePart[] {
    const parts = textParts(text);
    const found = this.#scanner?.features(text, parts, this.#averageLength) ?? { units: 0, densest: 0 };
    const isTitle = this.#query.headline !== null && isHeadedBy(text.slice(0, parts.titleEnd), this.#query.headline);
    return [
      { kind: 'pairs', text: null, value: pairWeight * found.units },
      { kind: 'proximity', text: null, value: proximityWeight * found.densest },
      { kind: 'title', text: null, value: isTitle ? this.#bonus : 0 },
    ];
  }

  #scannerOf(counts: Counts, sets: readonly { readonly count: number }[]): UnitScanner | null {
    const pairs = [...counts.pairs].filter(([, count]) => count > 0);
    const tokens = this.#words.filter(({ needle }, i) => (sets[i]?.count ?? 0) > 0 && isPairless(needle.text));
    if (pairs.length + tokens.length === 0) return null;
    return new UnitScanner({
      pairs: new Map(pairs.map(([key, count]) => [key, inverseDocumentFrequency(count, counts.articles)])),
      tokens: new Map(tokens.map(({ needle, weight }) => [needle, weight])),
    });
  }
}

/** What the impacts of so many words are asked for by: the more words, the less exactly. */
function partsForSome(words: number): readonly ImpactPart[] {
  const fits = (parts: readonly ImpactPart[]): boolean => parts.length * words <= mostPartClauses;
  let dropped = 0;
  while (!fits(impactParts(dropped)) && impactParts(dropped + 1).length < impactParts(dropped).length) dropped++;
  return impactParts(dropped);
}

/** For each word that was typed, the places of the needles that are it or stand for it. */
function placesOfTyped(needles: readonly Needle[]): readonly (readonly number[])[] {
  const places = new Map<string, number[]>();
  needles.forEach((needle, i) => {
    const typed = typedText(needle);
    places.set(typed, [...(places.get(typed) ?? []), i]);
  });
  return [...places.values()];
}

/** What a needle is taken to count where it stands as no term. */
function assumedImpact(needle: Needle): number {
  return unpostedShare(needle) * commonImpact;
}

/** What is left of a bonus in a stretch of days, the second excluded. */
function fadedBetween(bonus: number, from: number, to: number): number {
  return faded(bonus, (from + to - 1) / 2);
}
