import type { Article } from '../../corpus/index.js';
import type { FacetField, FilterField } from '../answer/search-answer.js';

/** One document's entry in all columns. */
export type ColumnFields = Readonly<Record<FilterField, readonly string[]>> & { readonly time: number };

function single(value: string | null): string[] {
  return value === null ? [] : [value];
}

/** The column entry of an article. */
export function columnFields(article: Article): ColumnFields {
  return {
    section: single(article.section),
    source: single(article.source),
    author: single(article.author),
    tag: [...new Set(article.tags)],
    time: article.publishedAt === null ? Number.NaN : Date.parse(article.publishedAt),
  };
}

/** Whether a facet counts a column of values (not a stretch of time). */
export function isValueField(field: FacetField): field is FilterField {
  return field !== 'month' && field !== 'year';
}
