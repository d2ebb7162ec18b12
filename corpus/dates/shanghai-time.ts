const HOUR = 3_600_000;
const MINUTE = 60_000;

/** Milliseconds that Asia/Shanghai is ahead of UTC; taken as +08:00 at all times, as Chinese pages mean it. */
const SHANGHAI = 8 * HOUR;
const FIRST = Date.UTC(1000, 0, 1) - SHANGHAI;
const LAST = Date.UTC(10000, 0, 1) - SHANGHAI - 1;

/** What a clock and a calendar show. Months and days count from 1; `offset` is minutes ahead of UTC. */
export interface ClockTime {
  readonly year: number;
  readonly month: number;
  readonly day: number;
  readonly hour: number;
  readonly minute: number;
  readonly second: number;
  readonly offset: number;
}

/** Minutes ahead of UTC that a time without an offset is meant in. */
export const SHANGHAI_OFFSET: number = SHANGHAI / MINUTE;

/** Whether the instant (milliseconds since 1970) is in the years 1000 to 9999 at +08:00. */
export function isWithinYears(instant: number): boolean {
  return instant >= FIRST && instant <= LAST;
}

/**
 * The instant as ISO 8601 at +08:00 with seconds, such as `2022-09-21T00:00:00+08:00`; fractions are cut off.
 * @param epochMilliseconds milliseconds since 1970, in the years 1000 to 9999
 * @throws RangeError outside those years
 */
export function formatShanghai(epochMilliseconds: number): string {
  if (!isWithinYears(epochMilliseconds)) throw new RangeError('the instant is outside the years 1000 to 9999');
  const seconds = Math.floor(epochMilliseconds / 1000);
  return `${new Date(seconds * 1000 + SHANGHAI).toISOString().slice(0, 19)}+08:00`;
}

/**
 * Milliseconds since 1970 of a clock time, or `null` where there is no such day or time.
 * 24:00:00 is the end of its day, as ISO 8601 has it.
 */
export function instantOf(time: ClockTime): number | null {
  const { year, month, day, hour, minute, second, offset } = time;
  if (year < 1000 || !isDay(year, month, day)) return null;
  const endOfDay = hour === 24 && minute === 0 && second === 0;
  if ((hour > 23 && !endOfDay) || minute > 59 || second > 59) return null;
  return Date.UTC(year, month - 1, day, hour, minute, second) - offset * MINUTE;
}

function isDay(year: number, month: number, day: number): boolean {
  if (month < 1 || month > 12 || day < 1) return false;
  return day <= new Date(Date.UTC(year, month, 0)).getUTCDate();
}

/**
 * Minutes ahead of UTC of `Z`, `UTC`, `GMT`, `+08:00`, `+0800` or `+08`; +08:00 where there is nothing;
 * `null` where the offset is over 23:59.
 */
export function readOffset(text: string | undefined): number | null {
  if (text === undefined || text === '') return SHANGHAI_OFFSET;
  const match = /^([+-])(\d{2}):?(\d{2})?$/.exec(text);
  if (match === null) return 0;
  const [, sign, hours, minutes = '0'] = match;
  if (Number(hours) > 23 || Number(minutes) > 59) return null;
  return (sign === '-' ? -1 : 1) * (Number(hours) * 60 + Number(minutes));
}
