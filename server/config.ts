import { isIP } from 'node:net';
import { z } from 'zod';
import type { AppSettings } from './app.js';
import { isOrigin } from './origin.js';
import { flagOf, settings, type SettingKey } from './settings.js';

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
  readonly engine: 'embedded' | 'opensearch';
  /** Addresses of OpenSearch's nodes; any of them may be down. */
  readonly openSearchNodes: readonly string[];
  readonly openSearchUser: string | null;
  readonly openSearchPassword: string | null;
  /** Path of a file with the certificates of who signed those of the nodes, as PEM; `null`: those that Node trusts. */
  readonly openSearchCa: string | null;
  /** What names of indices begin with. */
  readonly openSearchPrefix: string;
  /** Copies of each shard, the first included. */
  readonly openSearchCopies: number;
  /** Shards of an index that is made. */
  readonly openSearchShards: number;
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
  engine: z.enum(['embedded', 'opensearch'], not('`embedded` or `opensearch`')),
  openSearchNodes: z
    .string()
    .nullable()
    .transform((text) => listOf(text).map((node) => node.replace(/\/$/, '')))
    .refine((nodes) => nodes.every(isOrigin), not('a list of addresses such as http://node-1:9200')),
  openSearchUser: z.string().nullable(),
  openSearchPassword: z.string().nullable(),
  openSearchCa: z.string().nullable(),
  openSearchPrefix: z.string().regex(/^[a-z][a-z0-9_-]{0,40}$/, not('a name of small letters, digits, - and _')),
  openSearchCopies: whole(1, 10, 'a number of copies, 1 to 10'),
  openSearchShards: whole(1, 1000, 'a number of shards, 1 to 1000'),
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

/** Settings whose values are not repeated where they are wrong. */
const secrets: readonly SettingKey[] = ['adminKey', 'openSearchPassword'];

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
    return secrets.includes(key) ? `${title} ${issue.message}` : `${title}: "${value ?? ''}" ${issue.message}`;
  });
  const problems = [...wrong, ...unknownNames(environment), ...(parsed.success ? lacking(parsed.data) : [])];
  if (!parsed.success || problems.length > 0) throw new ConfigError(problems);
  return Object.freeze({ ...parsed.data, demo: false });
}

/** What other settings ask for. */
function lacking({ engine, openSearchNodes, openSearchUser, openSearchPassword }: Omit<Config, 'demo'>): string[] {
  const problems = [];
  if (engine === 'opensearch' && openSearchNodes.length === 0)
    problems.push('XUNWEN_OPENSEARCH_NODES has to name nodes where the engine is `opensearch`');
  if ((openSearchUser === null) !== (openSearchPassword === null))
    problems.push('XUNWEN_OPENSEARCH_USER and XUNWEN_OPENSEARCH_PASSWORD belong together');
  return problems;
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
