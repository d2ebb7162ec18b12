import type { Facts } from '../facts.js';
import { factsOf } from './article-lines.js';
import { BODY_WORDS, DATE, SPLIT, voice } from './fact-values.js';
import { labelVoices, SOURCE_LABEL } from './labelled-facts.js';
import { ancestors, type Line, namesOf, type Piece, spacedText } from './lines.js';
import { cleanName, isOrganization, isPeople, isSurelyPeople } from './names.js';
import type { PageField, Voice } from './voice.js';

/** Where the article stands among the page's lines. */
export interface Span {
  /** -1 where the headline is in no line. */
  readonly titleAt: number;
  /** The first and last line of the body; -1 where it is empty. */
  readonly first: number;
  readonly last: number;
}

const BAIDU_FIELDS: Readonly<Record<string, PageField>> = {
  pubtime: 'publishedAt',
  source: 'source',
  author: 'author',
};
const BAIDU = /^(pubtime|source|author|editor)-baidu\b/;
const NAMED: readonly (readonly [PageField, RegExp])[] = [
  [
    'publishedAt',
    /(?:^|[\s-])(?:date-published|pub-?time|pub-?date|post-?time|publish\w*|(?:\w+-)?(?:time|date)|shijian|riqi)(?=[\s-]|\d*$|$)/,
  ],
  [
    'source',
    /(?:^|[\s-])(?:\w{0,8}source\w{0,5}|laiyuan|ly|origin|from|media(?:-?name)?|site-?name|copyfrom)(?=[\s-]|$)/,
  ],
  ['author', /(?:^|[\s-])(?:authors?(?:-?name)?|writer|zuozhe|reporter|byline|jizhe)(?=[\s-]|$)/],
  ['section', /(?:^|[\s-])(?:catalog|category|lanmu|(?:column|channel|section)-?name)(?=[\s-]|$)/],
  ['editor', /(?:^|[\s-])(?:editors?|bianji|zebian|zerenbianji)(?=[\s-]|$)/],
];
const YEARLESS = /(?:^|[^\d年/-])(\d{1,2})(?:月|[-/])(\d{1,2})日?\s{0,4}(\d{1,2})[:：](\d{2})/;

/** Lines above the headline, and below the last of the body, in which facts may stand. */
const ABOVE = 8;
const BELOW = 15;
/** Lines behind the body that are still its end; what stands further off is more often about other stories or accounts. */
const NEAR = 3;
/** Lines below the headline, where the body starts later or is not found. */
const HEAD = 25;

/** What the lines around the headline and behind the body say, and elements that are named for what they hold. */
export function shownVoices(lines: readonly Line[], span: Span): readonly Voice[] {
  const headEnd =
    span.first < 0 ? span.titleAt + HEAD : Math.max(span.first + 2, Math.min(span.titleAt + 8, span.last));
  const under = slice(lines, Math.max(span.titleAt + 1, span.first - HEAD), headEnd);
  const above = slice(lines, span.titleAt - ABOVE, span.titleAt);
  const behind = span.last < 0 ? [] : slice(lines, Math.max(span.first + 1, span.last - 2), span.last + NEAR);
  const far = span.last < 0 ? [] : slice(lines, Math.max(span.first + 1, span.last + NEAR), span.last + BELOW);
  return [
    ...baiduVoices(lines),
    ...under.flatMap((line) => lineVoices(line, 'under the headline', 0.05)),
    ...nameBesideTime(under),
    ...above.flatMap((line) => lineVoices(line, 'above the headline', -0.05)),
    ...behind.flatMap((line) => lineVoices(line, 'behind the body', -0.15)),
    ...far.flatMap((line) => lineVoices(line, 'far behind the body', -0.3)),
  ];
}

/** A time without its year near the headline, `MM-DDTHH:MM` with two digits each; `null` where there is none. */
export function yearlessTime(lines: readonly Line[], { titleAt, first }: Span): string | null {
  for (const line of slice(lines, titleAt + 1, first < 0 ? titleAt + HEAD : first + 1)) {
    const match = line.text.length > 100 || DATE.test(line.text) ? null : YEARLESS.exec(line.text);
    if (match === null) continue;
    // A day of one digit glued to the hour: `10-0812:00`.
    const [, month = '', day = '', hour = '', minute = ''] = match;
    return `${month.padStart(2, '0')}-${day.padStart(2, '0')}T${hour.padStart(2, '0')}:${minute}`;
  }
  return null;
}

function slice(lines: readonly Line[], from: number, end: number): readonly Line[] {
  return lines.slice(Math.max(0, from), Math.max(0, end)).filter((line) => !line.hidden || line.text.length < 60);
}

/** Elements with the ids that Baidu asks of pages: `pubtime_baidu` and the like. */
function baiduVoices(lines: readonly Line[]): readonly Voice[] {
  return lines.flatMap((line) =>
    [...new Set(line.pieces.map(({ element }) => element))].flatMap((element) => {
      for (const around of [...ancestors(element)].slice(0, 3)) {
        const name = BAIDU.exec(namesOf(around))?.[1];
        if (name === undefined) continue;
        const text = line.pieces
          .filter((piece) => [...ancestors(piece.element)].includes(around))
          .map((piece) => piece.text)
          .join(' ');
        return voice(BAIDU_FIELDS[name] ?? 'editor', text, `id ${name}_baidu`, 0.95);
      }
      return [];
    }),
  );
}

function lineVoices(line: Line, where: string, bonus: number): readonly Voice[] {
  if (line.text === '' || line.text.length > 300) return [];
  const facts = factsOf(line);
  const ofFacts = facts === null ? [] : factVoices(facts, line, `line of facts ${where}`, 0.85 + bonus);
  const ofNames = line.text.length > 160 ? [] : line.pieces.flatMap((piece) => pieceVoices(piece, where, bonus));
  const isProse = BODY_WORDS.test(line.text) && line.text.length > 60;
  return isProse
    ? ofFacts
    : [
        ...ofFacts,
        ...ofNames,
        ...timeElements(line, where, bonus),
        ...labelVoices(line, where, bonus),
        ...dateVoices(line, where, bonus),
      ];
}

function factVoices(facts: Facts, line: Line, from: string, sureness: number): readonly Voice[] {
  return (['publishedAt', 'updatedAt', 'source', 'author', 'editor'] as const).flatMap((field) => {
    const value = facts[field];
    if (value === null) return [];
    // A bare name beside the time is the paper's, unless it is that of a person.
    const isWriter = field === 'source' && isSurelyPeople(value) && !SOURCE_LABEL.test(line.text);
    return isWriter ? voice('author', value, from, sureness - 0.1) : voice(field, value, from, sureness);
  });
}

/** `<time datetime>`, in which pages tell the hour that they show as a day, or in words. */
function timeElements(line: Line, where: string, bonus: number): readonly Voice[] {
  const elements = new Set(line.pieces.flatMap(({ element }) => [...ancestors(element)].slice(0, 2)));
  return [...elements].flatMap((element) => {
    const told = element.name === 'time' ? (element.attribs['datetime'] ?? '') : '';
    const field = /updat|modif/i.test(namesOf(element)) ? 'updatedAt' : 'publishedAt';
    return told === '' ? [] : voice(field, told, `time element ${where}`, 0.82 + bonus);
  });
}

function pieceVoices({ element, text }: Piece, where: string, bonus: number): readonly Voice[] {
  for (const around of [...ancestors(element)].slice(0, 2)) {
    const names = namesOf(around);
    const field = NAMED.find(([, pattern]) => pattern.test(names))?.[0];
    // Above the headline such names are those of menus.
    if (field === 'section' && (bonus < 0 || text.length > 15)) continue;
    if (field !== undefined && text.length <= 60)
      return voice(field, text, `class or id ${names.trim().slice(0, 40)} ${where}`, 0.75 + bonus);
  }
  return [];
}

function dateVoices(line: Line, where: string, bonus: number): readonly Voice[] {
  const updated = /更新|修改/.test(line.text) && !/发布|發布|發佈/.test(line.text);
  const match =
    line.text.length > 120
      ? null
      : (DATE.exec(line.text) ?? DATE.exec(spacedText(line)) ?? SPLIT.exec(spacedText(line)));
  if (match === null) return [];
  const sureness = match.index < 40 ? 0.7 : 0.5;
  return voice(updated ? 'updatedAt' : 'publishedAt', match[0], `date ${where}`, sureness + bonus);
}

/** A short name alone in the line before or behind the time, such as a paper or its reporter. */
function nameBesideTime(lines: readonly Line[]): readonly Voice[] {
  const texts = lines.filter(({ text }) => text !== '');
  const at = texts.findIndex(({ text }) => text.length < 60 && DATE.test(text));
  if (at < 0) return [];
  const within = (texts[at] === undefined ? '' : spacedText(texts[at]))
    .replace(DATE, '|')
    .split('|')
    .flatMap((rest) => [rest, ...rest.split(/\s+/)]);
  const beside = [texts[at - 1], texts[at + 1]].map((line) => line?.text ?? '');
  return [...within, ...beside].flatMap((text, side) => {
    const name = cleanName(text).replace(/^[·•・]\s*/, '');
    if (name === '' || name.length > 24 || /[，。！？\d]/.test(name)) return [];
    return nameVoices(name, side < within.length ? 0.6 : side === within.length ? 0.55 : 0.45);
  });
}

function nameVoices(name: string, sureness: number): readonly Voice[] {
  const from = 'name beside the time';
  const both = /^(.{2,12}?)\s*(?:特约|实习|见习|首席|高级)?(?:记者|記者)\s*(.{2,20})$/.exec(name);
  if (both !== null)
    return [...voice('source', both[1] ?? '', from, sureness), ...voice('author', both[2] ?? '', from, sureness + 0.1)];
  const reporter = /^(?:本[报网刊台]|特约|实习|见习|首席)?(?:记者|記者)\s*(\p{Script=Han}{2,4})$/u.exec(name)?.[1];
  if (reporter !== undefined) return voice('author', reporter, from, sureness + 0.1);
  if (isOrganization(name)) return voice('source', name, from, sureness);
  return isPeople(name) ? voice('author', name, from, sureness) : [];
}
