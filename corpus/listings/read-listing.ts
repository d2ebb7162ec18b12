import { gunzipSync } from 'node:zlib';
import { CorpusError } from '../errors.js';
import { decodePage } from '../page/charset.js';
import type { Listing } from './listing.js';
import { parseXml, type XmlElement } from './parse-xml.js';
import { readFeed } from './read-feed.js';
import { readJsonFeed } from './read-json-feed.js';
import { readLinks } from './read-links.js';
import { readSitemap, readTextSitemap } from './read-sitemap.js';

/** Bytes of a listing after unpacking: as many as a sitemap may have (sitemaps.org). */
const largest = 50 * 1024 * 1024;

/** What is known of a listing besides its bytes. */
export interface ListingOptions {
  /** The `Content-Type` it was sent with. */
  readonly contentType: string | null;
  /** Where it was found, absolute. */
  readonly url: string;
  /** Which links of a page lead to articles; without it none do. */
  readonly linkPattern?: RegExp | undefined;
}

/**
 * Reads what lists the articles of a site: RSS 2.0 and 1.0, Atom, JSON Feed, a sitemap, an index of sitemaps, a sitemap as
 * text, each also packed (gzip) and in any charset, or the links of a page. Anything else is a page without entries.
 * @throws CorpusError `unreadable` where it cannot be unpacked, or is over 50 MiB
 */
export function readListing(bytes: Uint8Array, { contentType, url, linkPattern }: ListingOptions): Listing {
  const { text } = decodePage(unpacked(bytes), contentType);
  if (/^\s*\{/.test(text)) return readJsonFeed(text, url) ?? readLinks(text, url, null);
  if (/^\s*https?:\/\/\S+\s*(?:\n|$)/.test(text)) return readTextSitemap(text, url);
  if (/<(?:[\w-]+:)?(?:rss|rdf|feed|urlset|sitemapindex)[\s>]/i.test(text.slice(0, 4096))) {
    const root = parseXml(text).children.find(({ name }) => isListing(name));
    if (root !== undefined) return readXml(root, url);
  }
  return readLinks(text, url, linkPattern ?? null);
}

function isListing(name: string): boolean {
  return ['rss', 'rdf', 'feed', 'urlset', 'sitemapindex'].includes(name);
}

function readXml(root: XmlElement, url: string): Listing {
  return root.name === 'urlset' || root.name === 'sitemapindex' ? readSitemap(root, url) : readFeed(root, url);
}

function unpacked(bytes: Uint8Array): Uint8Array {
  const isPacked = bytes[0] === 0x1f && bytes[1] === 0x8b;
  if (!isPacked && bytes.length > largest) throw new CorpusError('unreadable', 'a listing of over 50 MiB');
  if (!isPacked) return bytes;
  try {
    return gunzipSync(bytes, { maxOutputLength: largest });
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw new CorpusError('unreadable', `a packed listing cannot be unpacked: ${reason}`, { cause });
  }
}
