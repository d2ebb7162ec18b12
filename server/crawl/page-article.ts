import { createHash } from 'node:crypto';
import {
  CorpusError,
  decodePage,
  joinPages,
  pageInput,
  parseArticle,
  readHtmlPage,
  type Article,
  type HtmlPage,
  type SiteRules,
} from '../../corpus/index.js';
import type { Fetcher } from './fetch/index.js';
import type { Source } from './source.js';

/** A fetched page. */
export interface FetchedPage {
  /** Where it was found in the end. */
  readonly url: string;
  readonly bytes: Uint8Array;
  readonly contentType: string | null;
}

/** The article of a page, why it is none, or why it cannot be told now: a further page of it could not be had. */
export type PageArticle =
  | { readonly kind: 'article'; readonly article: Article; readonly hash: string }
  | { readonly kind: 'refused'; readonly why: string }
  | { readonly kind: 'failed'; readonly why: string };

/** How pages are read. */
export interface PageReading {
  readonly source: Source;
  readonly rules: SiteRules;
  /** Fetches the further pages of an article. */
  readonly fetcher: Pick<Fetcher, 'get'>;
  /** Told what the first page says. */
  readonly onPage?: ((page: HtmlPage) => void) | undefined;
}

/** The types that pages are sent as; a picture or a PDF takes long to read, and is no article. */
const textType = /^\s*(?:text\/|application\/(?:xhtml\+xml|xml)\b)/i;

const isText = ({ contentType }: FetchedPage): boolean => contentType === null || textType.test(contentType);

/** Pages of one article that are read: more of them are no article, or a site without an end. */
const mostPages = 20;

/**
 * Reads a fetched page, with the pages that it goes on with, as an article; what it does not say of source and section, the
 * source of the crawl does.
 */
export async function pageArticle(fetched: FetchedPage, reading: PageReading): Promise<PageArticle> {
  if (!isText(fetched)) return { kind: 'refused', why: `it is no page, but ${fetched.contentType}` };
  const first = read(fetched, reading);
  reading.onPage?.(first);
  const others = first.kind === 'article' ? await further(first, reading) : [];
  if ('why' in others) return { kind: 'failed', why: others.why };
  const found = pageInput(joinPages(first, others));
  if (found.kind === 'refused') return found;
  const { input } = found;
  const { source, section } = reading.source;
  try {
    const article = parseArticle({
      ...input,
      url: ownAddress(first.url, fetched.url),
      source: input.source ?? source,
      section: input.section ?? section,
    });
    return { kind: 'article', article, hash: hashOf(article) };
  } catch (error) {
    if (!(error instanceof CorpusError)) throw error;
    return { kind: 'refused', why: error.message };
  }
}

function read({ url, bytes, contentType }: FetchedPage, { rules }: PageReading): HtmlPage {
  return readHtmlPage(decodePage(bytes, contentType).text, { url, rules });
}

/** The pages that an article goes on with, up to one that is not there; or why one of them cannot be had now. */
async function further(first: HtmlPage, reading: PageReading): Promise<readonly HtmlPage[] | { readonly why: string }> {
  const pages: HtmlPage[] = [];
  const seen = new Set<string>();
  for (let { next } = first; next !== null && !seen.has(next) && pages.length + 1 < mostPages;) {
    seen.add(next);
    const fetched = await reading.fetcher.get(next);
    if (fetched.kind === 'failed') return { why: `its page ${next}: ${fetched.why}` };
    if (fetched.kind !== 'fetched' || !isText(fetched)) break;
    const page = read(fetched, reading);
    pages.push(page);
    next = page.next;
  }
  return pages;
}

/**
 * The address that a page gives itself, where it may be true: on the same host, so that a page cannot take the place of
 * another site's, and not the front page, as templates say it of all pages.
 */
function ownAddress(said: string | null, fetched: string): string {
  if (said === null || !URL.canParse(said)) return fetched;
  const own = new URL(said);
  return own.host === new URL(fetched).host && own.pathname !== '/' ? said : fetched;
}

/** SHA-256, in base64url. */
function hashOf(article: Article): string {
  return createHash('sha256').update(JSON.stringify(article)).digest('base64url');
}
