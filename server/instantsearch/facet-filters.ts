import type { ClosedRange } from '../page/time-range.js';
import { allDays, anyOf, bothOf, daysOfMonth, daysOfYear } from './days.js';
import {
  alternativesOf,
  isCountedField,
  isListField,
  listFields,
  UnsupportedRequest,
  type CountedField,
  type ListField,
  type NestedFilters,
} from './requests.js';

/** The values of which articles have one, by field; none: no article can have what is asked for. */
export type ListFilters = Readonly<Partial<Record<ListField, readonly string[]>>>;

/** What facets narrow to. */
export interface FacetFilters {
  readonly lists: ListFilters;
  readonly days: ClosedRange;
}

/** Reads `section:时政`; a leading minus of the value is escaped, one that is not would exclude. */
function parseFilter(filter: string): [field: CountedField, value: string] {
  const colon = filter.indexOf(':');
  const [name, value] = [filter.slice(0, colon), filter.slice(colon + 1)];
  if (colon < 0 || !isCountedField(name)) throw new UnsupportedRequest(`facetFilters: "${filter}" names no facet`);
  if (value === '') throw new UnsupportedRequest(`facetFilters: "${filter}" names no value`);
  if (value.startsWith('-')) throw new UnsupportedRequest(`facetFilters: "${filter}" excludes, which cannot be had`);
  return [name, value.startsWith('\\-') ? value.slice(1) : value];
}

/** The days of years or months, any of which will do. */
function daysOf(field: CountedField, periods: readonly string[]): ClosedRange {
  const ranges = periods.map((period) => {
    const days = field === 'year' ? daysOfYear(period) : daysOfMonth(period);
    if (days === null) throw new UnsupportedRequest(`facetFilters: "${period}" is no ${field}`);
    return days;
  });
  const all = anyOf(ranges);
  if (all !== null) return all;
  throw new UnsupportedRequest(`facetFilters: ${field}s that do not adjoin (${periods.join(', ')}) cannot be had`);
}

/** Which values still will do where those of two filters have to. */
function bothValues(field: ListField, one: readonly string[], other: readonly string[]): readonly string[] {
  const common = one.filter((value) => other.includes(value));
  // An article has one section, but many tags: there only a filter that the other one implies can go.
  if (field === 'tag' && common.length < Math.min(one.length, other.length))
    throw new UnsupportedRequest('facetFilters: all of several tags cannot be asked for, any of them can');
  return common;
}

/**
 * What is left by facet filters: all of the outer list hold, any of each inner one will do.
 * @throws UnsupportedRequest where the service cannot be asked so
 */
export function readFacetFilters(filters?: NestedFilters | null): FacetFilters {
  const lists: Partial<Record<ListField, readonly string[]>> = {};
  let days = allDays;
  for (const entry of alternativesOf(filters)) {
    const alternatives = entry.map(parseFilter);
    const [field] = alternatives[0] ?? [];
    if (field === undefined) continue;
    if (alternatives.some(([other]) => other !== field))
      throw new UnsupportedRequest(`facetFilters: ${JSON.stringify(entry)} has alternatives of several facets`);
    const values = alternatives.map(([, value]) => value);
    if (isListField(field)) lists[field] = bothValues(field, lists[field] ?? values, values);
    else days = bothOf(days, daysOf(field, values));
  }
  return { lists, days };
}

/** Writes the filters by lists of values into an address. */
export function writeLists(lists: ListFilters, address: URLSearchParams): void {
  for (const field of listFields) for (const value of lists[field] ?? []) address.append(field, value);
}
