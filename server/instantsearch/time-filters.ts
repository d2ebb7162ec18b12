import { monthRange } from '../page/time-range.js';
import type { FieldValues } from './facet-filters.js';
import { alternativesOf, UnsupportedRequest, type SearchParameters } from './requests.js';

/** Days `YYYY-MM-DD` in Asia/Shanghai, both included. */
interface Days {
  from: string;
  to: string;
}

const earliest = '0001-01-01';
const latest = '9999-12-31';
/** Asia/Shanghai is so many seconds ahead of UTC, and has been since 1992. */
const ahead = 8 * 3600;

function dayOf(timestamp: number): string {
  const date = new Date((timestamp + ahead) * 1000);
  const isDay = date.getTime() > Date.parse(earliest) && date.getTime() < Date.parse(latest);
  return isDay ? date.toISOString().slice(0, earliest.length) : timestamp < 0 ? earliest : latest;
}

function yearName(year: number): string {
  return String(Math.min(9999, Math.max(1, year))).padStart(4, '0');
}

/** The first and the last day on which a number can be what it is. */
const daysOf: Readonly<Record<string, (value: number) => Days>> = {
  year: (value) => ({ from: `${yearName(Math.ceil(value))}-01-01`, to: `${yearName(Math.floor(value))}-12-31` }),
  timestamp: (value) => ({ from: dayOf(value), to: dayOf(value) }),
};
/** The next number, for what is over or under without being equal. */
const step = 1;

function narrow(days: Days, { from = earliest, to = latest }: Partial<Days>): void {
  if (from > days.from) days.from = from;
  if (to < days.to) days.to = to;
}

function applyNumeric(filter: string, days: Days): void {
  const [, name = '', operator = '', text = ''] = /^\s*(\w+)\s*(<=|>=|<|>|=)\s*(-?[\d.]+)\s*$/.exec(filter) ?? [];
  const toDays = daysOf[name];
  if (toDays === undefined) throw new UnsupportedRequest(`numericFilters: "${filter}" cannot be had`);
  const value = Number(text);
  if (operator === '=') narrow(days, toDays(value));
  else if (operator === '>=') narrow(days, { from: toDays(value).from });
  else if (operator === '>') narrow(days, { from: toDays(Math.floor(value) + step).from });
  else if (operator === '<=') narrow(days, { to: toDays(value).to });
  else narrow(days, { to: toDays(Math.ceil(value) - step).to });
}

/** One year or month of a facet; several could lie apart. */
function applyPeriods(values: FieldValues, days: Days): void {
  for (const [field, toDays] of [
    ['year', (year: string) => daysOf['year']?.(Number(year))],
    ['month', monthRange],
  ] as const) {
    const [value, other] = values[field] ?? [];
    if (other !== undefined) throw new UnsupportedRequest(`facetFilters: only one ${field} can be chosen at a time`);
    if (value !== undefined) narrow(days, toDays(value) ?? {});
  }
}

/**
 * Writes the stretch of time that numbers, years and months ask for into an address, as whole days.
 * @throws UnsupportedRequest
 */
export function writeTime({ numericFilters }: SearchParameters, values: FieldValues, address: URLSearchParams): void {
  const days: Days = { from: earliest, to: latest };
  for (const alternatives of alternativesOf(numericFilters)) {
    if (alternatives.length > 1)
      throw new UnsupportedRequest(`numericFilters: ${alternatives.join(' or ')} has alternatives`);
    for (const filter of alternatives) applyNumeric(filter, days);
  }
  applyPeriods(values, days);
  if (days.from !== earliest) address.set('from', days.from);
  if (days.to !== latest) address.set('to', days.to);
}
