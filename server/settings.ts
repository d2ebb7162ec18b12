import type { Config } from './config.js';

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
  entry(
    'answerCache',
    'XUNWEN_ANSWER_CACHE',
    '<on|off>',
    'on',
    'Whether answers are kept until the next write; not on a cluster',
  ),
  entry('historyDays', 'XUNWEN_HISTORY_DAYS', '<number>', '30', 'Days for which the figures of `/admin` are kept'),
  entry('siteName', 'XUNWEN_SITE_NAME', '<name>', '寻闻', 'Name shown on the page'),
  entry(
    'engine',
    'XUNWEN_ENGINE',
    '<engine>',
    'embedded',
    'Where articles and index are: `embedded`, in this process, or `opensearch`, in a cluster',
  ),
  entry(
    'openSearchNodes',
    'XUNWEN_OPENSEARCH_NODES',
    '<list>',
    null,
    "Addresses of the cluster's nodes, by commas, such as `https://node-1:9200`",
  ),
  entry('openSearchUser', 'XUNWEN_OPENSEARCH_USER', '<name>', null, 'User of the cluster'),
  entry('openSearchPassword', 'XUNWEN_OPENSEARCH_PASSWORD', '<password>', null, "The user's password"),
  entry(
    'openSearchCa',
    'XUNWEN_OPENSEARCH_CA',
    '<file>',
    null,
    "Certificates of who signed the nodes', as PEM; otherwise those that Node.js trusts",
  ),
  entry('openSearchPrefix', 'XUNWEN_OPENSEARCH_PREFIX', '<name>', 'xunwen', 'What the names of indices begin with'),
  entry(
    'openSearchCopies',
    'XUNWEN_OPENSEARCH_COPIES',
    '<number>',
    '2',
    'Copies of each article; a write needs two of them, or the only one',
  ),
  entry('openSearchShards', 'XUNWEN_OPENSEARCH_SHARDS', '<number>', '1', 'Shards of an index when it is made'),
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

/** The settings as the Markdown table of the README. */
export function settingsTable(): string {
  const rows = settings.map((setting) => {
    const standard = setting.default === null ? 'none' : `\`${setting.default}\``;
    return `| \`${setting.name}\` | \`${flagOf(setting)}\` | ${standard} | ${setting.meaning} |`;
  });
  return ['| Variable | Flag | Default | Meaning |', '| --- | --- | --- | --- |', ...rows].join('\n');
}
