import type { Article, FoldedArticle } from '../corpus/index.js';
import { fold } from './analyzer/fold.js';
import { OffsetMap } from './analyzer/offset-map.js';
import { ByteReader, ByteWriter } from './bytes.js';

/**
 * The searchable fields in the order in which they are joined. Folding leaves `\n` and `\t` to us:
 * `\n` separates fields and `\t` the values of one field, so no match runs over either.
 */
export const textFields = ['title', 'section', 'source', 'author', 'tag', 'caption', 'body'] as const;
export type TextField = (typeof textFields)[number];

const FIELD_END = '\n';
const VALUE_END = '\t';

/** A stretch of a text, in UTF-16 units, the end excluded. */
export interface TextRange {
  readonly start: number;
  readonly end: number;
}

/** Folds all searchable fields of an article, with the way back for title and body. */
export function foldArticle(article: Article): FoldedArticle {
  const title = fold(article.title);
  const body = fold(article.body);
  const captions = article.images.map((image) => image.caption ?? '');
  const single = [article.section ?? '', article.source ?? '', article.author ?? ''];
  const plain = [...single.map((value) => fold(value).text), foldValues(article.tags), foldValues(captions)];
  const maps = new ByteWriter();
  title.map.write(maps);
  body.map.write(maps);
  return { text: [title.text, ...plain, body.text].join(FIELD_END), map: maps.build() };
}

function foldValues(values: readonly string[]): string {
  return values
    .map((value) => fold(value).text)
    .filter((value) => value !== '')
    .join(VALUE_END);
}

/** Where a field stands in the joined text of `foldArticle`. */
export function fieldRange(text: string, field: TextField): TextRange {
  let start = 0;
  for (let before = textFields.indexOf(field); before > 0; before--) start = text.indexOf(FIELD_END, start) + 1;
  const end = text.indexOf(FIELD_END, start);
  return { start, end: end < 0 ? text.length : end };
}

/** Where the title ends and the body begins in the joined text of `foldArticle`: the places by which it is ranked. */
export interface TextParts {
  readonly titleEnd: number;
  readonly bodyStart: number;
}

/** The parts of a joined text. */
export function textParts(text: string): TextParts {
  return { titleEnd: fieldRange(text, 'title').end, bodyStart: fieldRange(text, 'body').start };
}

/** Folded characters before a place in the title or the body, whichever it is in; `Infinity` where it is in neither. */
export function leadOf(at: number, { titleEnd, bodyStart }: TextParts): number {
  if (at < titleEnd) return at;
  return at >= bodyStart ? at - bodyStart : Infinity;
}

/** Title and body of a folded article, each with its way back to the original. */
export interface FoldedParts {
  readonly title: { readonly text: string; readonly map: OffsetMap };
  readonly body: { readonly text: string; readonly map: OffsetMap };
}

/** Unpacks what `foldArticle` packed. */
export function foldedParts(folded: FoldedArticle): FoldedParts {
  const maps = new ByteReader(folded.map);
  const [titleMap, bodyMap] = [OffsetMap.read(maps), OffsetMap.read(maps)];
  const [title, body] = [fieldRange(folded.text, 'title'), fieldRange(folded.text, 'body')];
  return {
    title: { text: folded.text.slice(title.start, title.end), map: titleMap },
    body: { text: folded.text.slice(body.start, body.end), map: bodyMap },
  };
}
