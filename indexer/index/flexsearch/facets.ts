import type { FacetCount, FacetField, FilterField } from '../../answer/search-answer.js';
import { monthOfDay } from '../shanghai-calendar.js';
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

/** Articles a day, from which months and years are summed up. */
function countDays(documents: Documents, matching: Bitset): Map<number, number> {
  const counts = new Map<number, number>();
  const { days } = documents.columns;
  matching.forEach((document) => {
    const day = days[document] ?? Number.NaN;
    if (!Number.isNaN(day)) counts.set(day, (counts.get(day) ?? 0) + 1);
  });
  return counts;
}

function countPeriods(documents: Documents, matching: Bitset, length: number): FacetCount[] {
  const counts = new Map<string, number>();
  for (const [day, count] of countDays(documents, matching)) {
    const period = monthOfDay(day).slice(0, length);
    counts.set(period, (counts.get(period) ?? 0) + count);
  }
  return [...counts].map(([value, count]) => ({ value, count })).sort((a, b) => byText(b.value, a.value));
}

/** Exact counts of a facet over a set: the most frequent values first; months (`YYYY-MM`) and years newest first. */
export function countFacet(documents: Documents, matching: Bitset, field: FacetField, size: number): FacetCount[] {
  if (isValueField(field)) return countValues(documents, matching, field).slice(0, size);
  return countPeriods(documents, matching, field === 'year' ? 4 : 7).slice(0, size);
}
