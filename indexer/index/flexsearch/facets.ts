import type { FacetCount, FacetField } from '../../answer/search-answer.js';
import { byCodePoints } from '../../code-point-order.js';
import { isValueField } from '../column-fields.js';
import type { ValueColumn } from './columns.js';
import type { Documents } from './documents.js';

/** The most frequent values, then by text. */
function mostFrequent(column: ValueColumn, counts: Uint32Array, size: number): FacetCount[] {
  const found: number[] = [];
  for (let number = 0; number < counts.length; number++) if (counts[number] !== 0) found.push(number);
  const countOf = (number: number): number => counts[number] ?? 0;
  const byText = (a: number, b: number): number => byCodePoints(column.valueOf(a), column.valueOf(b));
  found.sort((a, b) => countOf(b) - countOf(a) || byText(a, b));
  return found.slice(0, size).map((number) => ({ value: column.valueOf(number), count: countOf(number) }));
}

/** The newest periods, which the values are or begin with. */
function newest(months: ValueColumn, counts: Uint32Array, size: number, length: number): FacetCount[] {
  const found: { value: string; count: number }[] = [];
  for (const number of months.falling) {
    const count = counts[number] ?? 0;
    if (count === 0) continue;
    const value = months.valueOf(number).slice(0, length);
    const last = found.at(-1);
    if (last?.value === value) last.count += count;
    else if (found.push({ value, count }) > size) break;
  }
  return found.slice(0, size);
}

/** Exact counts of a facet over documents: the most frequent values first; months (`YYYY-MM`) and years newest first. */
export function countFacet(documents: Documents, matching: Uint32Array, field: FacetField, size: number): FacetCount[] {
  const { values, months } = documents.columns;
  if (isValueField(field)) return mostFrequent(values[field], values[field].countIn(matching), size);
  return newest(months, months.countIn(matching), size, field === 'year' ? 'YYYY'.length : Infinity);
}
