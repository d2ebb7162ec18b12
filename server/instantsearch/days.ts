import { monthRange, yearRange, type ClosedRange } from '../page/time-range.js';

/** All days that the service can be asked for. */
export const allDays: ClosedRange = { from: '0001-01-01', to: '9999-12-31' };

/** Asia/Shanghai is so many seconds ahead of UTC, and has been since 1992. */
const ahead = 8 * 3600;
const milliseconds = 1000;

/** The day in Asia/Shanghai of a time in seconds since 1970, the nearest one that the service can be asked for. */
export function dayOf(timestamp: number): string {
  const time = (timestamp + ahead) * milliseconds;
  const nearest = Math.min(Math.max(time, Date.parse(allDays.from)), Date.parse(allDays.to));
  return new Date(nearest).toISOString().slice(0, 'YYYY-MM-DD'.length);
}

/** The days of a `YYYY`; `null`: the text is none. */
export function daysOfYear(text: string): ClosedRange | null {
  return /^\d{4}$/.test(text) ? yearRange(text) : null;
}

/** The days of a `YYYY-MM`; `null`: the text is none. */
export function daysOfMonth(text: string): ClosedRange | null {
  return /^\d{4}-(?:0[1-9]|1[0-2])$/.test(text) ? monthRange(text) : null;
}

/** Whether no day is in it. */
export function isEmptyRange({ from, to }: ClosedRange): boolean {
  return from > to;
}

/** The days that are in both. */
export function bothOf(one: ClosedRange, other: ClosedRange): ClosedRange {
  return { from: one.from > other.from ? one.from : other.from, to: one.to < other.to ? one.to : other.to };
}

function dayAfter(day: string): string {
  return new Date(Date.parse(day) + 24 * 3600 * milliseconds).toISOString().slice(0, day.length);
}

/** The days that are in any of them; `null` where they leave a gap, for which the service has no filter. */
export function anyOf(ranges: readonly ClosedRange[]): ClosedRange | null {
  const [first = allDays, ...rest] = ranges.toSorted((a, b) => (a.from < b.from ? -1 : 1));
  let whole = first;
  for (const range of rest) {
    if (range.from > whole.to && range.from !== dayAfter(whole.to)) return null;
    if (range.to > whole.to) whole = { from: whole.from, to: range.to };
  }
  return whole;
}
