import type { Duplicates, Hit } from '../../indexer/index.js';
import { shownDate } from './dates.js';
import { html } from './html.js';
import type { Content, Html } from './html.js';
import { texts } from './texts.js';

/**
 * The other articles that tell a hit's story, folded up: who else has it, with links to read it there.
 * @param rank the hit's place in the whole result, from 1
 * @param hrefOf the address of an article's page
 */
export function renderCopies({ duplicates, source }: Hit, rank: number, hrefOf: (id: string) => string): Content {
  const { count, articles } = duplicates;
  if (articles.length === 0) return null;
  return html`<details class="copies">
    <summary>${summaryOf(duplicates, source)}</summary>
    <ul>
      ${articles.map((copy) => renderCopy(copy, rank, hrefOf(copy.id)))}
    </ul>
    ${count > articles.length && html`<p>${texts.moreCopies(count - articles.length)}</p>`}
  </details>`;
}

type Copy = Duplicates['articles'][number];

/** How many others have it, where all of them say who they are; else how many times it is told again. */
function summaryOf({ count, articles }: Duplicates, own: string | null): string {
  const others = new Set(articles.map(({ source }) => source).filter((source) => source !== null && source !== own));
  return others.size === count ? texts.otherSources(count) : texts.otherCopies(count);
}

function renderCopy({ id, title, source, publishedAt }: Copy, rank: number, href: string): Html {
  return html`<li data-hit="${id}" data-rank="${rank}">
    ${source !== null && html`<bdi class="source">${source}</bdi>`}
    <a href="${href}">${title === '' ? texts.untitled : title}</a>
    ${publishedAt !== null && html`<time datetime="${publishedAt}">${shownDate(publishedAt)}</time>`}
  </li>`;
}
