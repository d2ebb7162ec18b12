import type { OffsetMap } from '../analyzer/offset-map.js';
import type { TextRange } from '../article-text.js';
import { needleRanges, type Needle } from '../query/needle.js';
import { escapeHtml } from './html-escape.js';

/** A text of an article with its folded form. */
export interface MarkableText {
  readonly original: string;
  readonly folded: string;
  readonly map: OffsetMap;
}

/** A place in the original text where needle number `needle` stands. */
export interface Match extends TextRange {
  readonly needle: number;
}

/** All places where the needles stand, in the original's offsets, by start; at most `limit` a needle. */
export function findMatches(text: MarkableText, needles: readonly Needle[], limit = 200): Match[] {
  const matches = needles.flatMap((needle, number) =>
    needleRanges(text.folded, needle, limit).map(({ start, end }) => ({
      start: text.map.originalStart(start),
      end: text.map.originalEnd(end),
      needle: number,
    })),
  );
  return matches.sort((a, b) => a.start - b.start || a.end - b.end);
}

/** Ranges by start made disjoint: those that overlap or touch become one. */
function merged(ranges: readonly TextRange[]): TextRange[] {
  const result: { start: number; end: number }[] = [];
  for (const { start, end } of ranges) {
    const last = result.at(-1);
    if (last !== undefined && start <= last.end) last.end = Math.max(last.end, end);
    else result.push({ start, end });
  }
  return result;
}

/** The part of a text in `window` as HTML: escaped, the matches within it marked. */
export function markUp(text: string, window: TextRange, matches: readonly TextRange[]): string {
  let html = '';
  let at = window.start;
  for (const range of merged(matches)) {
    const start = Math.max(range.start, at);
    const end = Math.min(range.end, window.end);
    if (start >= end) continue;
    html += `${escapeHtml(text.slice(at, start))}<mark>${escapeHtml(text.slice(start, end))}</mark>`;
    at = end;
  }
  return html + escapeHtml(text.slice(at, Math.max(at, window.end)));
}

/** A whole text as HTML with its matches marked. */
export function highlight(text: MarkableText, needles: readonly Needle[]): string {
  return markUp(text.original, { start: 0, end: text.original.length }, findMatches(text, needles));
}
