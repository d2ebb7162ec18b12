import type { TextField } from '../article-text.js';
import { queryFields } from './syntax.js';

/** A piece of a query; `start` is where it stands, in UTF-16 units. `open` holds the operators before it: `-` and `field:` bind to what follows directly. */
export type Token =
  | { readonly kind: 'run'; readonly text: string; readonly start: number }
  | { readonly kind: 'phrase'; readonly text: string }
  | { readonly kind: 'or'; readonly text: string }
  | { readonly kind: 'minus' | 'open' | 'close' }
  | { readonly kind: 'field'; readonly field: TextField };

const asciiForms = new Map([
  ['＂', '"'],
  ['“', '"'],
  ['”', '"'],
  ['－', '-'],
  ['：', ':'],
  ['（', '('],
  ['）', ')'],
]);

/** The query with the operators' full-width forms made ASCII; the same length, so offsets fit both. */
function asciiOperators(query: string): string {
  return query.replace(/[＂“”－：（）]/g, (form) => asciiForms.get(form) ?? form);
}

function isSpace(character: string | undefined): boolean {
  return character === undefined || /[\s\0]/.test(character);
}

/** A number below zero as headlines have them: -25℃, -7.2, -10%; a plain one (-2024) is a word that is not wanted. */
const signedNumber = /^-\d+(?:\.\d|\s?[%％‰℃℉°~～])/;

/** A word's end: white space, the end of the query, or closing parentheses up to one of these. */
function endsWord(query: string, at: number): boolean {
  let end = at;
  while (query[end] === ')') end++;
  return isSpace(query[end]);
}

/** For each quote that can close a phrase, found once from the right: the next such place at or after an offset. */
function closingQuotes(query: string): number[] {
  const next: number[] = Array.from({ length: query.length + 1 }, () => -1);
  for (let at = query.length - 1; at >= 0; at--) {
    next[at] = query[at] === '"' && endsWord(query, at + 1) ? at : (next[at + 1] ?? -1);
  }
  return next;
}

/** Cuts a query into tokens; whatever is no operator where it stands is part of a run. */
class Lexer {
  readonly #raw: string;
  readonly #query: string;
  readonly #closing: number[];
  readonly #tokens: Token[] = [];
  #at = 0;
  #depth = 0;

  constructor(raw: string) {
    this.#raw = raw;
    this.#query = asciiOperators(raw);
    this.#closing = closingQuotes(this.#query);
  }

  run(): Token[] {
    while (this.#at < this.#query.length) {
      if (isSpace(this.#query[this.#at])) this.#at++;
      else this.#word();
    }
    return this.#tokens;
  }

  /** What begins at a word's start: operators, as long as they are some, then a phrase, a group or a run. */
  #word(): void {
    while (this.#prefix());
    if (this.#phrase() || this.#open()) return;
    if (!isSpace(this.#query[this.#at])) this.#run();
    this.#closeAll();
  }

  #prefix(): boolean {
    if (this.#isMinus()) {
      this.#tokens.push({ kind: 'minus' });
      this.#at++;
      return true;
    }
    return this.#field();
  }

  #isMinus(): boolean {
    const next = this.#query[this.#at + 1];
    if (this.#query[this.#at] !== '-' || this.#follows('minus') || isSpace(next) || next === ')') return false;
    return !signedNumber.test(this.#query.slice(this.#at, this.#at + 16));
  }

  #field(): boolean {
    const name = queryFields.find((field) => this.#query.startsWith(`${field}:`, this.#at));
    if (name === undefined || this.#follows('field')) return false;
    const after = this.#query[this.#at + name.length + 1];
    if (isSpace(after) || after === ')') return false;
    this.#tokens.push({ kind: 'field', field: name });
    this.#at += name.length + 1;
    return true;
  }

  /** Whether the token just before, with nothing between, is of this kind: operators are not doubled. */
  #follows(kind: Token['kind']): boolean {
    return this.#tokens.at(-1)?.kind === kind && !isSpace(this.#query[this.#at - 1]);
  }

  #phrase(): boolean {
    const end = this.#query[this.#at] === '"' ? (this.#closing[this.#at + 1] ?? -1) : -1;
    if (end < 0) return false;
    this.#tokens.push({ kind: 'phrase', text: this.#raw.slice(this.#at + 1, end) });
    this.#at = end + 1;
    this.#closeAll();
    return true;
  }

  #open(): boolean {
    if (this.#query[this.#at] !== '(' || !this.#isClosed()) return false;
    this.#tokens.push({ kind: 'open' });
    this.#at++;
    this.#depth++;
    return true;
  }

  /** Whether the parenthesis here has its partner at a word's end; parentheses within words count as pairs. */
  #isClosed(): boolean {
    let depth = 0;
    for (let at = this.#at; at < this.#query.length; at++) {
      if (this.#query[at] === '(') depth++;
      else if (this.#query[at] === ')' && --depth === 0) return endsWord(this.#query, at + 1);
    }
    return false;
  }

  #run(): void {
    const start = this.#at;
    while (!isSpace(this.#query[this.#at]) && !this.#closes()) this.#at++;
    const text = this.#raw.slice(start, this.#at);
    const bound = isSpace(this.#query[start - 1]) || this.#query[start - 1] === '(';
    if (text !== '') this.#tokens.push(text === 'OR' && bound ? { kind: 'or', text } : { kind: 'run', text, start });
  }

  /** Whether a group that is open can end here. */
  #closes(): boolean {
    return this.#query[this.#at] === ')' && this.#depth > 0 && endsWord(this.#query, this.#at);
  }

  #closeAll(): void {
    while (this.#closes()) {
      this.#tokens.push({ kind: 'close' });
      this.#at++;
      this.#depth--;
    }
    while (this.#query[this.#at] === ')') this.#at++;
  }
}

/**
 * Cuts a query into tokens. Operators count at a word's edge only, so a headline pasted whole is one run:
 * an opening quote or parenthesis at a word's start with its partner at a word's end, `-` before a word (a number below
 * zero is none), `field:` of a known field before a word. Full-width forms count as their ASCII forms.
 */
export function tokenize(query: string): Token[] {
  return new Lexer(query).run();
}
