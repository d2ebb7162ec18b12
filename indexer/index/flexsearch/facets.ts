import type { FacetCount, FacetField } from '../../answer/search-answer.js';
import { isValueField, type ValueColumn } from './columns.js';
import type { Documents } from './documents.js';

const byText = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

/** The values that some of the documents have, with how many do. */
function counted(column: ValueColumn, matching: Uint32Array): FacetCount[] {
  const found: FacetCount[] = [];
  column.countIn(matching).forEach((count, number) => {
    if (count > 0) found.push({ value: column.valueOf(number), count });
  });
  return found;
}

/** Years of months. */
function byYear(months: readonly FacetCount[]): FacetCount[] {
  const years = new Map<string, number>();
  for (const { value, count } of months) {
    const year = value.slice(0, 4);
    years.set(year, (years.get(year) ?? 0) + count);
  }
  return [...years].map(([value, count]) => ({ value, count }));
}

/** Exact counts of a facet over documents: the most frequent values first; months (`YYYY-MM`) and years newest first. */
export function countFacet(documents: Documents, matching: Uint32Array, field: FacetField, size: number): FacetCount[] {
  const { values, months } = documents.columns;
  if (isValueField(field)) {
    const found = counted(values[field], matching);
    return found.sort((a, b) => b.count - a.count || byText(a.value, b.value)).slice(0, size);
  }
  const periods = counted(months, matching);
  const found = field === 'year' ? byYear(periods) : periods;
  return found.sort((a, b) => byText(b.value, a.value)).slice(0, size);
}
