const months = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];
const chinese = ['一', '二', '三', '四', '五', '六', '七', '八', '九', '十', '十一', '十二'];

/** What a month's name looks like: English, whole or its first letters, or as Java prints it in Chinese. */
export const monthPattern = '([a-z]{3,9}|[一二三四五六七八九十]{1,2}月)';
/** A day of the week before a date, in either language. */
export const weekdayPattern = '(?:(?:[a-z]{3,9}|(?:星期|周|週)[一二三四五六日天])(?:,? |,))?';

/** The number of a month, from 1; 0 where the name is none. */
export function monthOfName(name: string): number {
  const lower = name.toLowerCase();
  if (lower.endsWith('月')) return chinese.indexOf(lower.slice(0, -1)) + 1;
  return months.findIndex((month) => lower.startsWith(month)) + 1;
}
