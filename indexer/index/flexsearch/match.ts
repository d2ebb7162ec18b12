import type { MatchNode, Query } from '../../query/match-tree.js';
import { findNeedle, needleKey, type Needle } from '../../query/needle.js';
import type { Bitset } from './bitset.js';
import type { Generation } from './generation.js';
import type { SetPool } from './set-pool.js';
import { isKnownByPostings, keepNeedle, standingIn, type NeedleSet } from './needle-set.js';

/** Works out which live documents match a query, each needle found once. */
export class Matcher {
  readonly #generation: Generation;
  readonly #pool: SetPool;
  readonly #found = new Map<string, NeedleSet>();

  constructor(generation: Generation) {
    this.#generation = generation;
    this.#pool = generation.sets;
  }

  /** The documents that match the query with every word, or with any. The set is the caller's to change. */
  match(query: Query, mode: 'all' | 'any'): Bitset {
    const live = this.#generation.documents.live;
    if (query.root === null) return this.#pool.copy(live);
    return (mode === 'all' ? this.#all(query.root) : this.#any(query.root)).and(live);
  }

  set(needle: Needle): NeedleSet {
    const key = needleKey(needle);
    const known = this.#found.get(key) ?? this.#generation.needles.set(this.#generation, needle);
    this.#found.set(key, known);
    return known;
  }

  /**
   * As `match` with every word, for who asks for no word's own set: of later words only the documents that are left are
   * looked at.
   */
  matchAll({ root }: Query): Bitset {
    const left = this.#pool.copy(this.#generation.documents.live);
    if (root !== null) this.#keep(root, left);
    return left;
  }

  /** The live documents in which a run stands as it was typed: some of those that hold the words it was cut into. */
  run(run: Needle, words: readonly Needle[]): Bitset {
    const within = this.#pool.copy(this.#generation.documents.live);
    const ofRun = words.filter(
      (word) => word.standsFor === null && word.field === run.field && findNeedle(run.text, word) >= 0,
    );
    for (const word of ofRun) within.and(this.set(word).matching);
    return standingIn(
      this.#generation,
      run,
      within,
      ofRun.map(({ text }) => text),
    );
  }

  /** Leaves in a set of live documents those that match; what takes a look at texts comes last. */
  #keep(node: MatchNode, left: Bitset): void {
    if (node.kind === 'needle') this.#keepNeedle(node.needle, left);
    else if (node.kind === 'not') left.andNot(this.#kept(node.node, left));
    else if (node.kind === 'or') {
      const found = node.nodes.map((inner) => this.#kept(inner, left));
      left.and(found.reduce((union, other) => union.or(other), this.#pool.empty()));
    } else {
      const byCost = node.nodes.toSorted((a, b) => this.#cost(a) - this.#cost(b));
      for (const inner of byCost) if (!left.isEmpty()) this.#keep(inner, left);
    }
  }

  #keepNeedle(needle: Needle, left: Bitset): void {
    const known = this.#known(needle);
    if (known === undefined) keepNeedle(this.#generation, needle, left);
    else left.and(known.matching);
  }

  /** What it takes to narrow a set down, roughly. */
  #cost(node: MatchNode): number {
    if (node.kind === 'not') return this.#cost(node.node);
    if (node.kind !== 'needle') return Math.max(...node.nodes.map((inner) => this.#cost(inner)));
    if (this.#known(node.needle) !== undefined) return 0;
    return isKnownByPostings(node.needle) ? 1 : 2;
  }

  #known(needle: Needle): NeedleSet | undefined {
    return this.#found.get(needleKey(needle)) ?? this.#generation.needles.known(this.#generation, needle);
  }

  #kept(node: MatchNode, within: Bitset): Bitset {
    const kept = this.#pool.copy(within);
    this.#keep(node, kept);
    return kept;
  }

  #all(node: MatchNode): Bitset {
    switch (node.kind) {
      case 'needle':
        return this.#pool.copy(this.set(node.needle).matching);
      case 'not':
        return this.#pool.copy(this.#generation.documents.live).andNot(this.#all(node.node));
      case 'and':
        return node.nodes.map((inner) => this.#all(inner)).reduce((a, b) => a.and(b));
      default:
        return node.nodes.reduce((union, inner) => union.or(this.#all(inner)), this.#pool.empty());
    }
  }

  /** As `#all`, but of the wanted nodes side by side one is enough; what is excluded stays excluded. */
  #any(node: MatchNode): Bitset {
    if (node.kind === 'or') return node.nodes.reduce((union, inner) => union.or(this.#any(inner)), this.#pool.empty());
    if (node.kind !== 'and') return this.#all(node);
    const wanted = node.nodes.filter((inner) => inner.kind !== 'not');
    if (wanted.length === 0) return this.#all(node);
    const union = wanted.reduce((found, inner) => found.or(this.#any(inner)), this.#pool.empty());
    const unwanted = node.nodes.filter((inner) => inner.kind === 'not');
    return unwanted.reduce((left, inner) => left.andNot(this.#all(inner.node)), union);
  }
}
