import { instantOf, SHANGHAI_OFFSET } from './shanghai-time.js';

/** Years of the Republic, as Taiwan counts them, begin with 1912. */
const REPUBLIC = 1911;
const DATE = '(?:(\\d{4})|(?:中[华華])?民[国國] ?(\\d{2,3}))(?:年|([-/.])) ?(\\d{1,2})(?:月|\\3) ?(\\d{1,2})[日号]?';
const WEEKDAY = ' *(?:\\(?(?:星期|周|週|礼拜|禮拜)[一二三四五六日天]\\)?)?';
const HALF = '(凌晨|清晨|早晨|早上|上午|中午|下午|傍晚|晚上|晚间|AM|PM)?';
const TIME = '(\\d{1,2})(?:[:时時点點])(?: ?(\\d{1,2})(?:[:分](?: ?(\\d{1,2})秒?)?)?)?';
const CHINESE = new RegExp(`^${DATE}${WEEKDAY}(?: *${HALF} *${TIME}${WEEKDAY})?$`, 'i');

const BEFORE_NOON = new Set(['凌晨', '清晨', '早晨', '早上', '上午', 'AM']);

/**
 * Milliseconds since 1970 of a date as Chinese pages write it, at +08:00: `2022年09月21日`,
 * `2024年11月23日（周六）下午3时05分`, `2024-11-23 星期六 10:05`; `null` where the text is none.
 * The text is NFKC-normalised and trimmed.
 */
export function readChineseDate(text: string): number | null {
  const match = CHINESE.exec(text);
  if (match === null) return null;
  const [, year, republic, , month, day, half, clockHour = '0', minute = '0', second = '0'] = match;
  const hour = hourOfDay(Number(clockHour), half?.toUpperCase());
  if (hour === null) return null;
  return instantOf({
    year: republic === undefined ? Number(year) : Number(republic) + REPUBLIC,
    month: Number(month),
    day: Number(day),
    hour,
    minute: Number(minute),
    second: Number(second),
    offset: SHANGHAI_OFFSET,
  });
}

/** 下午3 is 15 and so is 下午15, 上午12 is 0, 中午12 is 12 and 中午1 is 13; 上午13 is `null`. */
function hourOfDay(hour: number, half: string | undefined): number | null {
  if (half === undefined) return hour;
  if (BEFORE_NOON.has(half)) return hour > 12 ? null : hour % 12;
  if (half === '中午') return hour < 3 ? hour + 12 : hour;
  return hour < 12 ? hour + 12 : hour;
}
