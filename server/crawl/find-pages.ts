import { canonicalUrl, CorpusError, readListing, type Listing } from '../../corpus/index.js';
import type { CrawlDependencies } from './crawl-source.js';
import type { Validators } from './crawl-state.js';
import type { Source } from './source.js';

/** A sitemap may be of 50 MiB (sitemaps.org), far more than any page. */
const listingSizes = { sentBytes: 50 * 2 ** 20, unpackedBytes: 50 * 2 ** 20 };

/** Listings that one source may lead to: sitemaps of an index, pages of a feed. */
const mostListings = 500;

/**
 * Looks at a source's listing, and at those that it leads to, and notes the pages they name. A listing that has not changed
 * since is not read again.
 * @returns how many pages are new
 */
export async function findPages(source: Source, dependencies: CrawlDependencies): Promise<number> {
  // A set goes on to what is added while it is walked.
  const listings = new Set([source.url]);
  const noted: [string, Validators][] = [];
  let [found, isWhole] = [0, true];
  for (const url of listings) {
    if (dependencies.isStopping()) return found;
    const read = await readOne(url, source, dependencies);
    if (read === 'failed') isWhole = false;
    if (typeof read === 'string') continue;
    const { kind, entries, next } = read.listing;
    const isIndex = kind === 'sitemap-index';
    if (!isIndex) found += await note(source, entries, dependencies);
    const further = [...(isIndex ? entries.map((entry) => entry.url) : []), ...(next === null ? [] : [next])];
    for (const one of further.slice(0, mostListings)) if (listings.size < mostListings) listings.add(one);
    // Only now: of what was not noted yet it must not be said the next time that nothing has changed. An index may stay
    // as it is while its sitemaps change.
    if (!isIndex && next === null) await dependencies.state.saveListing(url, read.validators);
    else if (!isIndex) noted.push([url, read.validators]);
  }
  // Nor of what leads to a page that could not be had now; one that is not there at all will not be awaited.
  if (isWhole) for (const [url, validators] of noted) await dependencies.state.saveListing(url, validators);
  return found;
}

async function note(source: Source, entries: Listing['entries'], { state, now }: CrawlDependencies): Promise<number> {
  const pages = entries.map(({ url, updatedAt, publishedAt }) => ({
    url: canonicalUrl(url),
    listed: updatedAt ?? publishedAt,
  }));
  return state.find(source.url, pages, now());
}

async function readOne(
  url: string,
  source: Source,
  { fetcher, state, log }: CrawlDependencies,
): Promise<{ readonly listing: Listing; readonly validators: Validators } | 'unchanged' | 'unreadable' | 'failed'> {
  const fetched = await fetcher.get(url, await state.listing(url), listingSizes);
  if (fetched.kind === 'unchanged') return 'unchanged';
  if (fetched.kind !== 'fetched') {
    const why = 'why' in fetched ? fetched.why : 'it is not there';
    log({ url, what: fetched.kind === 'refused' ? 'refused' : 'failed', why });
    return fetched.kind === 'failed' ? 'failed' : 'unreadable';
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
    return 'unreadable';
  }
}
