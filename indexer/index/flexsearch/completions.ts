import { hasWordCharacter } from '../../analyzer/character-class.js';
import type { Span } from '../../analyzer/segment.js';
import type { Completion, Correction } from '../search-index.js';
import {
  offeredWords,
  spelledBeginnings,
  spelledWords,
  typedOf,
  wordsFor,
  type CountedWords,
  type Typed,
} from '../words/completing.js';
import { correctionsOf } from '../words/corrections.js';
import { Lexicon } from '../words/lexicon.js';
import type { Generation } from './generation.js';
import { Titles } from './titles.js';

/** Words and titles by how they begin, as they are written and in pinyin. */
export class Completions {
  readonly #lexicon = new Lexicon();
  readonly #titles = new Titles();

  get byteLength(): number {
    return this.#lexicon.byteLength + this.#titles.byteLength;
  }

  /** @param text the folded article */
  addTitle(document: number, text: string): void {
    this.#titles.add(document, text);
  }

  /** As `Lexicon.count`. */
  countWord(term: string, before: number, now: number): void {
    this.#lexicon.count(term, before, now);
  }

  /** Words make up to half of the completions, titles the rest; either fills what the other leaves. No stop words. */
  complete(generation: Generation, prefix: string, size: number, isWanted: Typed['isWanted']): Completion[] {
    if (!hasWordCharacter(prefix)) return [];
    const typed = typedOf(prefix, isWanted);
    const all = wordsFor(this.#words(generation), typed, size);
    const titles = this.#titlesFor(generation, typed, all, size);
    const chosen: Completion[] = offeredWords(all, size, titles.length).map((text) => ({ kind: 'word', text }));
    for (const document of titles.slice(0, size - chosen.length)) {
      chosen.push({ kind: 'title', id: generation.documents.id(document) });
    }
    return chosen;
  }

  /** As `spelledWords`. */
  spelled(generation: Generation, typed: string): readonly (readonly string[])[] {
    return spelledWords(this.#words(generation), typed);
  }

  /** The words that parts of a folded run may be meant for, the likeliest first; none in place of what `spans` span. */
  corrections(generation: Generation, run: string, size: number, spans: readonly Span[]): Correction[] {
    const words = this.#words(generation);
    const frequency = (word: string): number => words.count(word);
    return correctionsOf(run, size, { lexicon: words.lexicon, frequency, meant: spans });
  }

  /** No more articles have a word than versions of articles do. */
  #words({ postings, articleCounts }: Generation): CountedWords {
    return {
      lexicon: this.#lexicon,
      bound: (word) => postings.frequency(word),
      count: (word) => articleCounts.of(word),
    };
  }

  /** Titles that begin so; where pinyin was typed, with what it stands for. */
  #titlesFor(generation: Generation, typed: Typed, words: readonly string[], size: number): number[] {
    const newest = (start: string): number[] => this.#titles.newest(generation.documents, start, size, typed.isWanted);
    const literal = newest(typed.prefix);
    if (literal.length >= size) return literal;
    const titles = spelledBeginnings(typed, words).flatMap(newest);
    return [...new Set([...literal, ...titles])].slice(0, size);
  }
}
