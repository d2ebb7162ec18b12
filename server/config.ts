import { isIP } from 'node:net';
import { z } from 'zod';
import type { AppSettings } from './app.js';
import { isOrigin } from './origin.js';

/** Levels of the log, pino's. */
export const logLevels = ['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'] as const;
export type LogLevel = (typeof logLevels)[number];

/** All settings, checked and frozen. */
export interface Config extends AppSettings {
  /** Path of the data folder, as given. */
  readonly dataFolder: string;
  readonly host: string;
  /** 0: any free port. */
  readonly port: number;
  readonly logLevel: LogLevel;
  /** Path of a file of further words; `null`: none. */
  readonly userDictionary: string | null;
  readonly engine: 'embedded';
  /** Share of its score that an article of the newest day gains in relevance; 0: none. */
  readonly recency: number;
  /** Path of a `sources.json` that the service follows; `null`: none. */
  readonly sources: string | null;
  /** Whether answers to searches are kept until the next write. */
  readonly answerCache: boolean;
  /** Searches answered at a time; others are turned away. */
  readonly maxSearches: number;
  /** Days for which the history of the admin page is kept. */
  readonly historyDays: number;
  readonly demo: boolean;
}

/** A field of `Config` that can be set. */
export type SettingKey = Exclude<keyof Config, 'demo'>;

/** One setting: how it is called, and what it is for. */
export interface Setting {
  readonly key: SettingKey;
  /** Of the environment variable; `flagOf` gives the flag's. */
  readonly name: `XUNWEN_${string}`;
  /** What the flag's argument is, such as `<number>`. */
  readonly argument: string;
  /** As one would write it; `null`: none. */
  readonly default: string | null;
  /** One clause for the README and `--help`. */
  readonly meaning: string;
}

/** Every setting, in the order in which the README and `--help` tell them. */
export const settings: readonly Setting[] = [
  entry('dataFolder', 'XUNWEN_DATA', '<folder>', './data', 'Where articles and index are kept'),
  entry('host', 'XUNWEN_HOST', '<address>', '127.0.0.1', 'Address to listen on; `0.0.0.0` for all'),
  entry('port', 'XUNWEN_PORT', '<number>', '3000', 'Port to listen on; `0` for any free one'),
  entry('adminKey', 'XUNWEN_ADMIN_KEY', '<key>', null, 'Key for everything over HTTP, 16 characters or more'),
  entry('searchAccess', 'XUNWEN_SEARCH_ACCESS', '<public|key>', 'public', 'Whether searching needs a key'),
  entry('rateLimit', 'XUNWEN_RATE_LIMIT', '<number>', '1200', 'Requests a minute from one address, or `off`'),
  entry('maxSearches', 'XUNWEN_MAX_SEARCHES', '<number>', '32', 'Searches at a time; more are turned away with 503'),
  entry(
    'trustedProxies',
    'XUNWEN_TRUSTED_PROXIES',
    '<list>',
    null,
    'Proxies whose `X-Forwarded-For` is believed: addresses, networks, `loopback`, `uniquelocal`',
  ),
  entry('corsOrigins', 'XUNWEN_CORS_ORIGINS', '<list>', null, 'Origins whose pages may read, by commas; `*` for all'),
  entry(
    'publicUrl',
    'XUNWEN_PUBLIC_URL',
    '<url>',
    null,
    'Address under which readers reach it, for feeds; set it behind a proxy',
  ),
  entry('bodyLimit', 'XUNWEN_BODY_LIMIT', '<size>', '16mb', 'Largest JSON body of a request; NDJSON may be any length'),
  entry(
    'requestTimeout',
    'XUNWEN_REQUEST_TIMEOUT',
    '<seconds>',
    '30',
    'How long the head of a request may take, or an upload stand still',
  ),
  entry('logLevel', 'XUNWEN_LOG_LEVEL', '<level>', 'info', 'fatal, error, warn, info, debug, trace or silent'),
  entry('userDictionary', 'XUNWEN_USER_DICT', '<file>', null, "File of further words, a line each, in jieba's form"),
  entry('sources', 'XUNWEN_SOURCES', '<file>', null, 'A `sources.json`: feeds and sitemaps that the service follows'),
  entry('recency', 'XUNWEN_RECENCY', '<share>', '0.1', 'How much the newest news gains in relevance, 0 to 1, or `off`'),
  entry('answerCache', 'XUNWEN_ANSWER_CACHE', '<on|off>', 'on', 'Whether answers are kept until the next write'),
  entry('historyDays', 'XUNWEN_HISTORY_DAYS', '<number>', '30', 'Days for which the figures of `/admin` are kept'),
  entry('siteName', 'XUNWEN_SITE_NAME', '<name>', '寻闻', 'Name shown on the page'),
  entry('engine', 'XUNWEN_ENGINE', '<engine>', 'embedded', 'Where the index is: `embedded`, in this process'),
];

function entry(
  ...[key, name, argument, standard, meaning]: [SettingKey, Setting['name'], string, string | null, string]
): Setting {
  return { key, name, argument, default: standard, meaning };
}

/** The flag of a setting: `--user-dict` for `XUNWEN_USER_DICT`. */
export function flagOf({ name }: Setting): string {
  return `--${name.slice('XUNWEN_'.length).toLowerCase().replaceAll('_', '-')}`;
}

/** Says what a value should have been; the name and the value are put before it. */
const not = (what: string): { error: string } => ({ error: `is not ${what}` });

function whole(min: number, max: number, what: string): z.ZodType<number> {
  const digits = z.string().regex(/^\d{1,9}$/, { ...not(what), abort: true });
  return digits.transform(Number).refine((value) => value >= min && value <= max, not(what));
}

function bytesOf(text: string): number {
  const [, digits = '', unit = ''] = /^(\d{1,12}) ?(b|kb|mb|)$/.exec(text.toLowerCase()) ?? [];
  const factor = { mb: 1024 * 1024, kb: 1024 }[unit] ?? 1;
  return digits === '' ? Number.NaN : Number(digits) * factor;
}

function listOf(text: string | null): readonly string[] {
  const parts = (text ?? '').split(',').map((part) => part.trim());
  return Object.freeze(parts.filter((part) => part !== ''));
}

/** Whether a text names proxies as Express knows them. */
function isProxy(text: string): boolean {
  if (['loopback', 'linklocal', 'uniquelocal'].includes(text)) return true;
  const [address = '', bits, ...rest] = text.split('/');
  const version = isIP(address);
  if (version === 0 || rest.length > 0) return false;
  return bits === undefined || (/^[1-9]\d{0,2}$/.test(bits) && Number(bits) <= (version === 4 ? 32 : 128));
}

/** Whether a text can stand before the paths of the service: in addresses of a feed, and in OpenSearch's templates. */
function isBaseUrl(text: string): boolean {
  if (!/^https?:\/\/[^\s?#@{}"'<>\\]+$/.test(text) || !URL.canParse(text)) return false;
  return new URL(text).username === '';
}

/** Of the value as text, or its default. */
const schema = z.object({
  dataFolder: z.string(),
  host: z.string().regex(/^[\w.:%-]+$/, not('a host name or an address')),
  port: whole(0, 65_535, 'a port, 0 to 65535'),
  adminKey: z
    .string()
    .regex(/^[!-~]{16,512}$/, not('a key: 16 to 512 letters, digits and ASCII signs, no spaces'))
    .nullable(),
  searchAccess: z.enum(['public', 'key'], not('`public` or `key`')),
  rateLimit: z
    .string()
    .transform((text) => (text === 'off' ? null : /^\d{1,9}$/.test(text) ? Number(text) : 0))
    .refine((limit) => limit === null || limit > 0, not('a number of requests a minute, nor `off`')),
  maxSearches: whole(1, 10_000, 'a number of searches, 1 to 10000'),
  trustedProxies: z
    .string()
    .nullable()
    .transform(listOf)
    .refine((proxies) => proxies.every(isProxy), not('a list of addresses and networks such as 10.0.0.0/8')),
  corsOrigins: z
    .string()
    .nullable()
    .transform(listOf)
    .refine(
      (origins) => origins.every((one) => one === '*' || isOrigin(one)),
      not('*, nor a list of origins such as https://news.example'),
    ),
  publicUrl: z
    .string()
    .nullable()
    .refine((url) => url === null || isBaseUrl(url), not('a web address such as https://news.example/search'))
    .transform((url) => (url === null ? null : new URL(url).href.replace(/\/+$/, ''))),
  bodyLimit: z
    .string()
    .transform(bytesOf)
    .refine((bytes) => bytes >= 1024 && bytes <= 1024 ** 3, not('a size from 1kb to 1024mb')),
  requestTimeout: whole(1, 3600, 'a number of seconds, 1 to 3600'),
  logLevel: z.enum(logLevels, not(`one of ${logLevels.join(', ')}`)),
  userDictionary: z.string().nullable(),
  sources: z.string().nullable(),
  recency: z
    .string()
    .transform((text) => (text === 'off' ? 0 : /^(?:\d|\d?\.\d{1,6})$/.test(text) ? Number(text) : Number.NaN))
    .refine((share) => share >= 0 && share <= 1, not('a share from 0 to 1, nor `off`')),
  answerCache: z.enum(['on', 'off'], not('`on` or `off`')).transform((text) => text === 'on'),
  historyDays: whole(1, 3660, 'a number of days, 1 to 3660'),
  siteName: z.string().max(60, not('a name of at most 60 characters')),
  engine: z.enum(['embedded'], not('`embedded`, the only one there is')),
}) satisfies z.ZodType<Omit<Config, 'demo'>>;

/** What is wrong with the settings, all of it. Its message is one paragraph with a line for each. */
export class ConfigError extends Error {
  override readonly name = 'ConfigError';
  readonly problems: readonly string[];

  constructor(problems: readonly string[]) {
    const count = problems.length === 1 ? 'a setting is wrong' : `${problems.length} settings are wrong`;
    super([`${count}:`, ...problems].join('\n  '));
    this.problems = problems;
  }
}

/** Where settings come from, the first that has one: flags, environment, defaults. Empty values count as not given. */
export interface ConfigSources {
  readonly environment: Readonly<Record<string, string | undefined>>;
  /** By the settings' keys. */
  readonly flags?: Readonly<Partial<Record<SettingKey, string>>>;
  /** In place of those of the table. */
  readonly defaults?: Readonly<Partial<Record<SettingKey, string>>>;
}

/**
 * Reads all settings, once.
 * @throws ConfigError with all that is wrong, variables that look like settings and are none included
 */
export function loadConfig({ environment, flags = {}, defaults = {} }: ConfigSources): Config {
  const given = settings.map((setting) => {
    const value = flags[setting.key] || environment[setting.name] || null;
    const title = flags[setting.key] ? flagOf(setting) : setting.name;
    return { ...setting, title, value };
  });
  const values = given.map(({ key, value, default: standard }) => [key, value ?? defaults[key] ?? standard]);
  const parsed = schema.safeParse(Object.fromEntries(values));
  const issues = parsed.error?.issues ?? [];
  const wrong = given.flatMap(({ key, title, value }) => {
    const issue = issues.find(({ path }) => path[0] === key);
    if (issue === undefined) return [];
    return key === 'adminKey' ? `${title} ${issue.message}` : `${title}: "${value ?? ''}" ${issue.message}`;
  });
  const problems = [...wrong, ...unknownNames(environment)];
  if (!parsed.success || problems.length > 0) throw new ConfigError(problems);
  return Object.freeze({ ...parsed.data, demo: false });
}

function unknownNames(environment: ConfigSources['environment']): string[] {
  const known = settings.map(({ name }) => name);
  const unknown = Object.keys(environment).filter(
    (name) => /^XUNWEN_/i.test(name) && !known.some((one) => one === name),
  );
  return unknown.sort().map((name) => `${name} is not a setting; did you mean ${nearest(name, known)}?`);
}

function nearest(name: string, known: readonly string[]): string {
  const byDistance = known.map((one) => ({ one, distance: editDistance(name.toUpperCase(), one) }));
  return byDistance.reduce((best, next) => (next.distance < best.distance ? next : best)).one;
}

/** Letters to put in, take out or replace to make one of the other (Levenshtein). */
function editDistance(from: string, to: string): number {
  let row = Array.from({ length: to.length + 1 }, (_, at) => at);
  for (const letter of from) {
    const next = [(row[0] ?? 0) + 1];
    for (let at = 1; at <= to.length; at++) {
      const kept = (row[at - 1] ?? 0) + (letter === to[at - 1] ? 0 : 1);
      next.push(Math.min(kept, (row[at] ?? 0) + 1, (next[at - 1] ?? 0) + 1));
    }
    row = next;
  }
  return row.at(-1) ?? 0;
}

/** The settings as the Markdown table of the README. */
export function settingsTable(): string {
  const rows = settings.map((setting) => {
    const standard = setting.default === null ? 'none' : `\`${setting.default}\``;
    return `| \`${setting.name}\` | \`${flagOf(setting)}\` | ${standard} | ${setting.meaning} |`;
  });
  return ['| Variable | Flag | Default | Meaning |', '| --- | --- | --- | --- |', ...rows].join('\n');
}
