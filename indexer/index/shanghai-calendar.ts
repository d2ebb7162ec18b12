const dayLength = 86_400_000;
const offset = 8 * 3_600_000;
/** Until 1991 the clocks of Shanghai were changed in summer, and before 1901 they showed local mean time. */
const steadySince = Date.UTC(1992, 0, 1);

const calendar = new Intl.DateTimeFormat('en-CA', {
  timeZone: 'Asia/Shanghai',
  year: 'numeric',
  month: '2-digit',
  day: '2-digit',
});

/** The day in Asia/Shanghai of an instant (milliseconds since 1970), as days since 1970-01-01. */
export function shanghaiDay(time: number): number {
  if (time >= steadySince) return Math.floor((time + offset) / dayLength);
  const parts = calendar.formatToParts(time);
  const part = (type: 'year' | 'month' | 'day'): number => Number(parts.find((found) => found.type === type)?.value);
  return utcDay(part('year'), part('month'), part('day'));
}

function utcDay(year: number, month: number, day: number): number {
  return new Date(0).setUTCFullYear(year, month - 1, day) / dayLength;
}

/** A date `YYYY-MM-DD` as days since 1970-01-01. */
export function dayOfDate(date: string): number {
  const [year = 1970, month = 1, day = 1] = date.split('-').map(Number);
  return utcDay(year, month, day);
}

/** The month of a day number, as months since 1970-01; `NaN` of `NaN`. */
export function monthOfDay(day: number): number {
  const date = new Date(day * dayLength);
  return (date.getUTCFullYear() - 1970) * 12 + date.getUTCMonth();
}

/** A month number as `YYYY-MM`. */
export function formatMonth(month: number): string {
  const year = 1970 + Math.floor(month / 12);
  return `${String(year).padStart(4, '0')}-${String((((month % 12) + 12) % 12) + 1).padStart(2, '0')}`;
}
