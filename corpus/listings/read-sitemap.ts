import { listingOf, type Listing } from './listing.js';
import { childOf, textOf, type XmlElement } from './parse-xml.js';

/** A sitemap (sitemaps.org), with Google's news fields, or an index of sitemaps. */
export function readSitemap(root: XmlElement, base: string): Listing {
  const isIndex = root.name === 'sitemapindex';
  const entries = root.children.filter(({ name }) => name === (isIndex ? 'sitemap' : 'url'));
  const raw = entries.map((entry) => {
    const news = childOf(entry, 'news');
    return {
      url: textOf(entry, 'loc'),
      title: news && textOf(news, 'title'),
      publishedAt: news && textOf(news, 'publication_date'),
      updatedAt: textOf(entry, 'lastmod'),
    };
  });
  return listingOf(isIndex ? 'sitemap-index' : 'sitemap', raw, { base });
}

/** A sitemap as text: an address a line. */
export function readTextSitemap(text: string, base: string): Listing {
  return listingOf(
    'sitemap',
    text.split(/\r?\n/).map((url) => ({ url })),
    { base },
  );
}
