import type { SearchAnswer } from '../../indexer/index.js';
import { html } from './html.js';
import type { Content, Html } from './html.js';
import { pageCount } from './pager.js';
import { isFiltered, searchHref, unfiltered } from './page-query.js';
import type { PageQuery } from './page-query.js';
import { texts } from './texts.js';

/** What a reader should know about the answer before reading it. */
export function renderNotices(query: PageQuery, { relaxed, truncated, didYouMean }: SearchAnswer): Content {
  return [
    truncated && html`<p class="notice">${texts.truncated}</p>`,
    relaxed !== null && html`<p class="notice">${texts.relaxed} ${renderDropped(relaxed.dropped)}</p>`,
    didYouMean !== null &&
      html`<p class="notice">
        ${texts.didYouMean}<a href="${searchHref({ ...query, q: didYouMean, page: 1 })}">${didYouMean}</a>
      </p>`,
  ];
}

function renderDropped(dropped: readonly string[]): Content {
  return dropped.length > 0 && html`${texts.dropped}${dropped.map((word) => html`<s><bdi>${word}</bdi></s> `)}`;
}

/** Nothing to show: why, and what to do about it. */
export function renderEmpty(query: PageQuery, stories: number): Html {
  if (stories > 0) return renderBeyond(query, stories);
  return html`<section class="empty">
    <p class="lead">${texts.nothing(query.q)}</p>
    <p>
      ${isFiltered(query) && html`<a class="action" href="${searchHref(unfiltered(query))}">${texts.withoutFilters}</a>`}
      <a class="action" href="/">${texts.toLatest}</a>
    </p>
    <h2>${texts.adviceHeading}</h2>
    <ul class="advice">
      ${texts.advice.map((line) => html`<li>${line}</li>`)}
    </ul>
    <h2>${texts.tipsHeading}</h2>
    ${renderTips()}
  </section>`;
}

function renderBeyond(query: PageQuery, stories: number): Html {
  const last = searchHref({ ...query, page: pageCount(stories) });
  return html`<section class="empty">
    <p class="lead">${texts.beyond}</p>
    <p><a class="action" href="${last}">${texts.toLastPage}</a></p>
  </section>`;
}

/** The query language in a few examples; each can be tried. */
export function renderTips(): Html {
  return html`<dl class="tips">
    ${texts.tips.map(
      ([query, meaning]) =>
        html`<div>
          <dt><a href="/?${new URLSearchParams({ q: query }).toString()}" rel="nofollow">${query}</a></dt>
          <dd>${meaning}</dd>
        </div>`,
    )}
  </dl>`;
}
