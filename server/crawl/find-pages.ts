import { canonicalUrl, CorpusError, readListing, type Listing } from '../../corpus/index.js';
import type { CrawlDependencies } from './crawl-source.js';
import type { Validators } from './crawl-state.js';
import type { Source } from './source.js';

/** Listings that one source may lead to: sitemaps of an index, pages of a feed. */
const mostListings = 500;

/**
 * Looks at a source's listing, and at those that it leads to, and notes the pages they name. A listing that has not changed
 * since is not read again.
 * @returns how many pages are new
 */
export async function findPages(source: Source, dependencies: CrawlDependencies): Promise<number> {
  const listings = [source.url];
  let found = 0;
  for (let at = 0; at < listings.length && at < mostListings && !dependencies.isStopping(); at++) {
    const url = listings[at] ?? '';
    const read = await readOne(url, source, dependencies);
    if (read === null) continue;
    const { kind, entries, next } = read.listing;
    const isIndex = kind === 'sitemap-index';
    if (!isIndex) found += await note(source, entries, dependencies);
    const further = [...(isIndex ? entries.map((entry) => entry.url) : []), ...(next === null ? [] : [next])];
    listings.push(...fresh(further, listings));
    // Only now: of what was not noted yet it must not be said the next time that nothing has changed. An index may stay
    // as it is while its sitemaps change.
    if (!isIndex) await dependencies.state.saveListing(url, read.validators);
  }
  return found;
}

async function note(source: Source, entries: Listing['entries'], { state, now }: CrawlDependencies): Promise<number> {
  const pages = entries.map(({ url, updatedAt, publishedAt }) => ({
    url: canonicalUrl(url),
    listed: updatedAt ?? publishedAt,
  }));
  return state.find(source.url, pages, now());
}

/** `null` where it has not changed, or cannot be had. */
async function readOne(
  url: string,
  source: Source,
  { fetcher, state, log }: CrawlDependencies,
): Promise<{ readonly listing: Listing; readonly validators: Validators } | null> {
  const fetched = await fetcher.get(url, await state.listing(url));
  if (fetched.kind === 'unchanged') return null;
  if (fetched.kind !== 'fetched') {
    const why = 'why' in fetched ? fetched.why : 'it is not there';
    log({ url, what: fetched.kind === 'refused' ? 'refused' : 'failed', why });
    return null;
  }
  try {
    const { contentType, bytes } = fetched;
    const listing = readListing(bytes, {
      contentType,
      url: fetched.url,
      ...(source.link && { linkPattern: source.link }),
    });
    return { listing, validators: fetched };
  } catch (error) {
    if (!(error instanceof CorpusError)) throw error;
    log({ url, what: 'failed', why: error.message });
    return null;
  }
}

function fresh(urls: readonly string[], known: readonly string[]): readonly string[] {
  return [...new Set(urls)].filter((url) => !known.includes(url));
}
