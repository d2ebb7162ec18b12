const weekdays = ['日', '一', '二', '三', '四', '五', '六'];

/**
 * A time as readers see it: `2022年9月21日 10:05`, without the hour where the article has none (midnight).
 * @param time ISO 8601 at +08:00, as articles carry it
 */
export function shownDate(time: string): string {
  const [, year, month, day, hour, minute] = /^(\d{4})-(\d\d)-(\d\d)T(\d\d):(\d\d)/.exec(time) ?? [];
  if (year === undefined) return time;
  const clock = `${hour}:${minute}`;
  return `${year}年${Number(month)}月${Number(day)}日${clock === '00:00' ? '' : ` ${clock}`}`;
}

/** A day in Asia/Shanghai with its weekday: `2025年11月23日 星期日`. */
export function shownDay(now: Date): string {
  const there = new Date(now.getTime() + 8 * 3_600_000);
  const [year, month, day] = [there.getUTCFullYear(), there.getUTCMonth() + 1, there.getUTCDate()];
  return `${year}年${month}月${day}日 星期${weekdays[there.getUTCDay()] ?? ''}`;
}
