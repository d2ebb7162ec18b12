import type { Article } from '../../corpus/index.js';
import { shownDate } from './dates.js';
import { html } from './html.js';
import type { Content, Html } from './html.js';

/** What a line of facts needs; hits and articles both have it. */
export type Facts = Pick<Article, 'source' | 'author' | 'section' | 'publishedAt'>;

/**
 * Source · author · section · date. What is missing leaves nothing behind: the dots between are the style sheet's.
 * @param link turns a value into a link; without it values are plain text
 */
export function renderFacts(
  facts: Facts,
  link: (field: 'source' | 'author' | 'section', value: string) => Content = (_field, value) =>
    html`<bdi>${value}</bdi>`,
): Html {
  const fields = (['source', 'author', 'section'] as const).map((field) => {
    const value = facts[field];
    return value !== null && html`<li class="${field}">${link(field, value)}</li>`;
  });
  const { publishedAt } = facts;
  const time = publishedAt !== null && html`<li><time datetime="${publishedAt}">${shownDate(publishedAt)}</time></li>`;
  return html`<ul class="facts">
    ${fields}${time}
  </ul>`;
}
