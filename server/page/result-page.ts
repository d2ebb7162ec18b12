import type { SearchAnswer } from '../../indexer/index.js';
import { renderChips } from './chips.js';
import { shownDay } from './dates.js';
import { feedHref, renderFeedLink } from './feed-link.js';
import { renderFilters } from './filter-lists.js';
import type { FilterCounts } from './filter-lists.js';
import { renderHistogram } from './histogram.js';
import { renderHits } from './hit-list.js';
import { html } from './html.js';
import type { Content, Html } from './html.js';
import { renderLayout } from './layout.js';
import type { Site } from './layout.js';
import { renderEmpty, renderNotices, renderTips } from './notices.js';
import { isFiltered, searchHref } from './page-query.js';
import type { PageQuery } from './page-query.js';
import { renderPageLinks, renderPager } from './pager.js';
import { texts } from './texts.js';

/** What a page of results shows. */
export interface Results {
  readonly query: PageQuery;
  readonly answer: SearchAnswer;
  readonly counts: FilterCounts;
}

/** The search page: the front page where nothing is asked, else one page of results. */
export function renderResultPage(site: Site, results: Results): string {
  const { query, answer } = results;
  const isFront = query.q === '' && !isFiltered(query);
  return renderLayout(site, {
    title: titleOf(query, isFront),
    query,
    listed: isFront && query.page === 1,
    head: [renderPageLinks(query, answer.stories), !isFront && renderFeedLink(query)],
    ...(isFront ? { dateline: dateline(answer.total) } : {}),
    main: renderMain(results, isFront),
  });
}

function titleOf({ q, page }: PageQuery, isFront: boolean): string {
  const what = isFront ? '' : texts.heading(q);
  return page === 1 ? what : `${what === '' ? texts.latest : what} ${texts.pageTitle(page)}`;
}

function dateline(total: number): Html {
  return html`<span>${shownDay(new Date())}</span><span class="tagline">${texts.tagline}</span
    ><span>${texts.collected(total)}</span>`;
}

function renderMain({ query, answer, counts }: Results, isFront: boolean): Html {
  return html`<div class="columns">
    <aside aria-label="${texts.filters}">${renderFilters(query, counts)}</aside>
    <div class="results">
      ${isFront ? renderFrontHead() : renderResultHead(query, answer)} ${renderChips(query)}
      ${!isFront && renderHistogram(query, counts.month)} ${renderNotices(query, answer)}
      ${answer.hits.length > 0 ? renderHits(answer.hits, query) : renderEmpty(query, answer.stories)}
      ${answer.hits.length > 0 && renderPager(query, answer.stories)}
    </div>
  </div>`;
}

function renderFrontHead(): Html {
  return html`<div class="summary">
      <h1>${texts.latest}</h1>
    </div>
    <p class="help">${texts.latestHelp}</p>
    <details class="how">
      <summary>${texts.tipsHeading}</summary>
      ${renderTips()}
    </details>`;
}

function renderResultHead(query: PageQuery, { total, stories, tookMs }: SearchAnswer): Html {
  const heading = html`<h1 class="unseen">${texts.heading(query.q)}</h1>`;
  if (total === 0) return heading;
  return html`<div class="summary">
    ${heading}
    <p>${texts.found(total, stories, tookMs)}</p>
    <div class="ways">
      ${total > 1 && query.q !== '' && renderOrder(query)}
      <a class="feed" href="${feedHref(query)}" title="${texts.subscribeHelp}" rel="nofollow">${texts.subscribe}</a>
    </div>
  </div>`;
}

function renderOrder(query: PageQuery): Content {
  const choice = (sort: PageQuery['sort'], text: string): Html => {
    const isChosen = sort === query.sort;
    const href = searchHref({ ...query, sort, page: 1 });
    return html`<a href="${href}" rel="nofollow" ${isChosen && html`aria-current="true"`}>${text}</a>`;
  };
  return html`<nav class="order" aria-label="${texts.sort}">
    ${choice('relevance', texts.byRelevance)} ${choice('newest', texts.byNewest)}
  </nav>`;
}
