import uPlot from 'uplot';
import type { Stretch } from './answers.js';
import { element } from './dom.js';
import { moment, number, tick } from './format.js';
import { texts } from './texts.js';

/** A line of a chart: its name, its value in a stretch, and its colour among those of the style. */
interface Line {
  readonly name: string;
  readonly of: (stretch: Stretch, minutes: number) => number;
  readonly color: string;
}

interface Chart {
  readonly title: string;
  readonly lines: readonly Line[];
  /** Whether its values are told from 0 on; else from the least. */
  readonly fromZero: boolean;
}

const megabyte = 1024 * 1024;

const charts: readonly Chart[] = [
  {
    title: texts.perMinute,
    fromZero: true,
    lines: [
      { name: texts.found, of: ({ searches }, minutes) => searches / minutes, color: '--line-1' },
      { name: texts.missed, of: ({ missed }, minutes) => missed / minutes, color: '--line-2' },
      { name: texts.refusedOnes, of: ({ turnedAway }, minutes) => turnedAway / minutes, color: '--line-3' },
    ],
  },
  {
    title: texts.latency,
    fromZero: true,
    lines: [
      { name: texts.most, of: ({ p99 }) => p99, color: '--line-2' },
      { name: texts.half, of: ({ p50 }) => p50, color: '--line-1' },
    ],
  },
  {
    title: texts.articleCount,
    fromZero: false,
    lines: [{ name: texts.articles, of: ({ articles }) => articles, color: '--line-1' }],
  },
  {
    title: texts.memoryMb,
    fromZero: true,
    lines: [{ name: texts.memory, of: ({ rss }) => rss / megabyte, color: '--line-1' }],
  },
];

const height = 170;
/** Seconds of a minute. */
const minute = 60;
const halfHour = 30 * minute;

/** Minutes of a stretch: the usual distance between two. The service may have stood still, and the last one is not over. */
function stepOf(stretches: readonly Stretch[]): number {
  const gaps = stretches.slice(1).map((one, i) => one.minute - (stretches[i]?.minute ?? 0));
  return gaps.sort((a, b) => a - b)[gaps.length >> 1] ?? 1;
}

/** How long a stretch was: the last one is not over. */
function minutesOf(stretch: Stretch, before: Stretch | number | undefined, step: number): number {
  const gap = typeof before === 'object' ? stretch.minute - before.minute : step;
  return Math.min(step, Math.max(1, gap));
}

/** Where the service did not run, the line is broken. */
function withGaps(stretches: readonly Stretch[], step: number): (Stretch | number)[] {
  return stretches.flatMap((one, i) => {
    const before = stretches[i - 1]?.minute ?? one.minute;
    return one.minute - before > step * 2 ? [before + step, one] : [one];
  });
}

function optionsOf({ lines, fromZero }: Chart, width: number): uPlot.Options {
  const style = getComputedStyle(document.documentElement);
  const color = (name: string): string => style.getPropertyValue(name);
  const axis = { stroke: color('--soft'), grid: { stroke: color('--line'), width: 1 }, ticks: { show: false } };
  return {
    width,
    height,
    cursor: { y: false, points: { size: 6 } },
    scales: {
      // Behind the first minute of all uPlot would draw years.
      x: {
        range: ({ data }, first, last) => (data[0].length === 1 ? [first - halfHour, first + halfHour] : [first, last]),
      },
      ...(fromZero && { y: { range: (_chart, _low, high) => [0, Math.max(1, high * 1.1)] } satisfies uPlot.Scale }),
    },
    series: [
      { label: texts.at, value: (_chart, at) => (at === null ? '—' : moment(at * 1000)) },
      ...lines.map(({ name, color: own }) => ({
        label: name,
        stroke: color(own),
        width: 1.5,
        value: (_chart: uPlot, value: number | null) => (value === null ? '—' : shown(value)),
      })),
    ],
    axes: [
      { ...axis, values: (_chart, splits, _index, _space, step) => splits.map((at) => tick(at, step)) },
      { ...axis, size: 60, values: (_chart, splits) => splits.map(shown) },
    ],
  };
}

function shown(value: number): string {
  return value >= 10 || Number.isInteger(value) ? number(value) : value.toFixed(1);
}

/** What a chart says to those who do not see it. */
function spoken({ title, lines }: Chart, last: Stretch, step: number): string {
  return `${title}：${lines.map(({ name, of }) => `${name} ${shown(of(last, step))}`).join('，')}`;
}

/** Draws the charts of a history into a place, in place of those that were there. */
export function drawCharts(place: HTMLElement, stretches: readonly Stretch[]): void {
  const last = stretches.at(-1);
  place.replaceChildren();
  if (last === undefined) return place.append(element('p', { class: 'none' }, texts.noHistory));
  const step = stepOf(stretches);
  const points = withGaps(stretches, step);
  const across = points.map((one) => (typeof one === 'number' ? one : one.minute) * minute);
  for (const chart of charts) {
    const drawing = element('div', { role: 'img', 'aria-label': spoken(chart, last, step) });
    place.append(element('figure', {}, element('figcaption', {}, chart.title), drawing));
    const values = chart.lines.map(({ of }) =>
      points.map((one, i) => (typeof one === 'number' ? null : of(one, minutesOf(one, points[i - 1], step)))),
    );
    const plot = new uPlot(optionsOf(chart, drawing.clientWidth), [across, ...values], drawing);
    new ResizeObserver(() => plot.setSize({ width: drawing.clientWidth, height })).observe(drawing);
  }
}
