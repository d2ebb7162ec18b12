import { webAddress } from '../article-input.js';
import { canonicalUrl } from '../article-id.js';
import { firstUnits, oneLine } from '../plain-text.js';
import { parsePublishedAt } from '../published-at.js';

/** An article that a listing names, with what the listing says of it. */
export interface ListingEntry {
  /** Absolute, http or https. */
  readonly url: string;
  readonly title: string | null;
  /** ISO 8601 at +08:00, as `updatedAt`. */
  readonly publishedAt: string | null;
  readonly updatedAt: string | null;
}

/** What a listing is: a feed, a sitemap, an index of sitemaps (whose entries are these), or a page of links. */
export type ListingKind = 'feed' | 'sitemap' | 'sitemap-index' | 'page';

/** What stands in a feed, a sitemap or a page of links. */
export interface Listing {
  readonly kind: ListingKind;
  /** In the order of the listing, each address once. */
  readonly entries: readonly ListingEntry[];
  /** The address of the rest of it, where it says that there is more. */
  readonly next: string | null;
}

/** Entries of one listing that are read: as many as a sitemap may have (sitemaps.org). */
const mostEntries = 50_000;
const longestTitle = 2000;

/** An entry as it was found; what is empty or makes no sense is not said. */
export interface RawEntry {
  readonly url: string | null | undefined;
  readonly title?: string | null | undefined;
  readonly publishedAt?: string | null | undefined;
  readonly updatedAt?: string | null | undefined;
}

/**
 * A listing of what was found: without what has no http or https address, and each address once.
 * @param base what relative addresses are relative to
 */
export function listingOf(
  kind: ListingKind,
  raw: Iterable<RawEntry>,
  { base, next = null }: { readonly base: string; readonly next?: string | null | undefined },
): Listing {
  const entries = new Map<string, ListingEntry>();
  for (const { url, title, publishedAt, updatedAt } of raw) {
    const address = url ? webAddress(url.trim(), base) : null;
    if (address === null) continue;
    const key = canonicalUrl(address);
    const known = entries.get(key);
    // A picture often leads to the same article before its title does.
    const said = firstUnits(oneLine(title ?? ''), longestTitle) || null;
    entries.set(key, {
      url: known?.url ?? address,
      title: known?.title ?? said,
      publishedAt: known?.publishedAt ?? parsePublishedAt(publishedAt ?? ''),
      updatedAt: known?.updatedAt ?? parsePublishedAt(updatedAt ?? ''),
    });
    if (entries.size === mostEntries) break;
  }
  return { kind, entries: [...entries.values()], next: next ? webAddress(next.trim(), base) : null };
}
