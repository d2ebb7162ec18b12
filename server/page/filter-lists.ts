import type { FacetCount } from '../../indexer/index.js';
import { html } from './html.js';
import type { Content, Html } from './html.js';
import { searchHref, toggled } from './page-query.js';
import type { PageQuery } from './page-query.js';
import { shownNumber, texts } from './texts.js';

/** What the filters are made of: how many articles each value has. */
export interface FilterCounts {
  readonly section: readonly FacetCount[];
  readonly source: readonly FacetCount[];
  /** `2024-11`, newest first; not narrowed by the chosen month. */
  readonly month: readonly FacetCount[];
}

/** Values shown at once, and at all: the rest is reached by searching. */
const shownAtOnce = 8;
const shownAtAll = 60;

/** The filters by section, source and month, as links with counts; a disclosure on a phone. */
export function renderFilters(query: PageQuery, counts: FilterCounts): Content {
  const groups = [
    renderGroup(texts.fields.section, valueItems(query, 'section', counts.section)),
    renderGroup(texts.fields.source, valueItems(query, 'source', counts.source)),
    counts.month.length > 0 && renderTime(query, counts.month),
  ].filter((group) => group !== false);
  if (groups.length === 0) return null;
  return html`<details class="filters">
    <summary>${texts.filters}</summary>
    <div class="groups">${groups}</div>
  </details>`;
}

function renderGroup(heading: string, items: readonly Html[]): Html | false {
  if (items.length === 0) return false;
  const rest = items.slice(shownAtOnce, shownAtAll);
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

/** The values of a list, chosen ones first, also those that no longer match anything. */
function valueItems(query: PageQuery, field: 'section' | 'source', counts: readonly FacetCount[]): readonly Html[] {
  const chosen = query[field].map((value) => counts.find((one) => one.value === value) ?? { value, count: 0 });
  const others = counts.filter(({ value }) => !query[field].includes(value));
  return [...chosen, ...others].map(({ value, count }) =>
    renderItem(searchHref(toggled(query, field, value)), value, count, query[field].includes(value)),
  );
}

function renderItem(href: string, label: string, count: number, isChosen: boolean): Html {
  return html`<li>
    <a href="${href}" rel="nofollow" ${isChosen && html`aria-current="true"`}>
      <bdi>${label}</bdi>${isChosen && html`<span class="unseen">${texts.chosen}</span>`}
      <span class="count">${shownNumber(count)}</span>
    </a>
  </li>`;
}

/** Months in their years; open is the chosen month's year, else the newest. */
function renderTime(query: PageQuery, months: readonly FacetCount[]): Html {
  const years = [...new Set(months.map(({ value }) => value.slice(0, 4)))];
  const open = query.month?.slice(0, 4) ?? years[0];
  const renderYear = (year: string): Html => {
    const own = months.filter(({ value }) => value.startsWith(year));
    const sum = own.reduce((total, { count }) => total + count, 0);
    return html`<details class="year" ${year === open && html`open`}>
      <summary><span>${texts.year(year)}</span><span class="count">${shownNumber(sum)}</span></summary>
      <ul>
        ${own.map((month) => renderMonth(query, month))}
      </ul>
    </details>`;
  };
  return html`<section>
    <h2>${texts.time}</h2>
    ${years.map(renderYear)}
  </section>`;
}

function renderMonth(query: PageQuery, { value, count }: FacetCount): Html {
  const isChosen = query.month === value;
  const href = searchHref({ ...query, month: isChosen ? null : value, page: 1 });
  return renderItem(href, texts.monthOfYear(value), count, isChosen);
}
