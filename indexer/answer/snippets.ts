import { isToken } from '../analyzer/character-class.js';
import type { TextRange } from '../article-text.js';
import type { Needle } from '../query/needle.js';
import { findMatches, markUp, type MarkableText, type Match } from './highlight.js';

/** Characters of a snippet at most, and at least where the text goes on. */
const longest = 110;
const shortest = 60;
/** Characters before a match in which a snippet may begin. */
const reach = 40;
const most = 3;
/** Windows that are compared: as many as matches in all but the longest of texts. */
const mostCandidates = 300;

const sentenceEnd = /[。！？!?；;…\n]["'”’」』）)]*/g;
const clauseEnd = /[，、：,:\s]/g;

/** The first place after `from`, at most at `to`, right behind something `pattern` finds; -1: none. */
function firstAfter(text: string, pattern: RegExp, from: number, to: number): number {
  for (const found of text.slice(from, to).matchAll(pattern)) return from + found.index + found[0].length;
  return -1;
}

function lastAfter(text: string, pattern: RegExp, from: number, to: number): number {
  let last = -1;
  for (const found of text.slice(from, to).matchAll(pattern)) last = from + found.index + found[0].length;
  return last;
}

/** Moves a cut back so that it parts no surrogate pair and, within reason, no Latin word or number. */
function soften(text: string, at: number, floor: number): number {
  let cut = at;
  while (cut > floor && at - cut < 20 && isToken(text, cut - 1) && isToken(text, cut)) cut--;
  if (cut === floor || at - cut === 20) cut = at;
  const unit = text.charCodeAt(cut);
  return cut > 0 && (unit & 0xfc00) === 0xdc00 ? cut - 1 : cut;
}

/** Where a snippet begins that shows a match: after a sentence, else after a clause, else in the middle of one. */
function beginning(text: string, match: number): number {
  const earliest = Math.max(0, match - reach);
  if (earliest === 0) return 0;
  for (const pattern of [sentenceEnd, clauseEnd]) {
    const begin = firstAfter(text, pattern, earliest, match);
    if (begin >= 0 && begin <= match) return begin;
  }
  return soften(text, match - reach / 2, earliest);
}

function ending(text: string, begin: number, match: TextRange): number {
  const latest = Math.max(begin + longest, match.end);
  if (latest >= text.length) return text.length;
  const earliest = Math.max(begin + shortest, match.end);
  const end = lastAfter(text, sentenceEnd, earliest - 1, latest);
  return end >= earliest && end <= latest ? end : soften(text, latest, earliest);
}

/** A window with how much of the query it shows: different needles first, then matches. */
interface Candidate extends TextRange {
  readonly density: number;
}

function candidate(text: string, matches: readonly Match[], index: number): Candidate | null {
  const match = matches[index];
  if (match === undefined) return null;
  const start = beginning(text, match.start);
  const end = ending(text, start, match);
  const needles = new Set<number>();
  let count = 0;
  for (let i = index; i < matches.length; i++) {
    const next = matches[i];
    if (next === undefined || next.start >= end) break;
    if (next.end > end) continue;
    needles.add(next.needle);
    count++;
  }
  return { start, end, density: needles.size * 1000 + Math.min(count, 999) };
}

/** The densest windows that do not overlap, the densest first; of very many matches only some begin one. */
function chooseWindows(text: string, matches: readonly Match[]): TextRange[] {
  const candidates: Candidate[] = [];
  for (let index = 0; index < matches.length; index += Math.ceil(matches.length / mostCandidates)) {
    const found = candidate(text, matches, index);
    if (found !== null) candidates.push(found);
  }
  candidates.sort((a, b) => b.density - a.density || a.start - b.start);
  const chosen: Candidate[] = [];
  for (const window of candidates) {
    if (chosen.length === most) break;
    if (chosen.every((other) => window.end <= other.start || window.start >= other.end)) chosen.push(window);
  }
  return chosen;
}

function trimmedWindow(text: string, { start, end }: TextRange): TextRange {
  const part = text.slice(start, end);
  return { start: start + part.length - part.trimStart().length, end: start + part.trimEnd().length };
}

/** A space in place of white space that holds a line end. */
function onOneLine(space: string): string {
  return space.includes('\n') ? ' ' : space;
}

/** A window as HTML, with an ellipsis where it does not begin or end as a sentence does. */
function render(text: string, window: TextRange, matches: readonly Match[]): string {
  const { start, end } = trimmedWindow(text, window);
  const opens = start === 0 || /[。！？!?；;…\n"'”’」』）)\s]/.test(text.charAt(start - 1));
  const closes = end >= text.trimEnd().length || /[。！？!?…"'”’」』）)]/.test(text.charAt(end - 1));
  const html = markUp(text, { start, end }, matches).replace(/\s+/g, onOneLine);
  return `${opens ? '' : '…'}${html}${closes ? '' : '…'}`;
}

/**
 * Up to three excerpts of a text that show where the needles stand, the densest first, cut at the ends of sentences
 * where that can be: HTML, escaped but for the marks. Where nothing matches, the beginning of the text; of an empty
 * text, none.
 */
export function snippets(text: MarkableText, needles: readonly Needle[]): string[] {
  const { original } = text;
  if (original.trim() === '') return [];
  const matches = findMatches(text, needles);
  const windows = chooseWindows(original, matches);
  if (windows.length === 0) windows.push({ start: 0, end: ending(original, 0, { start: 0, end: 0 }) });
  return windows.map((window) => render(original, window, matches));
}
