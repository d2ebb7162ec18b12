/** Days `YYYY-MM-DD` in Asia/Shanghai, both included; `null`: open on that side. */
export interface TimeRange {
  readonly from: string | null;
  readonly to: string | null;
}

/** A range with both its ends. */
export interface ClosedRange extends TimeRange {
  readonly from: string;
  readonly to: string;
}

/** All of time. */
export const anyTime: TimeRange = { from: null, to: null };

const monthPattern = /^[12]\d{3}-(?:0[1-9]|1[0-2])$/;

/** Whether a text is a month such as `2024-11`. */
export function isMonth(text: unknown): text is string {
  return typeof text === 'string' && monthPattern.test(text);
}

/** A month, `YYYY-MM`, from its first to its last day. */
export function monthRange(month: string): ClosedRange {
  const [year = 0, number = 0] = month.split('-').map(Number);
  const days = new Date(Date.UTC(year, number, 0)).getUTCDate();
  return { from: `${month}-01`, to: `${month}-${days}` };
}

/** A year as `YYYY`. */
export function yearName(year: number): string {
  return String(year).padStart('YYYY'.length, '0');
}

/** A year, `YYYY`. */
export function yearRange(year: string): ClosedRange {
  return { from: `${year}-01-01`, to: `${year}-12-31` };
}

export function isSameRange(one: TimeRange, other: TimeRange): boolean {
  return one.from === other.from && one.to === other.to;
}

/** The month that a range is; `null`: it is none. */
export function monthOf(range: TimeRange): string | null {
  const month = range.from?.slice(0, 'YYYY-MM'.length);
  return isMonth(month) && isSameRange(range, monthRange(month)) ? month : null;
}

/** The year that a range is; `null`: it is none. */
export function yearOf(range: TimeRange): string | null {
  const year = range.from?.slice(0, 'YYYY'.length) ?? '';
  return /^[12]\d{3}$/.test(year) && isSameRange(range, yearRange(year)) ? year : null;
}
