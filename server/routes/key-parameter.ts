import { unescape } from 'node:querystring';

/** A parameter of an address: the sign before it, its name, and the rest. */
const parameter = /([?&])([^=&#]*)([^&#]*)/g;

/** A key of the data folder, wherever it stands. */
const anyKey = /(xw_[0-9a-f]{12}_)[\w-]{43}/g;

/** Whether a name is that of the parameter `key`, as Node reads names: letters may be percent-encoded. */
const isKey = (name: string): boolean => unescape(name).toLowerCase() === 'key';

/** An address for the log: keys are left out. */
export function maskKey(address: string): string {
  const masked = address.replaceAll(parameter, (whole: string, sign: string, name: string) =>
    isKey(name) ? `${sign}${name}=…` : whole,
  );
  return masked.replaceAll(anyKey, '$1…');
}

/** A query, from its `?`, for others than who asked: without the parameter `key`. */
export function withoutKey(query: string): string {
  const kept = query
    .slice(1)
    .split('&')
    .filter((part) => !isKey(part.split('=')[0] ?? ''));
  return kept.join('') === '' ? '' : `?${kept.join('&')}`;
}
