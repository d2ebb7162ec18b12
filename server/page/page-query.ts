import { z } from 'zod';
import type { Filters } from '../../indexer/index.js';

/** The lists that the page can filter by, in the order of its chips. */
export const listFilters = ['section', 'source', 'author', 'tag'] as const;
export type ListFilter = (typeof listFilters)[number];

/** What the address of a page of results says. */
export interface PageQuery {
  readonly q: string;
  readonly section: readonly string[];
  readonly source: readonly string[];
  readonly author: readonly string[];
  readonly tag: readonly string[];
  /** `2024-11`, or `null`. */
  readonly month: string | null;
  readonly sort: 'relevance' | 'newest';
  /** From 1. */
  readonly page: number;
}

/** Hits a page, and the last page that can be asked for. */
export const pageSize = 10;
export const lastPage = 1000;

/** More values than a reader would choose; each costs the index a little. */
const valuesAtMost = 20;

/** The first of what may be given more than once. */
const first = (value: unknown): unknown => (Array.isArray(value) ? value[0] : value);
const filledIn = (value: unknown): unknown[] => [value ?? []].flat().filter((one) => one !== '');
const values = z.preprocess(
  (value) => [...new Set(filledIn(value))].slice(0, valuesAtMost),
  z.array(z.string()).catch([]),
);

const pageQuery: z.ZodType<PageQuery> = z.object({
  q: z.preprocess(first, z.string().trim().catch('')),
  section: values,
  source: values,
  author: values,
  tag: values,
  month: z.preprocess(
    first,
    z
      .stringFormat('month', /^[12]\d{3}-(?:0[1-9]|1[0-2])$/)
      .nullable()
      .catch(null),
  ),
  sort: z.preprocess(first, z.enum(['relevance', 'newest']).catch('relevance')),
  page: z.preprocess((value) => Number(first(value)), z.int().min(1).max(lastPage).catch(1)),
});

/** Reads the address of a page. What makes no sense there is passed over: a reader's bad link still shows something. */
export function readPageQuery(query: unknown): PageQuery {
  return pageQuery.parse(query);
}

/** The query string for an address, with `?`; empty where everything is as usual. */
export function writePageQuery(query: PageQuery): string {
  const parameters = new URLSearchParams();
  if (query.q !== '') parameters.set('q', query.q);
  for (const field of listFilters) for (const value of query[field]) parameters.append(field, value);
  if (query.month !== null) parameters.set('month', query.month);
  if (query.sort !== 'relevance') parameters.set('sort', query.sort);
  if (query.page !== 1) parameters.set('page', String(query.page));
  return parameters.size === 0 ? '' : `?${parameters.toString()}`;
}

/** The address of a page of results. */
export function searchHref(query: PageQuery): string {
  return `/${writePageQuery(query)}`;
}

/** The same question with the value of a filter added, or taken away where it was set; from the first page. */
export function toggled(query: PageQuery, field: ListFilter, value: string): PageQuery {
  const isSet = query[field].includes(value);
  const rest = query[field].filter((one) => one !== value);
  return { ...query, [field]: isSet ? rest : [...rest, value], page: 1 };
}

/** The same words without any filter. */
export function unfiltered(query: PageQuery): PageQuery {
  return { ...query, section: [], source: [], author: [], tag: [], month: null, page: 1 };
}

/** Whether any filter is set. */
export function isFiltered(query: PageQuery): boolean {
  return query.month !== null || listFilters.some((field) => query[field].length > 0);
}

/** The page's filters for the search service; a month is its first to its last day. */
export function filtersOf({ section, source, author, tag, month }: PageQuery): Filters {
  return { section, source, author, tag, ...daysOf(month) };
}

function daysOf(month: string | null): { readonly from: string | null; readonly to: string | null } {
  if (month === null) return { from: null, to: null };
  const [year = 0, number = 0] = month.split('-').map(Number);
  const days = new Date(Date.UTC(year, number, 0)).getUTCDate();
  return { from: `${month}-01`, to: `${month}-${days}` };
}
