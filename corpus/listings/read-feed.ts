import { listingOf, type Listing, type RawEntry } from './listing.js';
import { childOf, textOf, type XmlElement } from './parse-xml.js';

/** RSS 2.0, RSS 1.0 (RDF) or Atom. */
export function readFeed(root: XmlElement, base: string): Listing {
  return root.name === 'feed' ? readAtom(root, base) : readRss(root, base);
}

/** In RSS 1.0 the items stand beside the channel, in 2.0 within it. */
function readRss(root: XmlElement, base: string): Listing {
  const channel = childOf(root, 'channel');
  const items = [...(channel?.children ?? []), ...root.children].filter(({ name }) => name === 'item');
  const next = channel?.children.find((child) => isLink(child, 'next'))?.attributes.get('href');
  return listingOf('feed', items.map(rssEntry), { base, next });
}

function rssEntry(item: XmlElement): RawEntry {
  const guid = childOf(item, 'guid');
  const permalink = guid?.attributes.get('ispermalink') === 'false' ? null : guid?.text;
  return {
    // Behind a counter of clicks (FeedBurner) the article's own address stands apart.
    url:
      textOf(item, 'origlink', 'link') ?? childOf(item, 'link')?.attributes.get('href') ?? permalink ?? aboutOf(item),
    title: textOf(item, 'title'),
    publishedAt: textOf(item, 'pubdate', 'date', 'published'),
    updatedAt: textOf(item, 'updated', 'modified'),
  };
}

/** In RSS 1.0 an item carries its address as `rdf:about`, too. */
function aboutOf({ attributes }: XmlElement): string | undefined {
  return [...attributes].find(([name]) => name.endsWith(':about'))?.[1];
}

/** `xml:base` stands on the feed where it does at all. */
function readAtom(root: XmlElement, base: string): Listing {
  const said = root.attributes.get('xml:base');
  const own = said !== undefined && URL.canParse(said, base) ? new URL(said, base).href : base;
  const entries = root.children.filter(({ name }) => name === 'entry');
  const next = root.children.find((child) => isLink(child, 'next'))?.attributes.get('href');
  return listingOf('feed', entries.map(atomEntry), { base: own, next });
}

function atomEntry(entry: XmlElement): RawEntry {
  const links = entry.children.filter(({ name }) => name === 'link');
  const link = links.find((one) => isLink(one, 'alternate')) ?? links.find((one) => !one.attributes.has('rel'));
  return {
    url: link?.attributes.get('href') ?? textOf(entry, 'link', 'id'),
    title: textOf(entry, 'title'),
    publishedAt: textOf(entry, 'published', 'issued', 'updated'),
    updatedAt: textOf(entry, 'updated', 'modified'),
  };
}

function isLink({ name, attributes }: XmlElement, rel: string): boolean {
  return name === 'link' && attributes.get('rel') === rel;
}
