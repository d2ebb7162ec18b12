import { fieldRange } from '../../article-text.js';
import { needleRanges, type Needle } from '../../query/needle.js';
import { impact } from './impact.js';
import { knuthHash, placeOf } from './knuth-hash.js';
import { pairKey, type PairKey } from './pair-frequencies.js';

/** Characters of an article that are looked at: news puts the matter first, and long texts would cost too much. */
const deepest = 6000;
/** Characters between the first and the last unit of a window: about a sentence. */
const windowLength = 40;
/** Places of one token that are looked at. */
const mostTokenPlaces = 200;
/** What a token counts beside a pair: a word of two Han characters has about two pairs, one within and half of two across. */
const tokenWeight = 2;

/** What the text of one article says about a query's units. */
export interface TextFeatures {
  /** Sum over the units that stand in it: weight × impact. */
  readonly units: number;
  /** The most weight of different units that stand together within a window. */
  readonly densest: number;
}

/** What is looked for: pairs of neighbouring characters by key, and needles without any (Latin words, numbers). */
export interface WeightedUnits {
  readonly pairs: ReadonlyMap<PairKey, number>;
  readonly tokens: ReadonlyMap<Needle, number>;
}

/** An occurrence of a unit: which one, and where. */
interface Place {
  readonly unit: number;
  readonly at: number;
}

/**
 * The units of a query, with what each says, to be looked for in texts: pairs of neighbouring characters, one pass a
 * text for all, and tokens, which have no pairs.
 */
export class UnitScanner {
  /** Of the pairs, then of the tokens. */
  readonly #weights: Float64Array;
  readonly #tokens: readonly Needle[];
  /** Number of a pair by hash of its key, plus one; 0: none. */
  readonly #table: Uint16Array;
  readonly #keys: Uint32Array;
  /** 1 for each UTF-16 unit that begins a pair: most places of a text are passed by after one look. */
  readonly #begins = new Uint8Array(0x10000);

  /** @param units with the weight of each; at most some hundreds */
  constructor({ pairs, tokens }: WeightedUnits) {
    this.#weights = Float64Array.from([...pairs.values(), ...tokens.values()]);
    this.#tokens = [...tokens.keys()];
    this.#table = new Uint16Array(2 ** Math.ceil(Math.log2((pairs.size + 1) * 8)));
    this.#keys = Uint32Array.from(pairs.keys());
    this.#keys.forEach((key, pair) => {
      this.#table[this.#slot(key)] = pair + 1;
      this.#begins[key >>> 16] = 1;
    });
  }

  /** Looks at a folded article, as `foldArticle` joins it; `averageLength` is that of its generation. */
  features(text: string, averageLength: number): TextFeatures {
    const places = this.#places(text);
    return { units: this.#impacts(text, places, averageLength), densest: this.#densest(places) };
  }

  #places(text: string): Place[] {
    const places: Place[] = [];
    const begins = this.#begins;
    const end = Math.min(text.length, deepest) - 1;
    for (let at = 0; at < end; at++) {
      if (begins[text.charCodeAt(at)] === 0) continue;
      const pair = this.#pairOf(text, at);
      if (pair >= 0) places.push({ unit: pair, at });
    }
    return this.#tokens.length === 0 ? places : [...places, ...this.#tokenPlaces(text)].sort((a, b) => a.at - b.at);
  }

  #tokenPlaces(text: string): Place[] {
    const head = text.slice(0, deepest);
    return this.#tokens.flatMap((token, i) =>
      needleRanges(head, token, mostTokenPlaces).map(({ start }) => ({ unit: this.#keys.length + i, at: start })),
    );
  }

  #pairOf(text: string, at: number): number {
    return (this.#table[this.#slot(pairKey(text, at))] ?? 0) - 1;
  }

  /** The slot of a key, or the free one where it would be. */
  #slot(key: PairKey): number {
    const mask = this.#table.length - 1;
    let slot = placeOf(knuthHash(key), this.#table.length);
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
    for (const { unit, at } of places) {
      change(frequencies, unit, 1);
      const first = at < title.end ? at : at >= body.start ? at - body.start : Infinity;
      firsts[unit] = Math.min(firsts[unit] ?? Infinity, first);
    }
    let sum = 0;
    frequencies.forEach((frequency, unit) => {
      if (frequency === 0) return;
      const value = impact({ frequency, title: 0, first: firsts[unit] ?? Infinity }, text.length, averageLength);
      sum += (this.#weights[unit] ?? 0) * (unit < this.#keys.length ? 1 : tokenWeight) * value;
    });
    return sum;
  }

  /** Moves a window over the places and keeps count of the units in it. */
  #densest(places: readonly Place[]): number {
    const inside = new Uint16Array(this.#weights.length);
    let weight = 0;
    let best = 0;
    let first = 0;
    for (const { unit, at } of places) {
      if (change(inside, unit, 1) === 1) weight += this.#weights[unit] ?? 0;
      for (let left = places[first]; left !== undefined && left.at < at - windowLength; left = places[++first]) {
        if (change(inside, left.unit, -1) === 0) weight -= this.#weights[left.unit] ?? 0;
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
