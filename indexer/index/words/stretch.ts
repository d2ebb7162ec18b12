import { nearShapes } from '../../analyzer/near-shapes.js';
import { nearSounds } from '../../analyzer/near-sounds.js';
import { possibleReadings } from '../../analyzer/pinyin.js';
import type { Span } from '../../analyzer/segment.js';
import type { Correction } from '../search-index.js';
import type { Lexicon } from './lexicon.js';
import { commonStart, longestSlipped, shortestToken, slipsOfToken, slipsOfWords } from './slips.js';

/** Characters of a Han word that is looked for. */
const longestWord = 6;
/** A word that more articles have than this is meant as it stands: one article may have a slip. */
const often = 1;
/** A word in another's place is at least so many times as frequent as what stands there. */
const timesMoreFrequent = 10;

/** More than this share of a word is not wrong: most words of two characters have some that sound like both. */
const mostWrong = 0.5;

/** How a word is wrong, and what that takes from its weight: the likelier a mistake, the less. */
const costs = { sound: 0, shape: 0.5, swap: 0.5, 'near sound': 1.5, slip: 3 } as const;
type Mistake = keyof typeof costs;
/** What each character that is changed takes from the weight, and each that is kept adds. */
const changed = 3.5;
const kept = 1.5;

/** The words of an index and how often they occur. */
export interface Vocabulary {
  readonly lexicon: Lexicon;
  /** Articles that have the word; 0: none. */
  frequency(word: string): number;
  /** Where words stand in the run that are meant as they stand. */
  readonly meant: readonly Span[];
}

/** A word that stands in a run, known to the index. */
interface Known extends Span {
  readonly frequency: number;
}

/** A part of a folded run that is of one kind, Han and the like or a token of letters: what may be meant by its words? */
export class Stretch {
  readonly #run: string;
  readonly #start: number;
  readonly #end: number;
  readonly #words: Vocabulary;
  readonly #known: Known[];
  readonly #found = new Map<string, Correction>();

  constructor(run: string, start: number, end: number, words: Vocabulary) {
    this.#run = run;
    this.#start = start;
    this.#end = end;
    this.#words = words;
    this.#known = words.meant.map((span) => ({ ...span, frequency: Infinity }));
  }

  /** The corrections of a stretch of Han characters. */
  han(): Iterable<Correction> {
    this.#eachWindow((start, end) => this.#know(start, end));
    const isDoubtful = Array.from({ length: this.#end }, (_, at) => this.#knownBest(at, at + 1) <= often);
    this.#eachWindow((start, end) => {
      if (isDoubtful.slice(start, end).includes(true)) this.#window(start, end);
    });
    for (let start = this.#start; start + 2 <= this.#end; start++) {
      if (isDoubtful.slice(start, start + longestSlipped).includes(true)) this.#slips(start);
    }
    return this.#found.values();
  }

  /** The corrections of a token, as a whole. */
  token(): Iterable<Correction> {
    const token = this.#run.slice(this.#start, this.#end);
    this.#know(this.#start, this.#end);
    if (token.length < shortestToken || this.#knownBest(this.#start, this.#end) > often) return [];
    this.#swaps(this.#start, this.#end);
    slipsOfToken(token, this.#words.lexicon, (word) => this.#offer(this.#start, this.#end, word, 'slip'));
    return this.#found.values();
  }

  #eachWindow(visit: (start: number, end: number) => void): void {
    for (let start = this.#start; start < this.#end; start++) {
      for (let end = start + 2; end <= Math.min(this.#end, start + longestWord); end++) visit(start, end);
    }
  }

  #know(start: number, end: number): void {
    const frequency = this.#words.frequency(this.#run.slice(start, end));
    if (frequency > 0) this.#known.push({ start, end, frequency });
  }

  /** How often the most frequent word occurs that stands over this part, or over the place where it is empty. */
  #knownBest(start: number, end: number): number {
    let best = 0;
    for (const word of this.#known) {
      if (word.frequency > best && word.start < end && word.end > start) best = word.frequency;
    }
    return best;
  }

  #window(start: number, end: number): void {
    const text = this.#run.slice(start, end);
    const readings = possibleReadings(text);
    for (const reading of readings) this.#sounding(start, end, reading.join(''), 'sound');
    for (const near of nearSounds(readings[0] ?? [])) this.#sounding(start, end, near.join(''), 'near sound');
    for (let at = 0; at < text.length; at++) {
      for (const shape of nearShapes(text.charAt(at))) {
        this.#offer(start, end, text.slice(0, at) + shape + text.slice(at + 1), 'shape');
      }
    }
    this.#swaps(start, end);
  }

  #sounding(start: number, end: number, spelling: string, mistake: Mistake): void {
    this.#words.lexicon.spelledInFull(spelling, (word) => {
      if (word.length === end - start) this.#offer(start, end, word, mistake);
    });
  }

  #slips(start: number): void {
    slipsOfWords(this.#run.slice(start, this.#end), this.#words.lexicon, (length, word) =>
      this.#offer(start, start + length, word, 'slip'),
    );
  }

  #swaps(start: number, end: number): void {
    const text = this.#run.slice(start, end);
    for (let at = 0; at + 1 < text.length; at++) {
      const swapped = text.slice(0, at) + text.charAt(at + 1) + text.charAt(at) + text.slice(at + 2);
      this.#offer(start, end, swapped, 'swap');
    }
  }

  /** Takes a word as meant by a part, where it is one that the index holds much more often than what stands there. */
  #offer(start: number, end: number, word: string, mistake: Mistake): void {
    const frequency = this.#words.frequency(word);
    if (frequency === 0) return;
    const typed = this.#run.slice(start, end);
    const { before, after } = sameEnds(typed, word);
    const [from, to] = [start + before, end - after];
    if (typed === word) return;
    const there = this.#knownBest(from, to);
    if (there > often || frequency < timesMoreFrequent * there) return;
    const differing = mistake === 'swap' ? 1 : Math.max(typed.length, word.length) - before - after;
    if (differing > mostWrong * word.length) return;
    const weight = Math.log(1 + frequency) - costs[mistake] - changed * differing + kept * (before + after);
    const key = this.#run.slice(0, start) + word + this.#run.slice(end);
    const other = this.#found.get(key);
    if (other === undefined || other.weight < weight)
      this.#found.set(key, this.#withNeighbours(start, end, word, weight));
  }

  /** With the characters beside a word that belong to no other: 认证 for 任正 in 任正非 leaves 非, so 认证非 is what it makes. */
  #withNeighbours(start: number, end: number, word: string, weight: number): Correction {
    let [from, to] = [start, end];
    while (from > this.#start && !this.#known.some((known) => known.end === from)) from--;
    while (to < this.#end && !this.#known.some((known) => known.start === to)) to++;
    const text = this.#run.slice(from, start) + word + this.#run.slice(end, to);
    return { start: from, end: to, text, weight };
  }
}

/** How many characters two words share at their beginnings and, beyond these, at their ends. */
function sameEnds(a: string, b: string): { readonly before: number; readonly after: number } {
  const before = commonStart(a, b);
  let after = 0;
  while (after < Math.min(a.length, b.length) - before && a.at(-1 - after) === b.at(-1 - after)) after++;
  return { before, after };
}
