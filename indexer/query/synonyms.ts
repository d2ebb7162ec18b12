import { hasWordCharacter } from '../analyzer/character-class.js';
import { fold } from '../analyzer/fold.js';
import { parseWordList } from '../analyzer/word-list.js';
import { IndexerError } from '../errors.js';

/** Code points of a word. */
const longestWord = 50;
/** Words of a rule, and alternatives of a word. */
const mostWords = 100;

/** Words that stand for each other, or, where `to` is given, words for which those stand as well. All folded. */
export interface SynonymRule {
  readonly words: readonly string[];
  /** `null`: the rule holds in both directions, among its words. */
  readonly to: readonly string[] | null;
}

/** The line of a rule in our files. */
export function lineOfRule({ words, to }: SynonymRule): string {
  return to === null ? words.join(', ') : `${words.join(', ')} => ${to.join(', ')}`;
}

/** The words of one side of a folded line, each once. */
function wordsOf(side: string): string[] {
  return [...new Set(side.split(/[\s,、]+/).filter((word) => word !== ''))];
}

function faultOf({ words, to }: SynonymRule): string | null {
  const all = [...words, ...(to ?? [])];
  const bad = all.find((word) => !hasWordCharacter(word) || word.includes('\ufffd'));
  if (bad !== undefined) return `"${bad}" is not a word that can be searched`;
  const comment = all.find((word) => word.startsWith('#'));
  if (comment !== undefined) return `"${comment}" begins with #, as a comment does`;
  if (all.some((word) => Array.from(word).length > longestWord))
    return `a word is longer than ${longestWord} characters`;
  if (all.length > mostWords) return `there are more than ${mostWords} words in it`;
  if (to === null) return words.length < 2 ? 'a group needs two different words at least' : null;
  if (words.length === 0 || to.length === 0) return 'there has to be a word on both sides of =>';
  return to.every((word) => words.includes(word)) ? 'there is nothing new behind =>' : null;
}

/** A rule of one line, or what is wrong with it. */
function parseLine(line: string): SynonymRule | string {
  // Folded before it is split: full-width signs mean what those of ASCII do.
  const sides = fold(line).text.split('=>');
  if (sides.length > 2) return 'there is more than one => in it';
  const [left = '', right] = sides;
  const rule = { words: wordsOf(left), to: right === undefined ? null : wordsOf(right) };
  return faultOf(rule) ?? rule;
}

/** Synonyms as an operator gives them: they add alternatives to the words of a query. A set that never changes. */
export class Synonyms {
  static readonly none: Synonyms = new Synonyms([]);
  readonly rules: readonly SynonymRule[];
  readonly #alternatives = new Map<string, Set<string>>();

  /** Rules that say the same are kept once. */
  constructor(rules: readonly SynonymRule[]) {
    this.rules = [...new Map(rules.map((rule) => [lineOfRule(rule), rule])).values()];
    for (const { words, to } of this.rules) for (const word of words) this.#add(word, to ?? words);
  }

  /**
   * The synonyms of a text, a rule a line: words that stand for each other, by commas or spaces
   * (`北约, 北大西洋公约组织`), or for which others stand as well (`世卫 => 世界卫生组织`). Empty lines and those that
   * begin with `#` are left out.
   * @param file how the text is called where something is wrong
   * @throws IndexerError `invalid_words` with the first bad lines and why they are bad, or where all rules together
   *   give a word more than 100 alternatives
   */
  static parse(text: string, file: string): Synonyms {
    return new Synonyms(parseWordList(text, file, parseLine)).#checked();
  }

  /** What a folded word of a query may be replaced by: folded, in the order of the rules, without the word itself. */
  alternativesOf(word: string): readonly string[] {
    return [...(this.#alternatives.get(word) ?? [])];
  }

  /** @throws IndexerError `invalid_words` where a word gets more than 100 alternatives */
  with(more: Synonyms): Synonyms {
    return new Synonyms([...this.rules, ...more.rules]).#checked();
  }

  /** Takes a folded word out of all rules; those that say nothing then are gone. */
  without(word: string): Synonyms {
    const rules = this.rules.map(({ words, to }) => ({
      words: words.filter((one) => one !== word),
      to: to?.filter((one) => one !== word) ?? null,
    }));
    return new Synonyms(rules.filter((rule) => faultOf(rule) === null));
  }

  /** Lines for our own file, read by `parse`. */
  toText(): string {
    return this.rules.map((rule) => `${lineOfRule(rule)}\n`).join('');
  }

  /** Each alternative is looked up by every query with the word. */
  #checked(): this {
    for (const [word, { size }] of this.#alternatives) {
      if (size <= mostWords) continue;
      throw new IndexerError('invalid_words', `"${word}" would have ${size} synonyms; ${mostWords} are the most`);
    }
    return this;
  }

  #add(word: string, alternatives: readonly string[]): void {
    const known = this.#alternatives.get(word) ?? new Set();
    for (const one of alternatives) if (one !== word) known.add(one);
    this.#alternatives.set(word, known);
  }
}
