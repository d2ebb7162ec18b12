import { html } from './html.js';
import type { Html } from './html.js';
import { hiddenFields, keptFields } from './kept-fields.js';
import { filterFields, timeFields, type PageQuery } from './page-query.js';
import { texts } from './texts.js';

/** The search box, where JavaScript runs; until then and without it, a form that does the same with less comfort. */
export function renderBox(query: PageQuery | null): Html {
  const kept = query === null ? [] : [...keptFields(query), ...timeFields(query)];
  const results = `/?q={q}${kept.map(([name, value]) => `&${new URLSearchParams([[name, value]]).toString()}`).join('')}`;
  return html`<news-search
    class="box"
    endpoint="/"
    article="page"
    value="${query?.q}"
    placeholder="${texts.placeholder}"
    results="${results}"
    filters="${query === null ? '' : filterFields(query)}"
  >
    <form role="search" action="/" method="get">
      <input
        type="search"
        name="q"
        value="${query?.q}"
        placeholder="${texts.placeholder}"
        aria-label="${texts.searchLabel}"
        autocomplete="off"
        autocapitalize="off"
        spellcheck="false"
        maxlength="1000"
        enterkeyhint="search"
      />
      ${hiddenFields(kept)}
      <button type="submit">${texts.search}</button>
    </form>
  </news-search>`;
}
