import { Element } from 'domhandler';
import { getElementsByTagName, textContent } from 'domutils';
import { webAddress } from '../article-input.js';
import { parseHtml } from '../page/html/parse-html.js';
import { listingOf, type Listing } from './listing.js';

/**
 * The links of a page that lead to articles.
 * @param pattern what their absolute address has to match; `null`: none does
 */
export function readLinks(html: string, base: string, pattern: RegExp | null): Listing {
  if (pattern === null) return listingOf('page', [], { base });
  const page = parseHtml(html);
  const said = getElementsByTagName('base', page, true, 1)[0]?.attribs['href'];
  const own = webAddress(said ?? '', base) ?? base;
  const links = getElementsByTagName('a', page, true).filter((one) => one instanceof Element);
  const wanted = links.flatMap((link) => {
    const url = webAddress(link.attribs['href']?.trim() ?? '', own);
    return url !== null && matches(pattern, url) ? [{ url, title: titleOf(link) }] : [];
  });
  return listingOf('page', wanted, { base: own });
}

/** The text of a link. One with links in it, which no page should have, says nothing: read all over again each, a few
 * hundred within each other would take as many times as long. */
function titleOf(link: Element): string {
  return getElementsByTagName('a', link.children, true, 1).length > 0 ? '' : textContent(link);
}

/** A pattern with a flag that remembers where it was begins anew. */
function matches(pattern: RegExp, url: string): boolean {
  pattern.lastIndex = 0;
  return pattern.test(url);
}
