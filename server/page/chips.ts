import { html } from './html.js';
import type { Content, Html } from './html.js';
import { inTime, listFilters, searchHref, toggled, unfiltered } from './page-query.js';
import type { PageQuery } from './page-query.js';
import { anyTime, isSameRange } from './time-range.js';
import { texts } from './texts.js';

/** The filters that are set, each a link that takes it away; nothing where none is. */
export function renderChips(query: PageQuery): Content {
  const chips = listFilters.flatMap((field) =>
    query[field].map((value) => chip(texts.chip(texts.fields[field], value), toggled(query, field, value))),
  );
  if (!isSameRange(query, anyTime)) chips.push(chip(texts.range(query), inTime(query, anyTime)));
  if (chips.length === 0) return null;
  return html`<ul class="chips" aria-label="${texts.active}">
    ${chips}${chips.length > 1 && html`<li><a class="clear" href="${searchHref(unfiltered(query))}">${texts.clear}</a></li>`}
  </ul>`;
}

function chip(label: string, without: PageQuery): Html {
  return html`<li>
    <a class="chip" href="${searchHref(without)}" aria-label="${texts.remove(label)}"><bdi>${label}</bdi></a>
  </li>`;
}
