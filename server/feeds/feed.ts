import type { Hit, SearchAnswer } from '../../indexer/index.js';
import { texts } from '../page/texts.js';
import { webAddress } from '../page/web-address.js';

/** One article of a feed. */
export interface FeedItem {
  readonly id: string;
  readonly url: string;
  readonly title: string;
  /** HTML: the excerpts, all escaped but their marks. */
  readonly summary: string;
  readonly author: string | null;
  readonly source: string | null;
  readonly categories: readonly string[];
  readonly image: string | null;
  /** ISO 8601, `null`: unknown. */
  readonly publishedAt: string | null;
}

/** A search as something to subscribe to. */
export interface Feed {
  readonly title: string;
  readonly description: string;
  /** The page of the results. */
  readonly homeUrl: string;
  /** The feed itself. */
  readonly feedUrl: string;
  readonly items: readonly FeedItem[];
}

/** Where a feed stands. */
export interface FeedPlace {
  readonly siteName: string;
  /** Without a slash at the end. */
  readonly baseUrl: string;
  /** Of the feed: `/search.rss`. */
  readonly path: string;
  /** The question: `?q=…`, or nothing. */
  readonly query: string;
}

/** A search and its answer as a feed. */
export function toFeed(q: string, answer: SearchAnswer, { siteName, baseUrl, path, query }: FeedPlace): Feed {
  return {
    title: q === '' ? siteName : texts.feedTitle(q, siteName),
    description: texts.feedDescription(q),
    homeUrl: `${baseUrl}/${query}`,
    feedUrl: `${baseUrl}${path}${query}`,
    items: answer.hits.map((hit) => toItem(hit, baseUrl)),
  };
}

function toItem(hit: Hit, baseUrl: string): FeedItem {
  const { id, url, title, author, source, section, tags, image, publishedAt, highlights } = hit;
  return {
    id,
    url: webAddress(url) ?? `${baseUrl}/articles/${encodeURIComponent(id)}`,
    title: title === '' ? texts.untitled : title,
    summary: highlights.snippets.join(' '),
    author,
    source,
    categories: [...new Set([section ?? '', ...tags])].filter((one) => one !== ''),
    image,
    publishedAt,
  };
}
