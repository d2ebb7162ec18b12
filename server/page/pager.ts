import { html } from './html.js';
import type { Content, Html } from './html.js';
import { lastPage, pageSize, searchHref } from './page-query.js';
import type { PageQuery } from './page-query.js';
import { texts } from './texts.js';

/** The number of the last page that can be shown. */
export function pageCount(stories: number): number {
  return Math.min(lastPage, Math.max(1, Math.ceil(stories / pageSize)));
}

/** For the head of the document: the pages before and after. */
export function renderPageLinks(query: PageQuery, stories: number): Content {
  const link = (rel: string, page: number): Html =>
    html`<link rel="${rel}" href="${searchHref({ ...query, page })}" />`;
  return [
    query.page > 1 && link('prev', query.page - 1),
    query.page < pageCount(stories) && link('next', query.page + 1),
  ];
}

/** Links to the pages around this one; nothing where there is only one. */
export function renderPager(query: PageQuery, stories: number): Content {
  const last = pageCount(stories);
  if (last === 1) return null;
  return html`<nav class="pager" aria-label="${texts.pages}">
    ${query.page > 1 && step(query, query.page - 1, 'prev', texts.previous)}
    <ol>
      ${numbersAround(query.page, last).map((page) => html`<li>${page === null ? '…' : number(query, page)}</li>`)}
    </ol>
    <span class="place">${texts.pageOf(query.page, last)}</span>
    ${query.page < last && step(query, query.page + 1, 'next', texts.next)}
  </nav>`;
}

function step(query: PageQuery, page: number, rel: string, text: string): Html {
  return html`<a class="${rel}" rel="${rel}" href="${searchHref({ ...query, page })}">${text}</a>`;
}

function number(query: PageQuery, page: number): Html {
  if (page === query.page) return html`<span aria-current="page">${page}</span>`;
  return html`<a href="${searchHref({ ...query, page })}" aria-label="${texts.pageLabel(page)}">${page}</a>`;
}

/**
 * The page numbers to show: the first, the last, and those around the current one; `null` where some are left out.
 * A gap of one page is filled with that page.
 */
export function numbersAround(page: number, last: number): readonly (number | null)[] {
  const near = Array.from({ length: 5 }, (_, index) => page - 2 + index);
  const wanted = [...new Set([1, ...near, last])].filter((one) => one >= 1 && one <= last);
  return wanted.flatMap((one, index) => {
    const gap = one - (wanted[index - 1] ?? 0) - 1;
    if (gap === 0) return [one];
    return gap === 1 ? [one - 1, one] : [null, one];
  });
}
