import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Readability } from '@mozilla/readability';
import { parseHTML } from 'linkedom';
import { decodePage } from '../../../corpus/page/charset.js';
import { readHtmlPage } from '../../../corpus/page/html/read-html-page.js';
import { markdownTable } from '../../markdown-table.js';

/** What a person read off a page; see the README of the evaluation data. */
interface Label {
  readonly file: string;
  readonly charset: string;
  readonly title: string;
  readonly published: string | null;
  readonly source: string | null;
  readonly author: string | null;
  readonly section: string | null;
  readonly body_first: string;
  readonly body_last: string;
  readonly body_contains: readonly string[];
  readonly body_excludes: readonly string[];
}

/** How many pages were right in a field, of those that have it, for ours and for Readability; `null` is not offered. */
export interface FieldScore {
  readonly field: string;
  readonly of: number;
  readonly ours: number;
  readonly readability: number | null;
}

/** What the evaluation of pages says. */
export interface PageFigures {
  readonly set: 'pages';
  readonly scores: readonly FieldScore[];
  /** Our mean time of a page, decoding included. */
  readonly milliseconds: number;
  /** `file field: expected | found`, one for each field of ours that is not right. */
  readonly wrong: readonly string[];
}

type Said = Readonly<Record<string, string | null>>;

const squeeze = (text: string | null): string => (text ?? '').replace(/\s/g, '');
const fields = ['charset', 'title', 'time', 'source', 'author', 'section', 'body'] as const;

/** Reads all labelled pages of a folder, with ours and with Readability, and counts what is right. */
export function evaluatePages(folder: string): PageFigures {
  const lines = readFileSync(join(folder, 'labels.jsonl'), 'utf8').split('\n').filter(Boolean);
  const labels = lines.map((line): Label => JSON.parse(line)); // the form its README gives
  const wrong: string[] = [];
  const right = { ours: new Map<string, number>(), theirs: new Map<string, number>(), of: new Map<string, number>() };
  const add = (counts: Map<string, number>, field: string): unknown => counts.set(field, (counts.get(field) ?? 0) + 1);
  let milliseconds = 0;
  for (const label of labels) {
    const bytes = readFileSync(join(folder, label.file));
    const started = performance.now();
    const ours = readOurs(bytes);
    milliseconds += (performance.now() - started) / labels.length;
    const theirs = readTheirs(new TextDecoder(label.charset).decode(bytes));
    for (const field of fields) {
      const expected = expectedOf(label, field);
      if (expected === null) continue;
      add(right.of, field);
      if (isRight(label, field, theirs)) add(right.theirs, field);
      if (isRight(label, field, ours)) add(right.ours, field);
      else
        wrong.push(
          `${label.file} ${field}: ${field === 'body' ? bodyFault(label, ours['body'] ?? '') : `${expected} | ${ours[field]}`}`,
        );
    }
  }
  const scores = fields.map((field) => ({
    field,
    of: right.of.get(field) ?? 0,
    ours: right.ours.get(field) ?? 0,
    readability: field === 'title' || field === 'body' ? (right.theirs.get(field) ?? 0) : null,
  }));
  return { set: 'pages', scores, milliseconds, wrong };
}

/** The figures as a Markdown table. */
export function pageTable({ scores, milliseconds }: PageFigures): string {
  const rows = scores.map(({ field, of, ours, readability }) => [
    field,
    String(of),
    String(ours),
    String(readability ?? ''),
  ]);
  return markdownTable(['', 'pages', 'ours', 'Readability'], [...rows, ['ms a page', '', milliseconds.toFixed(1), '']]);
}

function readOurs(bytes: Uint8Array): Said {
  const { text, charset } = decodePage(bytes);
  const page = readHtmlPage(text);
  const { title, body, source, author, section, publishedAt, kind } = page;
  return { charset, title, body: kind === 'article' ? body : '', source, author, section, time: publishedAt };
}

function readTheirs(html: string): Said {
  // linkedom's document has what Readability uses of a browser's.
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- the two packages do not name one type for it
  const { document } = parseHTML(html) as unknown as { document: ConstructorParameters<typeof Readability>[0] };
  const article = new Readability(document).parse();
  return { title: article?.title ?? null, body: article?.textContent ?? null };
}

function expectedOf(label: Label, field: (typeof fields)[number]): string | null {
  return field === 'time' ? label.published : field === 'body' ? label.body_first : label[field];
}

function isRight(label: Label, field: (typeof fields)[number], said: Said): boolean {
  const found = said[field] ?? null;
  if (field === 'body') return bodyFault(label, found ?? '') === '';
  if (field === 'time') return isSameTime(label.published ?? '', found ?? '');
  const names = (text: string | null): string => squeeze(text).replace(/[、,，&]/g, '');
  return names(found) === names(expectedOf(label, field));
}

/** The minute counts where the label has one; else the day. */
function isSameTime(expected: string, found: string): boolean {
  if (/[+]00:00$/.test(expected)) return Date.parse(expected) === Date.parse(found.slice(0, 16) + found.slice(19));
  return found.startsWith(expected.slice(0, 16));
}

function bodyFault(label: Label, found: string): string {
  const body = squeeze(found);
  const lacks = [label.body_first, label.body_last, ...label.body_contains].find(
    (text) => !body.includes(squeeze(text)),
  );
  if (lacks !== undefined) return `lacks ${lacks}`;
  const holds = label.body_excludes.find((text) => body.includes(squeeze(text)));
  return holds === undefined ? '' : `holds ${holds}`;
}
