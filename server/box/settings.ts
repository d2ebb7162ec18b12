/** Where the box sends its reader when something is chosen. */
export type ArticleTarget = 'url' | 'page';

/** What the attributes of a `<news-search>` say. */
export interface BoxSettings {
  /** Of the service, ending in a slash; default: where the script came from. */
  readonly endpoint: string;
  /** Address of the page of results, `{q}` in place of the query; default: the service's own. */
  readonly results: string;
  /** Whether a hit leads to the article's own address, where it has one, or to its page on the service. */
  readonly article: ArticleTarget;
  /** As in an address: `section=时政`; with the key, where the service wants one. */
  readonly filters: string;
  readonly suggestions: number;
  readonly hits: number;
  /** How many recent searches are kept; 0: none. */
  readonly recent: number;
  /** Whether `/` and Ctrl or ⌘ with K lead into the box. */
  readonly hasShortcut: boolean;
  /** Whether the service is told what was chosen. */
  readonly tells: boolean;
  /** Of links, such as `_blank`; empty: the same window. */
  readonly target: string;
}

/** The element. Of its attributes `lang`, `placeholder`, `value` and `theme` are read elsewhere. */
interface Attributes {
  getAttribute(name: string): string | null;
}

/** The service takes no more. */
const most = 20;

function count(element: Attributes, name: string, standard: number): number {
  const text = element.getAttribute(name);
  if (text === 'off') return 0;
  return text !== null && /^\d+$/.test(text) ? Math.min(most, Number(text)) : standard;
}

/** An address that a browser can ask and open, made whole; `null`: the text is none. */
export function webAddress(text: string | null, page: string): string | null {
  if (text === null || text === '' || !URL.canParse(text, page)) return null;
  const { protocol, href } = new URL(text, page);
  return protocol === 'https:' || protocol === 'http:' ? href : null;
}

/**
 * Where a script came from, ending in a slash; what has no place, such as a `blob:`, is as if it were the page's own.
 * @param script its address
 */
export function homeOf(script: string, page: string): string {
  return new URL('.', webAddress(script, page) ?? page).href;
}

/** The address of a folder: paths are put behind it. */
function withSlash(address: string): string {
  const { origin, pathname } = new URL(address);
  return origin + (pathname.endsWith('/') ? pathname : `${pathname}/`);
}

/** The site's own page of results, if it names one. */
function namedResults(element: Attributes, page: string): string | null {
  const named = element.getAttribute('results');
  return webAddress(named, page) === null ? null : named;
}

/**
 * Reads the attributes; what makes no sense is as if it were not there.
 * @param home where the script came from
 * @param page the page's own address, against which relative ones are meant
 */
export function readSettings(element: Attributes, home: string, page: string): BoxSettings {
  const endpoint = withSlash(webAddress(element.getAttribute('endpoint'), page) ?? home);
  const parameters = new URLSearchParams(element.getAttribute('filters') ?? '');
  const key = element.getAttribute('key') ?? '';
  if (key !== '') parameters.set('key', key);
  const filters = parameters.toString();
  return {
    endpoint,
    results: namedResults(element, page) ?? `${endpoint}?q={q}${filters === '' ? '' : `&${filters}`}`,
    article: element.getAttribute('article') === 'page' ? 'page' : 'url',
    filters,
    suggestions: count(element, 'suggestions', 5),
    hits: count(element, 'hits', 4),
    recent: count(element, 'recent', 5),
    hasShortcut: element.getAttribute('shortcut') !== 'off',
    tells: element.getAttribute('events') !== 'off',
    target: element.getAttribute('target') ?? '',
  };
}

/** The address of the results of a query. */
export function resultsAddress({ results }: BoxSettings, query: string): string {
  return results.replaceAll('{q}', encodeURIComponent(query));
}

/** The address of an article. */
export function articleAddress(
  { endpoint, article }: BoxSettings,
  { id, url }: { readonly id: string; readonly url: string | null },
): string {
  if (article === 'url' && url !== null && /^https?:\/\//i.test(url)) return url;
  return `${endpoint}articles/${encodeURIComponent(id)}`;
}
