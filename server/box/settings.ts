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
  /** As in an address: `section=时政`. */
  readonly filters: string;
  readonly suggestions: number;
  readonly hits: number;
  /** How many recent searches are kept; 0: none. */
  readonly recent: number;
  /** Whether `/` and Ctrl or ⌘ with K lead into the box. */
  readonly hasShortcut: boolean;
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
  return text !== null && /^\d{1,2}$/.test(text) ? Math.min(most, Number(text)) : standard;
}

function withSlash(address: string): string {
  return address.endsWith('/') ? address : `${address}/`;
}

/**
 * Reads the attributes; what makes no sense is as if it were not there.
 * @param home where the script came from
 * @param page the page's own address, against which relative ones are meant
 */
export function readSettings(element: Attributes, home: string, page: string): BoxSettings {
  const named = element.getAttribute('endpoint') ?? '';
  const isNamed = named !== '' && URL.canParse(named, page);
  const endpoint = withSlash(isNamed ? new URL(named, page).href : home);
  const filters = element.getAttribute('filters') ?? '';
  const results = element.getAttribute('results') || `${endpoint}?q={q}${filters === '' ? '' : `&${filters}`}`;
  return {
    endpoint,
    results,
    article: element.getAttribute('article') === 'page' ? 'page' : 'url',
    filters,
    suggestions: count(element, 'suggestions', 5),
    hits: count(element, 'hits', 4),
    recent: count(element, 'recent', 5),
    hasShortcut: element.getAttribute('shortcut') !== 'off',
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
