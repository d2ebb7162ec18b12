import nodejieba from 'nodejieba';
import { hasWordCharacter, isToken, isUnspaced } from './character-class.js';
import type { Dictionary } from './dictionary.js';

/** A term of an index: `text` stands at `start` of the folded text it was cut from (UTF-16 units). */
export interface Term {
  readonly text: string;
  readonly start: number;
}

type Emit = (text: string, start: number) => void;

/** jieba's plain cut. The pieces give the text when joined; HMM is always on, or `2024` becomes `2/0/2/4`. */
function cut(text: string): string[] {
  return text === '' ? [] : nodejieba.cut(text, true);
}

/** The parts of a piece that are of unspaced scripts; nearly always the piece itself. */
function emitUnspaced(piece: string, start: number, short: ReadonlySet<string>, emit: Emit): void {
  for (let i = 0; i < piece.length; i++) {
    if (!isUnspaced(piece, i)) continue;
    let end = i + 1;
    while (end < piece.length && isUnspaced(piece, end)) end++;
    emitWord(piece.slice(i, end), start + i, short, emit);
    i = end;
  }
}

/** jieba's search mode (QuerySegment): the dictionary's words of two and three characters within a word, then the word. */
function emitWord(word: string, start: number, short: ReadonlySet<string>, emit: Emit): void {
  for (const size of [2, 3]) {
    for (let i = 0; word.length > size && i + size <= word.length; i++) {
      const part = word.slice(i, i + size);
      if (short.has(part)) emit(part, start + i);
    }
  }
  emit(word, start);
}

/** Latin and digit tokens are ours: jieba cuts `3gpp` into `3/gpp` and `café` into `caf/é`. */
function emitTokens(text: string, emit: Emit): void {
  for (let i = 0; i < text.length; i++) {
    if (!isToken(text, i)) continue;
    let end = i + 1;
    while (end < text.length && isToken(text, end)) end++;
    emit(text.slice(i, end), i);
    i = end;
  }
}

/**
 * The terms of a folded text for the index: Han and the like by jieba's search mode, other letters and digits as whole
 * tokens. Every term stands in the text where it says; a token has no letter or digit beside it.
 */
export function indexTerms(text: string, dictionary: Dictionary): Term[] {
  const terms: Term[] = [];
  const emit = (term: string, start: number): void => void terms.push({ text: term, start });
  let offset = 0;
  for (const piece of cut(text)) {
    if (isUnspaced(piece, 0) || piece.length > 1) emitUnspaced(piece, offset, dictionary.short, emit);
    offset += piece.length;
  }
  emitTokens(text, emit);
  return terms;
}

function trimmed(piece: string): string {
  let start = 0;
  let end = piece.length;
  while (start < end && !hasWordCharacter(piece.charAt(start)) && !isPairHalf(piece, start)) start++;
  while (end > start && !hasWordCharacter(piece.charAt(end - 1)) && !isPairHalf(piece, end - 1)) end--;
  return piece.slice(start, end);
}

function isPairHalf(text: string, index: number): boolean {
  return (text.charCodeAt(index) & 0xf800) === 0xd800;
}

/**
 * The words of a folded run of a query: jieba's plain cut, with pieces joined where the cut went through a token
 * (`5/g` is `5g`), punctuation at the edges dropped, each word once.
 */
export function queryWords(run: string): string[] {
  const pieces: string[] = [];
  for (const piece of cut(run)) {
    const last = pieces.at(-1) ?? '';
    if (isToken(last, last.length - 1) && isToken(piece, 0)) pieces[pieces.length - 1] = last + piece;
    else pieces.push(piece);
  }
  return [...new Set(pieces.filter(hasWordCharacter).map(trimmed))];
}
