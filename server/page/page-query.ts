import { z } from 'zod';
import type { Filters } from '../../indexer/index.js';
import { anyTime, isMonth, isSameRange, monthOf, monthRange, type TimeRange } from './time-range.js';

/** The lists that the page can filter by, in the order of its chips. */
export const listFilters = ['section', 'source', 'author', 'tag'] as const;
export type ListFilter = (typeof listFilters)[number];

/** What the address of a page of results says. */
export interface PageQuery extends TimeRange {
  readonly q: string;
  readonly section: readonly string[];
  readonly source: readonly string[];
  readonly author: readonly string[];
  readonly tag: readonly string[];
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

const day = z.preprocess(first, z.iso.date().nullable().catch(null));

const pageQuery: z.ZodType<PageQuery> = z.object({
  q: z.preprocess(first, z.string().trim().catch('')),
  section: values,
  source: values,
  author: values,
  tag: values,
  from: day,
  to: day,
  sort: z.preprocess(first, z.enum(['relevance', 'newest']).catch('relevance')),
  page: z.preprocess((value) => Number(first(value)), z.int().min(1).max(lastPage).catch(1)),
});

const parameters = z.record(z.string(), z.unknown()).catch({});

/** A `month` of an address is short for its days. */
function withDays(query: unknown): unknown {
  const { month, ...rest } = parameters.parse(query);
  const chosen = first(month);
  return isMonth(chosen) ? { ...rest, ...monthRange(chosen) } : rest;
}

/** Reads the address of a page. What makes no sense there is passed over: a reader's bad link still shows something. */
export function readPageQuery(query: unknown): PageQuery {
  const read = pageQuery.parse(withDays(query));
  const isBackwards = read.from !== null && read.to !== null && read.from > read.to;
  return isBackwards ? { ...read, from: read.to, to: read.from } : read;
}

/** The query string for an address, with `?`; empty where everything is as usual. */
export function writePageQuery(query: PageQuery): string {
  const written = new URLSearchParams();
  if (query.q !== '') written.set('q', query.q);
  for (const [name, value] of [...valueFields(query), ...timeFields(query)]) written.append(name, value);
  if (query.sort !== 'relevance') written.set('sort', query.sort);
  if (query.page !== 1) written.set('page', String(query.page));
  return written.size === 0 ? '' : `?${written.toString()}`;
}

/** How an address says a stretch of time: a month by its name. */
export function timeFields(range: TimeRange): [name: string, value: string][] {
  const month = monthOf(range);
  return month === null ? dayFields(range) : [['month', month]];
}

function dayFields({ from, to }: TimeRange): [name: string, value: string][] {
  return Object.entries({ from, to }).flatMap(([name, day]) => (day === null ? [] : [[name, day] as [string, string]]));
}

/** How an address says the values that filter each list. */
export function valueFields(query: PageQuery): [name: string, value: string][] {
  return listFilters.flatMap((field) => query[field].map((value): [string, string] => [field, value]));
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
  return { ...query, ...anyTime, section: [], source: [], author: [], tag: [], page: 1 };
}

/** Whether any filter is set. */
export function isFiltered(query: PageQuery): boolean {
  return !isSameRange(query, anyTime) || listFilters.some((field) => query[field].length > 0);
}

/** The page's filters for the search service. */
export function filtersOf({ section, source, author, tag, from, to }: PageQuery): Filters {
  return { section, source, author, tag, from, to };
}

/** The filters as `/api/search` takes them in an address, without `?`. */
export function filterFields(query: PageQuery): string {
  return new URLSearchParams([...valueFields(query), ...dayFields(query)]).toString();
}

/** The same question of another stretch of time, from the first page. */
export function inTime(query: PageQuery, { from, to }: TimeRange): PageQuery {
  return { ...query, from, to, page: 1 };
}
