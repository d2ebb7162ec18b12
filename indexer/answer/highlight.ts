import { isUnspaced } from '../analyzer/character-class.js';
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

/** Places of a needle that are looked at in one text, and of all needles together. */
const mostMatches = 200;
const mostTogether = 4000;

/**
 * The places where the needles stand, in the original's offsets, by start. A single character that was cut off a run
 * counts only where it touches another match: of 揽/月/大桥, not the 月 of a date.
 */
export function findMatches(text: MarkableText, needles: readonly Needle[]): Match[] {
  const limit = Math.min(mostMatches, Math.ceil(mostTogether / Math.max(1, needles.length)));
  const folded = needles.flatMap((needle, number) =>
    needleRanges(text.folded, needle, limit).map((range) => ({ ...range, needle: number })),
  );
  folded.sort((a, b) => a.start - b.start || a.end - b.end);
  return withoutLoneCharacters(folded, needles).map(({ start, end, needle }) => ({
    start: text.map.originalStart(start),
    end: text.map.originalEnd(end),
    needle,
  }));
}

function isSingle({ text, isPart }: Needle): boolean {
  return isPart && text.length === 1 && isUnspaced(text, 0);
}

function withoutLoneCharacters(matches: readonly Match[], needles: readonly Needle[]): readonly Match[] {
  if (needles.every(isSingle)) return matches;
  const single = needles.map(isSingle);
  return matches.filter(({ start, end, needle }, i) => {
    const [before, after] = [matches[i - 1], matches[i + 1]];
    return (
      single[needle] !== true ||
      (before !== undefined && before.end >= start) ||
      (after !== undefined && after.start <= end)
    );
  });
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
