import type { FacetCount } from '../../indexer/index.js';
import { renderItem } from './filter-item.js';
import { html } from './html.js';
import type { Html } from './html.js';
import { hiddenFields, keptFields } from './kept-fields.js';
import { inTime, searchHref } from './page-query.js';
import type { PageQuery } from './page-query.js';
import { shownNumber, texts } from './texts.js';
import { anyTime, isSameRange, monthRange, yearRange, type TimeRange } from './time-range.js';

/** Months in their years, and any days from one to another; open is the chosen year, else the newest. */
export function renderTimes(query: PageQuery, months: readonly FacetCount[]): Html {
  const years = [...new Set(months.map(({ value }) => value.slice(0, 4)))];
  const open = query.from?.slice(0, 4) ?? years[0];
  return html`<section>
    <h2>${texts.time}</h2>
    ${years.map((year) => renderYear(query, months, { year, isOpen: year === open }))} ${renderDays(query)}
  </section>`;
}

function renderYear(
  query: PageQuery,
  months: readonly FacetCount[],
  { year, isOpen }: { readonly year: string; readonly isOpen: boolean },
): Html {
  const own = months.filter(({ value }) => value.startsWith(year));
  const sum = own.reduce((total, { count }) => total + count, 0);
  return html`<details class="year" ${isOpen && html`open`}>
    <summary><span>${texts.year(year)}</span><span class="count">${shownNumber(sum)}</span></summary>
    <ul>
      ${own.length > 1 && renderTime(query, yearRange(year), { label: texts.wholeYear, count: sum })}
      ${own.map(({ value, count }) => renderTime(query, monthRange(value), { label: texts.monthOfYear(value), count }))}
    </ul>
  </details>`;
}

function renderTime(
  query: PageQuery,
  range: TimeRange,
  { label, count }: { readonly label: string; readonly count: number },
): Html {
  const isChosen = isSameRange(query, range);
  return renderItem(searchHref(inTime(query, isChosen ? anyTime : range)), label, count, isChosen);
}

/** From one day to another, as a form. */
function renderDays(query: PageQuery): Html {
  const typed = query.q === '' ? [] : [['q', query.q] as const];
  return html`<form class="days" action="/" method="get">
    ${hiddenFields([...typed, ...keptFields(query)])}
    <label>${texts.from} <input type="date" name="from" value="${query.from ?? ''}" /></label>
    <label>${texts.to} <input type="date" name="to" value="${query.to ?? ''}" /></label>
    <button type="submit">${texts.apply}</button>
  </form>`;
}
