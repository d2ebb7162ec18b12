import { fieldRange } from '../../article-text.js';
import { impact } from './impact.js';
import { hashOf, pairKey, type PairKey } from './pair-frequencies.js';

/** Characters of an article that are looked at: news puts the matter first, and long texts would cost too much. */
const deepest = 6000;
/** Characters between the first and the last pair of a window. */
const windowLength = 20;

/** What the text of one article says about a query's pairs. */
export interface TextFeatures {
  /** Sum over the pairs that stand in it: weight × impact. */
  readonly pairs: number;
  /** The most weight of different pairs that stand together within a window. */
  readonly densest: number;
}

/** An occurrence of a pair: which one, and where. */
interface Place {
  readonly pair: number;
  readonly at: number;
}

/** The neighbouring characters of a query, with what each says, to be looked for in texts: one pass a text for all. */
export class PairScanner {
  readonly #weights: Float64Array;
  /** Number of a pair by hash of its key, plus one; 0: none. */
  readonly #table: Uint16Array;
  readonly #keys: Uint32Array;

  /** @param weights of each pair, by key; at most some hundreds */
  constructor(weights: ReadonlyMap<PairKey, number>) {
    this.#weights = Float64Array.from(weights.values());
    this.#table = new Uint16Array(2 ** Math.ceil(Math.log2((weights.size + 1) * 8)));
    this.#keys = Uint32Array.from(weights.keys());
    this.#keys.forEach((key, pair) => {
      this.#table[this.#slot(key)] = pair + 1;
    });
  }

  /** Looks at a folded article, as `foldArticle` joins it; `averageLength` is that of its generation. */
  features(text: string, averageLength: number): TextFeatures {
    const places = this.#places(text);
    return { pairs: this.#impacts(text, places, averageLength), densest: this.#densest(places) };
  }

  #places(text: string): Place[] {
    const places: Place[] = [];
    const end = Math.min(text.length, deepest) - 1;
    for (let at = 0; at < end; at++) {
      const pair = this.#pairOf(text, at);
      if (pair >= 0) places.push({ pair, at });
    }
    return places;
  }

  #pairOf(text: string, at: number): number {
    return (this.#table[this.#slot(pairKey(text, at))] ?? 0) - 1;
  }

  /** The slot of a key, or the free one where it would be. */
  #slot(key: PairKey): number {
    const mask = this.#table.length - 1;
    let slot = hashOf(key) & mask;
    for (; ; slot = (slot + 1) & mask) {
      const pair = this.#table[slot] ?? 0;
      if (pair === 0 || this.#keys[pair - 1] === key) return slot;
    }
  }

  #impacts(text: string, places: readonly Place[], averageLength: number): number {
    const title = fieldRange(text, 'title');
    const body = fieldRange(text, 'body');
    const frequencies = new Uint16Array(this.#weights.length);
    const firsts = new Float64Array(this.#weights.length).fill(Infinity);
    for (const { pair, at } of places) {
      change(frequencies, pair, 1);
      const first = at < title.end ? at : at >= body.start ? at - body.start : Infinity;
      firsts[pair] = Math.min(firsts[pair] ?? Infinity, first);
    }
    let sum = 0;
    frequencies.forEach((frequency, pair) => {
      if (frequency === 0) return;
      const value = impact({ frequency, title: 0, first: firsts[pair] ?? Infinity }, text.length, averageLength);
      sum += (this.#weights[pair] ?? 0) * value;
    });
    return sum;
  }

  /** Moves a window over the places and keeps count of the pairs in it. */
  #densest(places: readonly Place[]): number {
    const inside = new Uint16Array(this.#weights.length);
    let weight = 0;
    let best = 0;
    let first = 0;
    for (const { pair, at } of places) {
      if (change(inside, pair, 1) === 1) weight += this.#weights[pair] ?? 0;
      for (let left = places[first]; left !== undefined && left.at < at - windowLength; left = places[++first]) {
        if (change(inside, left.pair, -1) === 0) weight -= this.#weights[left.pair] ?? 0;
      }
      best = Math.max(best, weight);
    }
    return best;
  }
}

/** Changes a count and returns it. */
function change(counts: Uint16Array, index: number, by: number): number {
  return (counts[index] = (counts[index] ?? 0) + by);
}
