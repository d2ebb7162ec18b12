import type { Article, ArticleImage } from '../../corpus/index.js';
import type { RelatedArticle } from '../../indexer/index.js';
import { renderFacts } from './facts.js';
import { articleHref } from './hit-list.js';
import { html } from './html.js';
import type { Content, Html } from './html.js';
import { renderLayout } from './layout.js';
import type { Site } from './layout.js';
import { isFiltered, searchHref } from './page-query.js';
import type { PageQuery } from './page-query.js';
import { texts } from './texts.js';
import { webAddress } from './web-address.js';

/**
 * One article.
 * @param related others on the same story; none: nothing is shown of them
 * @param query the question its reader came from; leads back to the results
 */
export function renderArticlePage(
  site: Site,
  article: Article,
  related: readonly RelatedArticle[],
  query: PageQuery,
): string {
  const original = webAddress(article.url);
  const { title } = article;
  return renderLayout(site, {
    title: title === '' ? texts.untitled : title,
    query: query.q === '' ? null : query,
    listed: true,
    head: html`<link rel="canonical" href="${original ?? `/articles/${encodeURIComponent(article.id)}`}" />`,
    main: html`<div class="columns">
      <aside>${renderBack(query)}</aside>
      <article class="article">
        <h1>${title === '' ? texts.untitled : title}</h1>
        ${renderFacts(article, filterLink)}
        <div class="body">${paragraphs(article.body).map((text) => html`<p>${text}</p>`)}</div>
        ${renderImages(article.images)} ${renderTags(article.tags)} ${original !== null && renderOriginal(original)}
        ${renderRelated(related, query)}
      </article>
    </div>`,
  });
}

function renderBack(query: PageQuery): Html {
  const isFromSearch = query.q !== '' || isFiltered(query) || query.page > 1;
  return html`<p class="back">
    <a href="${searchHref(query)}">${isFromSearch ? texts.back(query.q) : texts.home}</a>
  </p>`;
}

function filterLink(field: string, value: string): Html {
  return html`<a href="/?${new URLSearchParams({ [field]: value }).toString()}"><bdi>${value}</bdi></a>`;
}

function paragraphs(body: string): readonly string[] {
  return body
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '');
}

/** Captions, and links to the pictures: a picture itself would be fetched from elsewhere. */
function renderImages(images: readonly ArticleImage[]): Content {
  const lines = images.map(({ url, caption }) => ({ caption, address: webAddress(url) }));
  const shown = lines.filter(({ caption, address }) => caption !== null || address !== null);
  if (shown.length === 0) return null;
  return html`<section class="captions" aria-label="${texts.captions}">
    <ul>
      ${shown.map(
        ({ caption, address }) => html`<li>${caption} ${address !== null && outward(address, texts.image)}</li>`,
      )}
    </ul>
  </section>`;
}

function renderTags(tags: readonly string[]): Content {
  if (tags.length === 0) return null;
  return html`<ul class="tags" aria-label="${texts.tags}">
    ${tags.map((tag) => html`<li>${filterLink('tag', tag)}</li>`)}
  </ul>`;
}

function renderOriginal(address: string): Html {
  return html`<p class="original">${outward(address, texts.original)} <span>${new URL(address).host}</span></p>`;
}

function renderRelated(related: readonly RelatedArticle[], query: PageQuery): Content {
  if (related.length === 0) return null;
  return html`<section class="related">
    <h2>${texts.related}</h2>
    <ul>
      ${related.map(
        (one) =>
          html`<li>
            <a href="${articleHref(one.id, query)}">${one.title === '' ? texts.untitled : one.title}</a>
            ${renderFacts(one)}
          </li>`,
      )}
    </ul>
  </section>`;
}

function outward(address: string, text: string): Html {
  return html`<a href="${address}" rel="external noopener noreferrer nofollow">${text}</a>`;
}
