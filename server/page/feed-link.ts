import { html } from './html.js';
import type { Html } from './html.js';
import { filterFields, type PageQuery } from './page-query.js';
import { texts } from './texts.js';

/** The address of the feed of a search. */
export function feedHref(query: PageQuery): string {
  const words = query.q === '' ? '' : new URLSearchParams({ q: query.q }).toString();
  return `/search.rss?${[words, filterFields(query)].filter((part) => part !== '').join('&')}`;
}

/** For the head of the document: lets a reader of feeds find the feed of this search. */
export function renderFeedLink(query: PageQuery): Html {
  const title = texts.feedDescription(query.q);
  return html`<link rel="alternate" type="application/rss+xml" title="${title}" href="${feedHref(query)}" />`;
}
