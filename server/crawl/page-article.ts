import { createHash } from 'node:crypto';
import { CorpusError, decodePage, parseArticle, readHtmlPage, type Article } from '../../corpus/index.js';
import type { Source } from './source.js';

/** A fetched page. */
export interface FetchedPage {
  /** Where it was found in the end. */
  readonly url: string;
  readonly bytes: Uint8Array;
  readonly contentType: string | null;
}

/** The article of a page, or why it is none. */
export type PageArticle =
  | { readonly kind: 'article'; readonly article: Article; readonly hash: string }
  | { readonly kind: 'refused'; readonly why: string };

/** Reads a fetched page as an article; what it does not say of source and section, the source of the crawl does. */
export function pageArticle(fetched: FetchedPage, { source, section }: Source): PageArticle {
  const { text } = decodePage(fetched.bytes, fetched.contentType);
  const { kind, voices: _, ...page } = readHtmlPage(text, { url: fetched.url });
  if (kind === 'list') return { kind: 'refused', why: 'this is a list of articles, not one' };
  if (kind === 'empty') return { kind: 'refused', why: 'no text in it' };
  try {
    const article = parseArticle({
      ...page,
      url: ownAddress(page.url, fetched.url),
      images: [...page.images],
      publishedAt: page.publishedAt ?? page.updatedAt,
      source: page.source ?? source,
      section: page.section ?? section,
    });
    return { kind: 'article', article, hash: hashOf(article) };
  } catch (error) {
    if (!(error instanceof CorpusError)) throw error;
    return { kind: 'refused', why: error.message };
  }
}

/** The address that a page gives itself, where it is on the same host: a page cannot take the place of another site's. */
function ownAddress(said: string | null, fetched: string): string {
  return said !== null && new URL(said).host === new URL(fetched).host ? said : fetched;
}

/** SHA-256, in base64url. */
function hashOf(article: Article): string {
  return createHash('sha256').update(JSON.stringify(article)).digest('base64url');
}
