import { instantOf, readOffset } from './shanghai-time.js';

const MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];
const MAIL_DATE =
  /^(?:(?:mon|tue|wed|thu|fri|sat|sun), ?)?(\d{1,2}) ([a-z]{3}) (\d{4}) (\d{1,2}):(\d{2})(?::(\d{2}))?(?: (Z|UT|UTC|GMT|[+-]\d{4}))?(?: \([a-z]{1,5}\))?$/i;

/**
 * Milliseconds since 1970 of a date as e-mail and RSS write it (RFC 2822, section 3.3), such as
 * `Wed, 21 Sep 2022 10:00:00 +0800`; `null` where the text is none. Without a zone it is at +08:00; of the
 * zones by name only UT, UTC, GMT and Z are known, since CST means one thing in the RFC and another in China.
 */
export function readMailDate(text: string): number | null {
  const match = MAIL_DATE.exec(text);
  if (match === null) return null;
  const [, day, month = '', year, hour, minute, second = '0', zone] = match;
  const offset = readOffset(zone);
  if (offset === null) return null;
  return instantOf({
    year: Number(year),
    month: MONTHS.indexOf(month.toLowerCase()) + 1,
    day: Number(day),
    hour: Number(hour),
    minute: Number(minute),
    second: Number(second),
    offset,
  });
}
