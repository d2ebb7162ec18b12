import { z } from 'zod';
import { listingOf, type Listing } from './listing.js';

const text = z.string().nullish().catch(null);
const feed = z.object({
  version: z.string().startsWith('https://jsonfeed.org/version/'),
  next_url: text,
  items: z.array(
    z
      .object({ url: text, external_url: text, id: text, title: text, date_published: text, date_modified: text })
      .catch({}),
  ),
});

/** A JSON Feed (jsonfeed.org, 1.0 and 1.1); `null` where the text is none. */
export function readJsonFeed(json: string, base: string): Listing | null {
  const read = feed.safeParse(parse(json));
  if (!read.success) return null;
  const entries = read.data.items.map((item) => ({
    url: item.url ?? item.external_url ?? (/^https?:/.test(item.id ?? '') ? item.id : null),
    title: item.title,
    publishedAt: item.date_published,
    updatedAt: item.date_modified,
  }));
  return listingOf('feed', entries, { base, next: read.data.next_url });
}

function parse(json: string): unknown {
  try {
    return JSON.parse(json);
  } catch (error) {
    if (error instanceof SyntaxError) return null;
    throw error;
  }
}
