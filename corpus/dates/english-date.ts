import { monthOfName, monthPattern, weekdayPattern } from './month-name.js';
import { instantOf, readOffset, SHANGHAI_OFFSET } from './shanghai-time.js';

const TIME = '(\\d{1,2}):(\\d{2})(?::(\\d{2}))?(?: ?([ap]m))?';
const ZONE = '(?:GMT|UTC|UT|Z|CST)?(?:[+-]\\d{2}:?\\d{2})?';
/** `Tue Nov 03 15:05:00 CST 2026`, as C and Java print a time. */
const YEAR_LAST = new RegExp(`^${weekdayPattern}${monthPattern} {1,2}(\\d{1,2}) ${TIME} ?(${ZONE}) ?(\\d{4})$`, 'i');
/** `Tue Nov 03 2026 15:05:00 GMT+0800 (中国标准时间)`, as JavaScript does; `Nov 3, 2026 3:05 PM`, as people do. */
const YEAR_FIRST = new RegExp(
  `^${weekdayPattern}${monthPattern}\\.? (\\d{1,2}),? (\\d{4})(?:,? (?:at )?${TIME} ?(${ZONE}))?(?: \\([^()]{1,40}\\))?$`,
  'i',
);

interface Parts {
  readonly month: string | undefined;
  readonly day: string | undefined;
  readonly year: string | undefined;
  readonly hour: string | undefined;
  readonly minute: string | undefined;
  readonly second: string | undefined;
  readonly half: string | undefined;
  readonly zone: string | undefined;
}

/**
 * Milliseconds since 1970 of a date that begins with the name of its month, after a weekday or not; `null` where the text
 * is none. Without a zone it is at +08:00, and so is CST, which servers in China print.
 */
export function readEnglishDate(text: string): number | null {
  const parts = yearLast(text) ?? yearFirst(text);
  if (parts === null) return null;
  const offset = offsetOf(parts.zone ?? '');
  const hour = hourOfDay(Number(parts.hour ?? 0), parts.half?.toLowerCase());
  if (offset === null || hour === null) return null;
  return instantOf({
    year: Number(parts.year),
    month: monthOfName(parts.month ?? ''),
    day: Number(parts.day),
    hour,
    minute: Number(parts.minute ?? 0),
    second: Number(parts.second ?? 0),
    offset,
  });
}

function yearLast(text: string): Parts | null {
  const match = YEAR_LAST.exec(text);
  if (match === null) return null;
  const [, month, day, hour, minute, second, half, zone, year] = match;
  return { month, day, year, hour, minute, second, half, zone };
}

function yearFirst(text: string): Parts | null {
  const match = YEAR_FIRST.exec(text);
  if (match === null) return null;
  const [, month, day, year, hour, minute, second, half, zone] = match;
  return { month, day, year, hour, minute, second, half, zone };
}

function offsetOf(zone: string): number | null {
  const [, name = '', offset] = /^([a-z]*)(.*)$/i.exec(zone) ?? [];
  if (offset) return readOffset(offset);
  return name === '' || name.toUpperCase() === 'CST' ? SHANGHAI_OFFSET : 0;
}

function hourOfDay(hour: number, half: string | undefined): number | null {
  if (half === undefined) return hour;
  if (hour < 1 || hour > 12) return null;
  return (hour % 12) + (half === 'pm' ? 12 : 0);
}
