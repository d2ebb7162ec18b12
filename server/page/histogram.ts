import type { FacetCount } from '../../indexer/index.js';
import { html } from './html.js';
import type { Content, Html } from './html.js';
import { inTime, searchHref } from './page-query.js';
import type { PageQuery } from './page-query.js';
import { texts } from './texts.js';
import { anyTime, monthRange, yearName, yearRange, type TimeRange } from './time-range.js';

/** More bars than this are put together by years, by decades, … */
const mostBars = 48;
/** Years that a bar may stand for where months are too many. */
const spans = [1, 10, 100];
/** All years that an article can have, 1 to 9999, are ten of it. */
const longestSpan = 1000;
/** Of the drawing, in its own units; a bar is so wide, and a little is left between two. */
const height = 60;
const barWidth = 10;
const gap = 1.5;
/** A bar that stands for anything can be seen. */
const shortest = 2;

/** A stretch of time with its number of articles. */
export interface Bar extends TimeRange {
  readonly label: string;
  readonly count: number;
}

/** Months since the year 0. */
function monthNumber(month: string): number {
  return Number(month.slice(0, 4)) * 12 + Number(month.slice(5, 7)) - 1;
}

function monthName(number: number): string {
  return `${yearName(Math.floor(number / 12))}-${String((number % 12) + 1).padStart(2, '0')}`;
}

/** From the first to the last, each with what `count` has of it. */
function barsBetween(first: number, last: number, toBar: (number: number) => Bar): Bar[] {
  return Array.from({ length: last - first + 1 }, (_, i) => toBar(first + i));
}

function byMonth(months: readonly FacetCount[]): Bar[] {
  const counts = new Map(months.map(({ value, count }) => [monthNumber(value), count]));
  const numbers = [...counts.keys()];
  return barsBetween(Math.min(...numbers), Math.max(...numbers), (number) => {
    const month = monthName(number);
    return { ...monthRange(month), label: texts.month(month), count: counts.get(number) ?? 0 };
  });
}

/** By years, or by as many years together as it takes for no more than `mostBars`. */
function byYears(months: readonly FacetCount[]): Bar[] {
  const years = months.map(({ value }) => Number(value.slice(0, 'YYYY'.length)));
  const [first, last] = [Math.min(...years), Math.max(...years)];
  const span = spans.find((some) => Math.floor(last / some) - Math.floor(first / some) < mostBars) ?? longestSpan;
  const counts = new Map<number, number>();
  for (const [i, { count }] of months.entries()) {
    const place = Math.floor((years[i] ?? first) / span);
    counts.set(place, (counts.get(place) ?? 0) + count);
  }
  return barsBetween(Math.floor(first / span), Math.floor(last / span), (place) => {
    const [from, to] = [yearName(place * span), yearName(place * span + span - 1)];
    const label = span === 1 ? texts.year(from) : texts.years(from, to);
    return { from: yearRange(from).from, to: yearRange(to).to, label, count: counts.get(place) ?? 0 };
  });
}

/** Whether a month lies in a range, if only in part. */
function touches(month: string, { from, to }: TimeRange): boolean {
  return (from === null || month >= from.slice(0, 7)) && (to === null || month <= to.slice(0, 7));
}

/**
 * The bars of a histogram: months, or years, decades, … where months would be too many. Of a chosen stretch in which several
 * months have articles only these, so that choosing goes nearer and nearer; one month alone is shown among all.
 * @param months with their counts, not narrowed by the chosen time
 */
export function barsOf(months: readonly FacetCount[], chosen: TimeRange): Bar[] {
  const within = months.filter(({ value }) => touches(value, chosen));
  const shown = within.length > 1 ? within : months;
  if (shown.length === 0) return [];
  const numbers = shown.map(({ value }) => monthNumber(value));
  return Math.max(...numbers) - Math.min(...numbers) < mostBars ? byMonth(shown) : byYears(shown);
}

/**
 * How the articles lie in time, each bar a link that narrows to it; with JavaScript several can be chosen by dragging.
 * Not for the keyboard nor for screen readers: the months in the filters are the same links.
 */
export function renderHistogram(query: PageQuery, months: readonly FacetCount[]): Content {
  const bars = barsOf(months, query);
  const [first, last] = [bars[0], bars.at(-1)];
  if (bars.length < 2 || first === undefined || last === undefined) return null;
  const most = Math.max(...bars.map(({ count }) => count));
  return html`<figure class="timeline" aria-hidden="true" title="${texts.timelineHelp}">
    <svg
      viewBox="0 0 ${bars.length * barWidth} ${height}"
      preserveAspectRatio="none"
      data-any-time="${searchHref(inTime(query, anyTime))}"
    >
      ${bars.map((bar, i) => renderBar(bar, { x: i * barWidth, most, query }))}
    </svg>
    <figcaption><span>${first.label}</span><span>${last.label}</span></figcaption>
  </figure>`;
}

function renderBar(bar: Bar, { x, most, query }: { x: number; most: number; query: PageQuery }): Html {
  const tall = bar.count === 0 ? 0 : Math.max(shortest, (bar.count / most) * height);
  const isChosen = query.from === bar.from && query.to === bar.to;
  const href = searchHref(inTime(query, isChosen ? anyTime : bar));
  return html`<a
    href="${href}"
    rel="nofollow"
    tabindex="-1"
    data-from="${bar.from}"
    data-to="${bar.to}"
    ${isChosen && html`class="chosen"`}
    ><title>${texts.bar(bar.label, bar.count)}</title>
    <rect class="room" x="${x}" y="0" width="${barWidth}" height="${height}" /><rect
      class="bar"
      x="${x + gap / 2}"
      y="${Math.round((height - tall) * 10) / 10}"
      width="${barWidth - gap}"
      height="${Math.round(tall * 10) / 10}"
  /></a>`;
}
