import { standsAlone } from '../../analyzer/character-class.js';
import { leadOf, type TextParts } from '../../article-text.js';
import type { Needle } from '../../query/needle.js';
import { impact } from './impact.js';
import { knuthHash, placeOf } from '../../knuth-hash.js';
import type { PairKey } from './pair-key.js';

/** Characters of an article that are looked at: news puts the matter first, and long texts would cost too much. */
const deepest = 6000;
/** Characters between the first and the last unit of a window: about a sentence. */
const windowLength = 40;
/** What a token counts beside a pair: a word of two Han characters has about two pairs, one within and half of two across. */
const tokenWeight = 2;
/** Kinds of UTF-16 units, by their last bits. */
const beginnings = 1024;

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

/**
 * The units that stand in the text looked at: which one, and where. One list for all queries, since a hundred texts a
 * query are looked at, one after the other.
 */
const places = { units: new Uint16Array(deepest), offsets: new Uint16Array(deepest), count: 0 };

/**
 * The text looked at, as UTF-16 units: copied here at once it is gone through in half the time that `charCodeAt` takes.
 * Room for its last pair, and a zero behind.
 */
const units = new Uint16Array(deepest + 1);
const unitBytes = Buffer.from(units.buffer);

/**
 * The units of a query, with what each says, to be looked for in texts, all in one pass: pairs of neighbouring
 * characters, and tokens, which have no pairs.
 */
export class UnitScanner {
  /** Of the pairs, then of the tokens. */
  readonly #weights: Float64Array;
  readonly #tokens: readonly Needle[];
  /** Number of a pair by hash of its key, plus one; 0: none. */
  readonly #table: Uint16Array;
  readonly #keys: Uint32Array;
  /** 1 for each kind of character that begins a unit: most places of a text are passed by after one look. */
  readonly #begins = new Uint8Array(beginnings);
  readonly #frequencies: Uint16Array;
  readonly #firsts: Float64Array;

  /** @param units with the weight of each; at most some hundreds */
  constructor({ pairs, tokens }: WeightedUnits) {
    this.#weights = Float64Array.from([...pairs.values(), ...tokens.values()]);
    this.#frequencies = new Uint16Array(this.#weights.length);
    this.#firsts = new Float64Array(this.#weights.length);
    this.#tokens = [...tokens.keys()];
    this.#table = new Uint16Array(2 ** Math.ceil(Math.log2((pairs.size + 1) * 8)));
    this.#keys = Uint32Array.from(pairs.keys());
    this.#keys.forEach((key, pair) => {
      this.#table[this.#slot(key)] = pair + 1;
      this.#begins[(key >>> 16) % beginnings] = 1;
    });
    for (const { text } of this.#tokens) this.#begins[text.charCodeAt(0) % beginnings] = 1;
  }

  /** Looks at a folded article, as `foldArticle` joins it; `averageLength` is that of its generation. */
  features(text: string, parts: TextParts, averageLength: number): TextFeatures {
    this.#findPlaces(text);
    return { units: this.#impacts(text.length, parts, averageLength), densest: this.#densest() };
  }

  #findPlaces(text: string): void {
    places.count = 0;
    unitBytes.write(text, 'utf16le');
    const end = Math.min(text.length, deepest);
    if (end === text.length) units[end] = 0;
    for (let at = 0; at < end; at++) {
      const unit = units[at] ?? 0;
      if (this.#begins[unit % beginnings] === 0) continue;
      const pair = (this.#table[this.#slot(((unit << 16) | (units[at + 1] ?? 0)) >>> 0)] ?? 0) - 1;
      if (pair >= 0) addPlace(pair, at);
      for (let token = 0; token < this.#tokens.length; token++) {
        if (stands(text, at, this.#tokens[token])) addPlace(this.#keys.length + token, at);
      }
    }
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

  #impacts(length: number, parts: TextParts, averageLength: number): number {
    this.#frequencies.fill(0);
    this.#firsts.fill(Infinity);
    for (let i = 0; i < places.count; i++) {
      const unit = places.units[i] ?? 0;
      change(this.#frequencies, unit, 1);
      this.#firsts[unit] = Math.min(this.#firsts[unit] ?? Infinity, leadOf(places.offsets[i] ?? 0, parts));
    }
    let sum = 0;
    for (let unit = 0; unit < this.#weights.length; unit++) {
      const frequency = this.#frequencies[unit] ?? 0;
      if (frequency === 0) continue;
      const value = impact({ frequency, title: 0, first: this.#firsts[unit] ?? Infinity }, length, averageLength);
      sum += (this.#weights[unit] ?? 0) * (unit < this.#keys.length ? 1 : tokenWeight) * value;
    }
    return sum;
  }

  /** Moves a window over the places and keeps count of the units in it. */
  #densest(): number {
    const inside = this.#frequencies.fill(0);
    let weight = 0;
    let best = 0;
    let first = 0;
    for (let i = 0; i < places.count; i++) {
      const unit = places.units[i] ?? 0;
      if (change(inside, unit, 1) === 1) weight += this.#weights[unit] ?? 0;
      const from = (places.offsets[i] ?? 0) - windowLength;
      for (; (places.offsets[first] ?? 0) < from; first++) {
        const left = places.units[first] ?? 0;
        if (change(inside, left, -1) === 0) weight -= this.#weights[left] ?? 0;
      }
      best = Math.max(best, weight);
    }
    return best;
  }
}

/** Notes a place; there is no room for more only where several tokens begin at every character. */
function addPlace(unit: number, offset: number): void {
  if (places.count === deepest) return;
  places.units[places.count] = unit;
  places.offsets[places.count++] = offset;
}

/** Whether a token stands at a place. */
function stands(text: string, at: number, token: Needle | undefined): boolean {
  if (token === undefined || !text.startsWith(token.text, at)) return false;
  return !token.whole || standsAlone(text, at, at + token.text.length);
}

/** Changes a count and returns it. */
function change(counts: Uint16Array, index: number, by: number): number {
  return (counts[index] = (counts[index] ?? 0) + by);
}
