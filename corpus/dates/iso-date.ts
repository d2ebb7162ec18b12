import { instantOf, readOffset } from './shanghai-time.js';

const OFFSET = '(Z|UTC|GMT|[+-]\\d{2}(?::?\\d{2})?)?';
const EXTENDED = new RegExp(
  `^(\\d{4})([-/.])(\\d{1,2})\\2(\\d{1,2})(?:(?:T| {1,4})(\\d{1,2}):(\\d{2})(?::(\\d{2})(?:[.,]\\d+)?)? ?${OFFSET})?$`,
  'i',
);
const BASIC = new RegExp(`^(\\d{4})()(\\d{2})(\\d{2})(?:[T ]?(\\d{2})(\\d{2})(\\d{2})?(?:[.,]\\d+)?${OFFSET})?$`, 'i');

/**
 * Milliseconds since 1970 of an ISO 8601 date or time, extended (`2024-11-23T10:05:33+08:00`, also with `/` or `.`
 * and days of one digit) or basic (`20241123T100533Z`, `20241123100533`); `null` where the text is none.
 * The text is NFKC-normalised and trimmed.
 */
export function readIsoDate(text: string): number | null {
  const match = EXTENDED.exec(text) ?? BASIC.exec(text);
  if (match === null) return null;
  const [, year, , month, day, hour = '0', minute = '0', second = '0', zone] = match;
  const offset = readOffset(zone);
  if (offset === null) return null;
  return instantOf({
    year: Number(year),
    month: Number(month),
    day: Number(day),
    hour: Number(hour),
    minute: Number(minute),
    second: Number(second),
    offset,
  });
}
