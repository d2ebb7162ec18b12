import type { Feed, FeedItem } from './feed.js';
import { element, xmlText } from './xml.js';

/** Minutes after which a reader may look again. */
const minutes = 15;

/** A feed as RSS 2.0 (rssboard.org/rss-specification), with Atom's link to itself and Dublin Core's creator. */
export function renderRss(feed: Feed): string {
  const newest = feed.items
    .flatMap(({ publishedAt }) => publishedAt ?? [])
    .toSorted((a, b) => Date.parse(b) - Date.parse(a))[0];
  return `<?xml version="1.0" encoding="UTF-8"?>
<rss version="2.0" xmlns:atom="http://www.w3.org/2005/Atom" xmlns:dc="http://purl.org/dc/elements/1.1/">
<channel>
${element('title', feed.title)}${element('link', feed.homeUrl)}${element('description', feed.description)}<language>zh-CN</language>
<ttl>${minutes}</ttl>
<atom:link rel="self" type="application/rss+xml" href="${xmlText(feed.feedUrl)}"/>
${element('lastBuildDate', rssDate(newest ?? null))}${feed.items.map(renderItem).join('')}</channel>
</rss>
`;
}

function renderItem(item: FeedItem): string {
  const categories = item.categories.map((category) => element('category', category)).join('');
  return `<item>
${element('title', item.title)}${element('link', item.url)}${element('guid', item.id, ' isPermaLink="false"')}${element('description', item.summary)}${element('dc:creator', item.author ?? item.source)}${categories}${element('pubDate', rssDate(item.publishedAt))}</item>
`;
}

/** The form of RFC 822 that RSS wants. */
function rssDate(time: string | null): string | null {
  if (time === null) return null;
  const date = new Date(time);
  return Number.isNaN(date.getTime()) ? null : date.toUTCString();
}
