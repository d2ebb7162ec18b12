import type { Document, Element } from 'domhandler';
import { getElementsByTagName, textContent } from 'domutils';
import { webAddress } from '../../article-input.js';

const NEXT = /^[\s[（(]*(?:下一?[页頁]|后一[页頁]|next(?: page)?|>|›|»|>>)[\s\]）)>›»]*$/i;
const LONGEST_TEXT = 20;

/**
 * The address of the next page of the same article: where `rel=next` or a link such as 下一页 leads, if its address is
 * that of this page but for a higher page number (`1.html` and `1_2.html`, `?page=2`). The next article is none.
 * @param address of this page, absolute
 */
export function nextPage(page: Document, address: string): string | null {
  for (const link of getElementsByTagName((name) => name === 'a' || name === 'link', page, true)) {
    if (!isNext(link)) continue;
    const url = webAddress(link.attribs['href']?.trim() ?? '', address);
    if (url !== null && continues(address, url)) return url;
  }
  return null;
}

function isNext(link: Element): boolean {
  if (link.attribs['rel']?.toLowerCase().split(/\s+/).includes('next') === true) return true;
  const text = textContent(link);
  return text.length <= LONGEST_TEXT && NEXT.test(text);
}

interface PageAddress {
  /** What all pages of an article have in common. */
  readonly article: string;
  readonly number: number;
}

function continues(from: string, to: string): boolean {
  const [here, there] = [pageAddress(from), pageAddress(to)];
  return here.article === there.article && there.number > here.number;
}

function pageAddress(address: string): PageAddress {
  const url = new URL(address);
  url.hash = '';
  for (const name of ['page', 'p', 'pn', 'pageno']) {
    const value = url.searchParams.get(name);
    if (value === null || !/^\d{1,3}$/.test(value)) continue;
    url.searchParams.delete(name);
    return { article: url.href, number: Number(value) };
  }
  const [, stem = url.pathname, number, ending = ''] =
    /^(.*?[^/_-])(?:[_-](\d{1,3}))?(\.\w{2,5})?$/.exec(url.pathname) ?? [];
  return { article: `${url.origin}${stem}${ending}${url.search}`, number: number === undefined ? 1 : Number(number) };
}
