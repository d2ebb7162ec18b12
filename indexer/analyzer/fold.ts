import traditionalToSimplified from 'opencc-js/dict/TSCharacters';
import { OffsetMapBuilder, type OffsetMap } from './offset-map.js';

/** A text as it is compared, with the way back to the characters it came from. */
export interface FoldedText {
  readonly text: string;
  readonly map: OffsetMap;
}

/** Stands in fingerprints: raise it when folding changes. */
export const foldVersion = 2;

/** Format characters that readers never type: soft hyphen, zero-width space, direction marks, variation selectors. */
const ignorable = /\p{Default_Ignorable_Code_Point}/gu;
const combining = /^(?:\p{M}|[\u1160-\u11ff\ud7b0-\ud7ff])/u;
const space = /^[\s\p{Cc}\p{Z}]$/u;

/** First choice of OpenCC's character table: 后 for 後, never a phrase. */
const simplified = new Map(
  traditionalToSimplified.split('|').map((entry) => {
    const [from = '', to = ''] = entry.split(' ');
    return [from, to] as const;
  }),
);

function foldPoints(text: string): string {
  let out = '';
  for (const point of text) out += (simplified.get(point) ?? point).toLowerCase();
  return out;
}

/** Code points of a cluster that are looked at, and that are kept: normalising takes their square. */
const longestCluster = 256;
const keptPoints = 32;

/** The first code points of a text. */
function firstPoints(text: string, count: number): string {
  return text.length <= count ? text : Array.from(text).slice(0, count).join('');
}

/**
 * Folds one cluster: a character with the marks that combine with it. Applied until nothing changes. Of more marks than
 * any script has (30, UAX #15 "Stream-Safe Text Format") the rest is dropped.
 */
function foldCluster(cluster: string): string {
  let current = firstPoints(cluster, longestCluster).replace(ignorable, '');
  for (let round = 0; round < 4; round++) {
    const next = foldPoints(current.normalize('NFKC'));
    if (next === current) break;
    current = next;
  }
  let out = '';
  for (const point of firstPoints(current, keptPoints)) out += space.test(point) ? ' ' : point;
  return out.toWellFormed();
}

/** Whether the character joins the one before it when normalised: marks, conjoining jamo, half-width voicing. */
function joins(character: string): boolean {
  return character.replace(ignorable, '') === '' || combining.test(character.normalize('NFKC'));
}

const SPACE = 0x20;
/** In the tables: the unit needs the slow path (it folds to another number of units, joins its neighbour, is half a pair). */
const SLOW = 0;

/** A unit of the Basic Multilingual Plane to the one unit it folds to, or `SLOW`. */
const direct = Uint16Array.from({ length: 0x10000 }, (_, unit) => {
  if ((unit & 0xf800) === 0xd800) return SLOW;
  const character = String.fromCharCode(unit);
  const folded = joins(character) ? '' : foldCluster(character);
  return folded.length === 1 ? folded.charCodeAt(0) : SLOW;
});

function isJoiner(text: string, index: number): boolean {
  const unit = text.charCodeAt(index);
  if ((direct[unit] ?? SLOW) !== SLOW || Number.isNaN(unit)) return false;
  return joins(String.fromCodePoint(text.codePointAt(index) ?? unit));
}

function pointLength(text: string, index: number): number {
  return (text.codePointAt(index) ?? 0) > 0xffff ? 2 : 1;
}

function clusterEnd(text: string, start: number): number {
  let end = start + pointLength(text, start);
  while (end < text.length && isJoiner(text, end)) end += pointLength(text, end);
  return end;
}

/** Writes folded units and keeps white space single. */
class FoldWriter {
  readonly #map = new OffsetMapBuilder();
  #units: Uint16Array;
  #length = 0;

  constructor(capacity: number) {
    this.#units = new Uint16Array(capacity);
  }

  /** A unit that folds to one unit. */
  unit(folded: number): void {
    if (folded === SPACE && this.#endsInSpace()) this.#map.cluster(0, 1);
    else {
      this.#map.same(1);
      this.#push(folded);
    }
  }

  /** A cluster of `length` original units that folds to `folded`. */
  cluster(folded: string, length: number): void {
    const before = this.#length;
    for (let i = 0; i < folded.length; i++) {
      const unit = folded.charCodeAt(i);
      if (unit !== SPACE || !this.#endsInSpace()) this.#push(unit);
    }
    const written = this.#length - before;
    if (written === length) this.#map.same(length);
    else this.#map.cluster(written, length);
  }

  finish(): FoldedText {
    const bytes = Buffer.from(this.#units.buffer, 0, this.#length * 2);
    return { text: bytes.toString('utf16le'), map: this.#map.build() };
  }

  #endsInSpace(): boolean {
    return this.#length > 0 && this.#units[this.#length - 1] === SPACE;
  }

  #push(unit: number): void {
    if (this.#length === this.#units.length) {
      const grown = new Uint16Array(this.#units.length * 2 + 16);
      grown.set(this.#units);
      this.#units = grown;
    }
    this.#units[this.#length++] = unit;
  }
}

/**
 * Folds a text to the form in which texts and queries are compared: NFKC, traditional to simplified character by
 * character (OpenCC's TSCharacters), lower case; format characters are dropped, every run of white space and control
 * characters becomes one space. Folding twice gives what folding once gives.
 */
export function fold(text: string): FoldedText {
  const writer = new FoldWriter(text.length + 16);
  for (let i = 0; i < text.length;) {
    const folded = direct[text.charCodeAt(i)] ?? SLOW;
    if (folded !== SLOW && !(i + 1 < text.length && isJoiner(text, i + 1))) {
      writer.unit(folded);
      i++;
    } else {
      const end = clusterEnd(text, i);
      writer.cluster(foldCluster(text.slice(i, end)), end - i);
      i = end;
    }
  }
  return writer.finish();
}
