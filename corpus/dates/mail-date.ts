import { monthOfName, monthPattern, weekdayPattern } from './month-name.js';
import { instantOf, readOffset } from './shanghai-time.js';

const ZONE = '(?: (Z|UT|UTC|GMT|[+-]\\d{2}:?\\d{2}))?';
const MAIL_DATE = new RegExp(
  `^${weekdayPattern}(\\d{1,2}) ${monthPattern} (\\d{4}|\\d{2}) (\\d{1,2}):(\\d{2})(?::(\\d{2}))?${ZONE}(?: \\([a-z]{1,5}\\))?$`,
  'i',
);

/**
 * Milliseconds since 1970 of a date as e-mail and RSS write it (RFC 2822, section 3.3; years of two digits as in its
 * section 4.3), such as `Wed, 21 Sep 2022 10:00:00 +0800`, weekdays and months in Chinese and whole names too; `null` where the text
 * is none. Without a zone it is at +08:00; of the zones by name only UT, UTC, GMT and Z are known, since CST means one
 * thing in the RFC and another in China.
 */
export function readMailDate(text: string): number | null {
  const match = MAIL_DATE.exec(text);
  if (match === null) return null;
  const [, day, month = '', year = '', hour, minute, second = '0', zone] = match;
  const offset = readOffset(zone);
  if (offset === null) return null;
  return instantOf({
    year: wholeYear(year),
    month: monthOfName(month),
    day: Number(day),
    hour: Number(hour),
    minute: Number(minute),
    second: Number(second),
    offset,
  });
}

function wholeYear(year: string): number {
  if (year.length === 4) return Number(year);
  return Number(year) + (Number(year) < 50 ? 2000 : 1900);
}
