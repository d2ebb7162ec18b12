import { readBreadcrumb } from './breadcrumb.js';
import { type Facts, NO_FACTS, readFacts } from './facts.js';
import { isFurniture, isMenu, isPageEnd } from './furniture.js';

/** Where an article begins among the lines of its page. */
export interface Head {
  /** Empty where no line can be one. */
  readonly title: string;
  /** The facts that stand above the headline. */
  readonly facts: Facts;
  /** The index of the line after the headline. */
  readonly bodyAt: number;
  /** The index of the line of facts; -1 where there is none. */
  readonly factsAt: number;
}

/** After so many lines of prose the body has begun, and no line of facts follows. */
const PROSE_BEFORE_FACTS = 3;
/** A page has begun its article by then. */
const HEAD_LINES = 500;
const LONGEST_TITLE = 120;
const SHORTEST_TITLE = 5;

/**
 * Finds the headline: under a breadcrumb the first line that can be one, else the last one above the line of facts,
 * else the first one of the page. Menus, furniture and subtitles (lines that start with a dash) cannot.
 * @param allLines the page's lines, trimmed, without empty ones
 */
export function findHead(allLines: readonly string[]): Head {
  const lines = allLines.slice(0, HEAD_LINES);
  const crumbAt = lines.findIndex((line) => readBreadcrumb(line) !== null);
  const factsAt = findFacts(lines, crumbAt + 1);
  const end = factsAt < 0 ? lines.length : factsAt;
  const inOrder = candidates(lines, crumbAt + 1, end);
  const above = crumbAt >= 0 || factsAt < 0 ? inOrder[0] : inOrder.at(-1);
  const titleAt = above ?? candidates(lines, end + 1, lines.length)[0] ?? -1;
  const isFactsAbove = factsAt >= 0 && factsAt < titleAt;
  const facts = isFactsAbove ? readFacts(lines[factsAt] ?? '') : null;
  return { title: lines[titleAt] ?? '', facts: facts ?? NO_FACTS, bodyAt: titleAt + 1, factsAt };
}

function candidates(lines: readonly string[], from: number, end: number): readonly number[] {
  const all = Array.from({ length: Math.max(0, end - from) }, (_, at) => from + at);
  const possible = all.filter((at) => canBeTitle(lines[at] ?? ''));
  const long = possible.filter((at) => (lines[at] ?? '').length >= SHORTEST_TITLE);
  return long.length > 0 ? long : possible;
}

function canBeTitle(line: string): boolean {
  if (line.length > LONGEST_TITLE || isProse(line) || /^[—–-]/.test(line)) return false;
  return !isFurniture(line) && !isPageEnd(line) && !isMenu(line) && readFacts(line) === null;
}

/** The first line of facts before the body; between paragraphs only one with a time and a name is believed. */
function findFacts(lines: readonly string[], from: number): number {
  let prose = 0;
  for (let at = from; at < lines.length && prose < PROSE_BEFORE_FACTS; at++) {
    const line = lines[at] ?? '';
    const facts = readFacts(line);
    if (facts !== null && (prose === 0 ? isAny(facts) : isStrong(facts))) return at;
    if (isProse(line)) prose++;
  }
  return -1;
}

function isAny({ publishedAt, source, author }: Facts): boolean {
  return publishedAt !== null || source !== null || author !== null;
}

function isStrong({ publishedAt, source, author }: Facts): boolean {
  return publishedAt !== null && (source !== null || author !== null);
}

function isProse(line: string): boolean {
  return line.includes('。') || (line.length > 60 && /[，,；]/.test(line));
}
