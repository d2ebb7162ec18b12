/** A whole number as readers are used to it: `12,345`. */
export function number(value: number): string {
  return Math.round(value).toLocaleString('en-US');
}

/** Bytes as `12 KB`, `1.5 MB` or `120 MB`. */
export function size(bytes: number): string {
  const mega = bytes / 1024 / 1024;
  return mega < 0.1 ? `${Math.round(bytes / 1024)} KB` : `${mega.toFixed(mega < 10 ? 1 : 0)} MB`;
}

const zone = { timeZone: 'Asia/Shanghai' } as const;
const full = new Intl.DateTimeFormat('zh-CN', { ...zone, dateStyle: 'medium', timeStyle: 'short' });
const time = new Intl.DateTimeFormat('zh-CN', { ...zone, hour: '2-digit', minute: '2-digit', hour12: false });
const day = new Intl.DateTimeFormat('zh-CN', { ...zone, month: 'numeric', day: 'numeric' });

/** A moment, in China. */
export function moment(at: string | number): string {
  return full.format(new Date(at));
}

/** A moment on the axis of a chart: times of a day, or days. @param seconds since 1970 */
export function tick(seconds: number, step: number): string {
  return (step < 86_400 ? time : day).format(new Date(seconds * 1000));
}

/** A day as days since 1970. */
export function dayOf(days: number): string {
  return day.format(new Date(days * 86_400_000));
}
