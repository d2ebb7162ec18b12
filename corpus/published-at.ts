import { readChineseDate } from './dates/chinese-date.js';
import { readEnglishDate } from './dates/english-date.js';
import { readIsoDate } from './dates/iso-date.js';
import { readMailDate } from './dates/mail-date.js';
import { formatShanghai, isWithinYears } from './dates/shanghai-time.js';

/** Longer text is no date; it also bounds what the patterns have to look at. */
const LONGEST = 64;

/** Numbers nearer to zero than this are seconds since 1970 (up to the year 5138), others milliseconds. */
const FIRST_MILLISECONDS = 1e11;

/**
 * The time of publication as ISO 8601 at +08:00 with seconds (fractions cut off), or `null` where `value` is no date.
 *
 * Taken are, with full-width digits and signs as well:
 * - ISO 8601, extended or basic, `T` or a space, with or without an offset (none means +08:00); a date alone is 00:00:00
 * - `2024-11-23 10:05[:33]`, also with `/` or `.`, and `20241123`, `20241123100533`
 * - `2024年11月23日`, a weekday, 上午 下午 and the like, `10:05[:33]` or `10时05分[33秒]`
 * - RFC 2822, `Wed, 21 Sep 2022 10:00:00 +0800`; the same with Chinese weekdays and months
 * - `Nov 23, 2024 3:05 PM`, and as C, Java and JavaScript print a time, `Sat Nov 23 15:05:00 CST 2024`
 * - `民國113年11月23日`
 * - seconds or milliseconds since 1970, as a number or as text of 9 to 13 digits; below 1e11 they are seconds; text of 12
 *   digits that reads as a date with hour and minute, such as `202411231005`, is one
 *
 * Days and times that do not exist, and years outside 1000 to 9999, are no dates.
 */
export function parsePublishedAt(value: string | number): string | null {
  const instant = typeof value === 'number' ? readEpoch(value) : readText(value);
  return instant !== null && isWithinYears(instant) ? formatShanghai(instant) : null;
}

function readEpoch(value: number): number | null {
  if (!Number.isFinite(value)) return null;
  return Math.abs(value) < FIRST_MILLISECONDS ? value * 1000 : value;
}

function readText(value: string): number | null {
  if (value.length > LONGEST) return null;
  const text = value.normalize('NFKC').trim();
  const date = /^\d{12}$/.test(text) ? readIsoDate(text) : null;
  if (date === null && /^\d{9,13}$/.test(text)) return readEpoch(Number(text));
  return date ?? readIsoDate(text) ?? readChineseDate(text) ?? readMailDate(text) ?? readEnglishDate(text);
}
