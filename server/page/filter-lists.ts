import type { FacetCount } from '../../indexer/index.js';
import { renderItem } from './filter-item.js';
import { html } from './html.js';
import type { Content, Html } from './html.js';
import { searchHref, toggled } from './page-query.js';
import type { PageQuery } from './page-query.js';
import { texts } from './texts.js';
import { renderTimes } from './times.js';

/** What the filters are made of: how many articles each value has. */
export interface FilterCounts {
  readonly section: readonly FacetCount[];
  readonly source: readonly FacetCount[];
  readonly author: readonly FacetCount[];
  /** `2024-11`, newest first; not narrowed by the chosen time. */
  readonly month: readonly FacetCount[];
}

/** Values shown at once, and at all: the rest is reached by searching. */
const shownAtOnce = 8;
const shownAtAll = 60;

/** The filters by section, source, time and author, as links with counts; a disclosure on a phone. */
export function renderFilters(query: PageQuery, counts: FilterCounts): Content {
  const groups = [
    renderGroup(texts.fields.section, valueItems(query, 'section', counts.section)),
    renderGroup(texts.fields.source, valueItems(query, 'source', counts.source)),
    counts.month.length > 0 && renderTimes(query, counts.month),
    renderGroup(texts.fields.author, valueItems(query, 'author', counts.author)),
  ].filter((group) => group !== false);
  if (groups.length === 0) return null;
  return html`<details class="filters">
    <summary>${texts.filters}</summary>
    <div class="groups">${groups}</div>
  </details>`;
}

function renderGroup(heading: string, items: readonly Html[]): Html | false {
  if (items.length === 0) return false;
  const rest = items.slice(shownAtOnce);
  return html`<section>
    <h2>${heading}</h2>
    <ul>
      ${items.slice(0, shownAtOnce)}
    </ul>
    ${rest.length > 0 && renderRest(rest)}
  </section>`;
}

function renderRest(rest: readonly Html[]): Html {
  return html`<details class="rest">
    <summary>${texts.more(rest.length)}</summary>
    <ul>
      ${rest}
    </ul>
  </details>`;
}

/** The values of a list that are shown, chosen ones first, also those that no longer match anything. */
function valueItems(
  query: PageQuery,
  field: 'section' | 'source' | 'author',
  counts: readonly FacetCount[],
): readonly Html[] {
  const chosen = query[field].map((value) => counts.find((one) => one.value === value) ?? { value, count: 0 });
  const others = counts.filter(({ value }) => !query[field].includes(value));
  return [...chosen, ...others]
    .slice(0, shownAtAll)
    .map(({ value, count }) =>
      renderItem(searchHref(toggled(query, field, value)), value, count, query[field].includes(value)),
    );
}
