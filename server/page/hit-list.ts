import type { Hit } from '../../indexer/index.js';
import { renderCopies } from './copies.js';
import { renderFacts } from './facts.js';
import { html, trusted } from './html.js';
import type { Html } from './html.js';
import { pageSize, writePageQuery } from './page-query.js';
import type { PageQuery } from './page-query.js';
import { texts } from './texts.js';

/** The address of an article's page; it keeps the question, for the way back. */
export function articleHref(id: string, query: PageQuery): string {
  return `/articles/${encodeURIComponent(id)}${writePageQuery(query)}`;
}

/** The hits of one page. Their highlights are HTML that the search service has escaped. */
export function renderHits(hits: readonly Hit[], query: PageQuery): Html {
  return html`<ol class="hits">
    ${hits.map((hit, i) => renderHit(hit, query, (query.page - 1) * pageSize + i + 1))}
  </ol>`;
}

/** @param rank its place in the whole result, from 1 */
function renderHit(hit: Hit, query: PageQuery, rank: number): Html {
  const { title, snippets } = hit.highlights;
  return html`<li>
    <article class="hit">
      <h2 data-hit="${hit.id}" data-rank="${rank}">
        <a href="${articleHref(hit.id, query)}">${title === '' ? texts.untitled : trusted(title)}</a>
      </h2>
      ${snippets.length > 0 && html`<p class="snippets">${trusted(joined(snippets))}</p>`} ${renderFacts(hit)}
      ${renderCopies(hit, rank, (id) => articleHref(id, query))}
    </article>
  </li>`;
}

/** The excerpts as one text, with an ellipsis where something is left out between two of them. */
function joined(snippets: readonly string[]): string {
  return snippets.reduce(
    (before, next) => before + (before.endsWith('…') || next.startsWith('…') ? ' ' : ' … ') + next,
  );
}
