import type { Document } from 'domhandler';
import { getElementsByTagName, textContent } from 'domutils';
import { firstUnits, oneLine } from '../../plain-text.js';
import { ancestors, type Line } from './lines.js';
import type { Voice } from './voice.js';

/** The headline as chosen. */
export interface FoundTitle {
  /** Empty where the page has none. */
  readonly title: string;
  /** The index of the line that shows it; -1 where none does. */
  readonly at: number;
  readonly voices: readonly Voice[];
}

const HEADING = /^h[1-4]$/;
const SEPARATOR = /\s*(?:[_|｜丨]|--+|—{1,2}|\s[-–·]\s|-(?=[^-]{2,12}$))\s*/;
const SIGNS = /[^\p{L}\p{N}]+/gu;
const SHORTEST = 4;
const LONGEST = 200;
/** Characters of a headline that `<title>` may leave out, where it starts the same. */
const SAME_START = 12;

/**
 * The headline: the line that `<title>` (else the metas) starts with, a heading where there is one, so that the names of
 * site and section behind it fall away; without such a line the text of `<title>` up to these names, then the first heading.
 * @param claimed voices for the title from metas and JSON-LD, the surest first
 */
export function findTitle(page: Document, lines: readonly Line[], claimed: readonly Voice[]): FoundTitle {
  const named = oneLine(textContent(getElementsByTagName('title', page, true, 1))).replace(/\s+/g, ' ');
  const sayings = [named, ...claimed.map(({ value }) => value)].filter((text) => text !== '');
  const at = bestLine(lines, sayings);
  const shown = lines[at]?.text ?? '';
  const bare = withoutSite(claimed[0]?.value ?? named, sayings);
  const heading = shown === '' && bare === '' ? lines.findIndex((line) => headingOf(line) !== null) : -1;
  const voices: Voice[] = [
    ...voice(shown, 'a line that <title> begins with', 0.9),
    ...voice(bare, claimed[0]?.from ?? '<title>', 0.6),
    ...voice(lines[heading]?.text ?? '', 'the first heading', 0.3),
  ];
  return { title: voices[0]?.value ?? '', at: at >= 0 ? at : heading, voices };
}

/** Parts of `<title>` behind the headline: the names of section and site, in order. */
export function titleSuffixes(page: Document, title: string): readonly string[] {
  const named = oneLine(textContent(getElementsByTagName('title', page, true, 1)));
  if (title === '' || !named.startsWith(title)) return [];
  return named
    .slice(title.length)
    .split(/[\s_|｜丨—–-]+/)
    .filter((part) => part !== '');
}

function voice(value: string, from: string, sureness: number): readonly Voice[] {
  return value === '' ? [] : [{ field: 'title', value, from, sureness }];
}

/** The best line by how much of what is claimed it covers, headings and what comes first before others; -1 for none. */
function bestLine(lines: readonly Line[], sayings: readonly string[]): number {
  const keys = sayings.map(key);
  let best = -1;
  let most = 0;
  for (const [at, line] of lines.entries()) {
    const covered = line.text.length > LONGEST ? 0 : Math.max(0, ...keys.map((said) => cover(said, key(line.text))));
    if (covered === 0) continue;
    const heading = headingOf(line);
    const score =
      covered + (heading === null ? 0 : heading === 'h1' ? 8 : 5) - (line.linked > 0.5 ? 6 : 0) - (line.hidden ? 4 : 0);
    if (score > most) [best, most] = [at, score];
  }
  return best;
}

/** Characters of the line that the claim starts with (or that start the same, where the claim was cut); 0 for no match. */
function cover(said: string, text: string): number {
  if (text.length < SHORTEST) return text !== '' && said === text ? text.length : 0;
  if (said.startsWith(text)) return text.length;
  const isCut = said.length >= SAME_START && text.startsWith(said.slice(0, Math.max(SAME_START, said.length - 8)));
  if (isCut && text.length <= said.length * 2) return sameStart(said, text);
  return text.length >= 8 && said.includes(text) ? text.length / 2 : 0;
}

/** Characters that two texts start with alike. */
function sameStart(one: string, other: string): number {
  let at = 0;
  while (at < one.length && one[at] === other[at]) at++;
  return at;
}

function key(text: string): string {
  return text.normalize('NFKC').replace(SIGNS, '').toLowerCase();
}

function headingOf(line: Line): string | null {
  let depth = 0;
  for (const { name } of ancestors(line.block)) {
    if (HEADING.test(name)) return name;
    if (++depth > 2) break;
  }
  return null;
}

/** The claim up to the names of section and site; a claim that another one starts with is that one. */
function withoutSite(said: string, sayings: readonly string[]): string {
  const inOther = sayings.find((other) => other.length >= 8 && other !== said && said.startsWith(other));
  if (inOther !== undefined) return inOther;
  const parts = firstUnits(said, LONGEST * 2).split(SEPARATOR);
  const first = parts[0] ?? '';
  return first.length >= 8 || parts.length > 2 || first.length > (parts[1] ?? '').length ? first : said;
}
