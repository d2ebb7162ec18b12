import type { FacetCount, FacetField, FilterField } from '../../answer/search-answer.js';
import { formatMonth } from '../shanghai-calendar.js';
import type { Bitset } from './bitset.js';
import { isValueField } from './columns.js';
import type { Documents } from './documents.js';

const byText = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

function countValues(documents: Documents, matching: Bitset, field: FilterField): FacetCount[] {
  const column = documents.columns.values[field];
  const counts = new Uint32Array(column.size);
  matching.forEach((document) => {
    for (const number of column.of(document)) counts[number] = (counts[number] ?? 0) + 1;
  });
  const found: FacetCount[] = [];
  counts.forEach((count, number) => {
    if (count > 0) found.push({ value: column.valueOf(number), count });
  });
  return found.sort((a, b) => b.count - a.count || byText(a.value, b.value));
}

/** Articles a period, a period being so many months; named by the first `length` characters of its first month. */
function countPeriods(documents: Documents, matching: Bitset, monthsEach: number, length: number): FacetCount[] {
  const counts = new Map<number, number>();
  const { months } = documents.columns;
  matching.forEach((document) => {
    const period = Math.floor((months[document] ?? Number.NaN) / monthsEach);
    if (!Number.isNaN(period)) counts.set(period, (counts.get(period) ?? 0) + 1);
  });
  return [...counts]
    .sort(([a], [b]) => b - a)
    .map(([period, count]) => ({ value: formatMonth(period * monthsEach).slice(0, length), count }));
}

/** Exact counts of a facet over a set: the most frequent values first; months (`YYYY-MM`) and years newest first. */
export function countFacet(documents: Documents, matching: Bitset, field: FacetField, size: number): FacetCount[] {
  if (isValueField(field)) return countValues(documents, matching, field).slice(0, size);
  const periods = field === 'year' ? countPeriods(documents, matching, 12, 4) : countPeriods(documents, matching, 1, 7);
  return periods.slice(0, size);
}
