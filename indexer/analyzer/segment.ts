import nodejieba from 'nodejieba';
import { hasCharacter, isToken, isUnspaced, standsAlone } from './character-class.js';
import type { SpanWriter } from './term-spans.js';
import { withoutSignsAround } from './word-edges.js';

/** Whether two or three UTF-16 units of a text are a dictionary's word, of which jieba's search mode cuts longer ones. */
export type IsShortWord = (text: string, start: number, length: number) => boolean;

/** Where a word stands in a text, in UTF-16 units. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

/** jieba's plain cut. The pieces give the text when joined; HMM is always on, or `2024` becomes `2/0/2/4`. */
function cut(text: string): string[] {
  return text === '' ? [] : nodejieba.cut(text, true);
}

/** The parts of a piece that are of unspaced scripts; nearly always the piece itself. */
function emitUnspaced(piece: string, start: number, isShort: IsShortWord, out: SpanWriter): void {
  for (let i = 0; i < piece.length; i++) {
    if (!isUnspaced(piece, i)) continue;
    let end = i + 1;
    while (end < piece.length && isUnspaced(piece, end)) end++;
    emitWord(piece.slice(i, end), start + i, isShort, out);
    i = end;
  }
}

/** jieba's search mode (QuerySegment): the dictionary's words of two and three characters within a word, then the word. */
function emitWord(word: string, start: number, isShort: IsShortWord, out: SpanWriter): void {
  for (const size of [2, 3]) {
    for (let i = 0; word.length > size && i + size <= word.length; i++) {
      if (isShort(word, i, size)) out.add(start + i, size);
    }
  }
  out.add(start, word.length);
}

/** Latin and digit tokens are ours: jieba cuts `3gpp` into `3/gpp` and `café` into `caf/é`. */
function emitTokens(text: string, out: SpanWriter): void {
  for (let i = 0; i < text.length; i++) {
    if (!isToken(text, i)) continue;
    let end = i + 1;
    while (end < text.length && isToken(text, end)) end++;
    out.add(i, end - i);
    i = end;
  }
}

/** A word that mixes scripts (ai大模型), as dictionaries have them; its parts are terms as well. */
function emitMixed(piece: string, start: number, text: string, out: SpanWriter): void {
  if (!hasCharacter(piece, isToken) || !hasCharacter(piece, isUnspaced)) return;
  const word = withoutSignsAround(piece);
  const from = start + piece.indexOf(word);
  if (standsAlone(text, from, from + word.length)) out.add(from, word.length);
}

/**
 * Writes the terms of a folded text for the index: Han and the like by jieba's search mode, other letters and digits as
 * whole tokens, and jieba's words of both as they are. Every term stands in the text where it says; one that begins or
 * ends with a token has no letter or digit beside it there.
 */
export function indexTerms(text: string, isShort: IsShortWord, out: SpanWriter): void {
  let offset = 0;
  for (const piece of cut(text)) {
    if (isUnspaced(piece, 0) || piece.length > 1) {
      emitUnspaced(piece, offset, isShort, out);
      emitMixed(piece, offset, text, out);
    }
    offset += piece.length;
  }
  emitTokens(text, out);
}

/**
 * The words of two characters and more that a folded run is made of by the dictionary alone, with their places: nothing
 * that the HMM takes for a word because of how its characters are used.
 */
export function knownWords(run: string): Span[] {
  const words: Span[] = [];
  let start = 0;
  for (const piece of run === '' ? [] : nodejieba.cut(run, false)) {
    const end = start + piece.length;
    if (Array.from(piece).length > 1 && isUnspaced(piece, 0)) words.push({ start, end });
    start = end;
  }
  return words;
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
  return [...new Set(pieces.map(withoutSignsAround).filter((word) => word !== ''))];
}
