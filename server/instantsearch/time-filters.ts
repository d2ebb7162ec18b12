import { yearName, yearRange, type ClosedRange } from '../page/time-range.js';
import { allDays, bothOf, dayOf } from './days.js';
import { alternativesOf, UnsupportedRequest, type NestedFilters } from './requests.js';

/** The nearest year that the service can be asked for. */
function nearestYear(year: number): string {
  return yearName(Math.min(9999, Math.max(1, year)));
}

/** The first and the last day on which a number can be what it is. */
const daysOf: Readonly<Record<string, (value: number) => ClosedRange>> = {
  year: (value) => ({
    from: yearRange(nearestYear(Math.ceil(value))).from,
    to: yearRange(nearestYear(Math.floor(value))).to,
  }),
  timestamp: (value) => ({ from: dayOf(value), to: dayOf(value) }),
};
/** The next number, for what is over or under without being equal. */
const step = 1;

function daysOfFilter(filter: string): ClosedRange {
  const [, name = '', operator = '', text = ''] =
    /^\s*(\w+)\s*(<=|>=|<|>|=)\s*(-?\d+(?:\.\d+)?)\s*$/.exec(filter) ?? [];
  const toDays = daysOf[name];
  if (toDays === undefined) throw new UnsupportedRequest(`numericFilters: "${filter}" cannot be had`);
  const value = Number(text);
  if (operator === '=') return toDays(value);
  if (operator === '>=') return { ...allDays, from: toDays(value).from };
  if (operator === '>') return { ...allDays, from: toDays(Math.floor(value) + step).from };
  if (operator === '<=') return { ...allDays, to: toDays(value).to };
  return { ...allDays, to: toDays(Math.ceil(value) - step).to };
}

/**
 * The days that filters by numbers leave, as whole days.
 * @throws UnsupportedRequest where the service cannot be asked so
 */
export function readNumericFilters(filters?: NestedFilters | null): ClosedRange {
  let days = allDays;
  for (const alternatives of alternativesOf(filters)) {
    if (alternatives.length > 1)
      throw new UnsupportedRequest(`numericFilters: ${alternatives.join(' or ')} has alternatives`);
    for (const filter of alternatives) days = bothOf(days, daysOfFilter(filter));
  }
  return days;
}

/** Writes days into an address. */
export function writeDays({ from, to }: ClosedRange, address: URLSearchParams): void {
  if (from !== allDays.from) address.set('from', from);
  if (to !== allDays.to) address.set('to', to);
}
