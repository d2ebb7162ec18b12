import type { Feed, FeedItem } from './feed.js';

/** A feed as JSON Feed 1.1 (jsonfeed.org/version/1.1). */
export function toJsonFeed(feed: Feed): object {
  return {
    version: 'https://jsonfeed.org/version/1.1',
    title: feed.title,
    description: feed.description,
    home_page_url: feed.homeUrl,
    feed_url: feed.feedUrl,
    language: 'zh-CN',
    items: feed.items.map(toItem),
  };
}

function toItem({ id, url, title, summary, author, source, categories, image, publishedAt }: FeedItem): object {
  const name = author ?? source;
  return {
    id,
    url,
    title,
    content_html: summary,
    ...(publishedAt === null ? {} : { date_published: publishedAt }),
    ...(name === null ? {} : { authors: [{ name }] }),
    ...(image === null ? {} : { image }),
    ...(categories.length === 0 ? {} : { tags: categories }),
  };
}
