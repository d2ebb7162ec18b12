import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { z } from 'zod';

/** A document to be found. */
export interface Document {
  readonly id: string;
  readonly title: string;
  readonly body: string;
  readonly publishedAt?: string | undefined;
}

const documentSchema: z.ZodType<Document> = z.object({
  id: z.string(),
  title: z.string(),
  body: z.string(),
  publishedAt: z.string().optional(),
});

/** Which of two parts of a set a query is in: one that settings may be tuned on, and one that is only measured. */
export type Part = 'tuning' | 'untouched';

/** A query with the grade of each document that answers it. */
export interface JudgedQuery {
  readonly id: string;
  readonly text: string;
  readonly grades: ReadonlyMap<string, number>;
  readonly part: Part;
}

/** Documents, and queries of which is known what answers them. */
export interface JudgedSet {
  readonly name: string;
  readonly documents: readonly Document[];
  readonly queries: readonly JudgedQuery[];
}

/** Where a set's files are, below the data folder; `news`: its documents are made of a news file. */
interface Source {
  readonly folder: string;
  readonly queries: string;
  readonly qrels: string;
  readonly news?: { readonly file: string; readonly keepTitle: boolean };
}

const sources: Readonly<Record<string, Source>> = {
  cmrc2018: { folder: 'judged/cmrc2018', queries: 'queries.jsonl', qrels: 'qrels.tsv' },
  'xquad-zh': { folder: 'judged/xquad-zh', queries: 'queries.jsonl', qrels: 'qrels.tsv' },
  'known-item-xwlb': {
    folder: 'judged/known-item-xwlb',
    queries: 'queries.jsonl',
    qrels: 'qrels.tsv',
    news: { file: 'news/xwlb.ndjson.gz', keepTitle: false },
  },
  'known-item-xwlb-tags': {
    folder: 'judged/known-item-xwlb',
    queries: 'queries.tags.jsonl',
    qrels: 'qrels.tags.tsv',
    news: { file: 'news/xwlb.ndjson.gz', keepTitle: true },
  },
  'known-item-taiwan': {
    folder: 'judged/known-item-taiwan',
    queries: 'queries.jsonl',
    qrels: 'qrels.tsv',
    news: { file: 'news/taiwan.ndjson.gz', keepTitle: false },
  },
};

/** The names of all sets there are. */
export const setNames: readonly string[] = Object.keys(sources);

function readLines<T>(schema: z.ZodType<T>, text: string): T[] {
  const lines = text.split('\n').filter((line) => line !== '');
  return lines.map((line) => schema.parse(JSON.parse(line)));
}

/** The articles of a news file. @param path of a gzipped NDJSON file */
export function readNews(path: string): Document[] {
  return readLines(documentSchema, gunzipSync(readFileSync(path)).toString('utf8'));
}

/** Without the title, also where the body repeats it at its start: else each title would find itself. */
function withoutTitle({ title, body, ...rest }: Document): Document {
  const repeats = title !== '' && body.startsWith(title);
  return { ...rest, title: '', body: repeats ? body.slice(title.length).trimStart() : body };
}

function readDocuments(data: string, { folder, news }: Source): Document[] {
  if (news === undefined) return readLines(documentSchema, readFileSync(join(data, folder, 'corpus.jsonl'), 'utf8'));
  const articles = readNews(join(data, news.file));
  return news.keepTitle ? articles : articles.map(withoutTitle);
}

/** Grades by document, by query. */
function readGrades(path: string): Map<string, Map<string, number>> {
  const grades = new Map<string, Map<string, number>>();
  for (const line of readFileSync(path, 'utf8').split('\n')) {
    const [query = '', id = '', grade = '0'] = line.split('\t');
    if (line !== '') grades.set(query, (grades.get(query) ?? new Map<string, number>()).set(id, Number(grade)));
  }
  return grades;
}

/** Half of the queries each, by a hash of their ids, so that the parts never change. */
function partOf(id: string): Part {
  return (createHash('sha256').update(id).digest()[0] ?? 0) % 2 === 0 ? 'tuning' : 'untouched';
}

/**
 * Reads a judged set.
 * @param data path of the folder with `judged/` and `news/`
 * @param name one of `setNames`
 */
export function readJudgedSet(data: string, name: string): JudgedSet {
  const source = sources[name];
  if (source === undefined) throw new Error(`no set is called ${name}; there are ${setNames.join(', ')}`);
  const grades = readGrades(join(data, source.folder, source.qrels));
  const query = z.object({ id: z.string(), text: z.string() });
  const queries = readLines(query, readFileSync(join(data, source.folder, source.queries), 'utf8'));
  return {
    name,
    documents: readDocuments(data, source),
    queries: queries.map(({ id, text }) => ({ id, text, grades: grades.get(id) ?? new Map(), part: partOf(id) })),
  };
}
