import { html } from './html.js';
import type { Html } from './html.js';
import { shownNumber, texts } from './texts.js';

/** One value that can be chosen, with its count. */
export function renderItem(href: string, label: string, count: number, isChosen: boolean): Html {
  return html`<li>
    <a href="${href}" rel="nofollow" ${isChosen && html`aria-current="true"`}>
      <bdi>${label}</bdi>${isChosen && html`<span class="unseen">${texts.chosen}</span>`}
      <span class="count">${shownNumber(count)}</span>
    </a>
  </li>`;
}
