import { createHash } from 'node:crypto';
import type { Article } from './article.js';

const TRACKING = /^(?:utm_[^=]*|fbclid|gclid|spm)(?:=|$)/i;

/**
 * The address with what does not tell pages apart left out, so that one page has one id: the fragment (a `#!…`
 * fragment names a page and stays), the parameters `utm_*`, `fbclid`, `gclid` and `spm`, default ports; host in lower
 * case, an empty path as `/` (WHATWG URL). Other parameters keep their order and spelling.
 * @throws TypeError where `url` is not an absolute URL
 */
export function canonicalUrl(url: string): string {
  const parsed = new URL(url);
  if (!parsed.hash.startsWith('#!')) parsed.hash = '';
  const kept = parsed.search
    .slice(1)
    .split('&')
    .filter((parameter) => parameter !== '' && !TRACKING.test(parameter));
  // The setter drops one `?`, which may be the first parameter's own.
  parsed.search = kept.length === 0 ? '' : `?${kept.join('&')}`;
  return parsed.href;
}

/**
 * An id for an article without one: the first 22 characters (132 bits) of the SHA-256, in base64url, of the canonical
 * URL; where there is no URL, of the JSON array `[title, body, publishedAt]`. The same page or the same text so gets
 * the same id wherever and whenever it is read.
 * @param article `url` is `null` or an absolute URL
 */
export function deriveArticleId(article: Pick<Article, 'url' | 'title' | 'body' | 'publishedAt'>): string {
  const { url, title, body, publishedAt } = article;
  const name = url === null ? JSON.stringify([title, body, publishedAt]) : canonicalUrl(url);
  return createHash('sha256').update(name).digest('base64url').slice(0, 22);
}
