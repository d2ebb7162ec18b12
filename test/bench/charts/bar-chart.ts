import { colourOf, decades, drawing, element, label, logScale, short } from './svg.js';

/** A value of each series that has one, in the order of the series. */
export interface BarGroup {
  readonly name: string;
  readonly values: readonly (number | null)[];
}

export interface BarChart {
  readonly title: string;
  readonly series: readonly string[];
  readonly groups: readonly BarGroup[];
}

const width = 860;
const left = 190;
const right = width - 70;
const barHeight = 15;
const gap = 14;
const top = 44;

const legendRow = 20;
const perRow = 3;

function legend(series: readonly string[]): string[] {
  return series.flatMap((name, i) => {
    const [x, y] = [16 + (i % perRow) * 280, top + Math.floor(i / perRow) * legendRow];
    return [element('rect', { x, y: y - 10, width: 12, height: 12, fill: colourOf(i) }), label(name, x + 18, y)];
  });
}

/** The bars of one group, those of series without a value left out. */
function groupBars({ name, values }: BarGroup, y: number, place: (value: number) => number): string[] {
  const known = values.flatMap((value, series) => (value === null ? [] : [{ value, series }]));
  const bars = known.flatMap(({ value, series }, i) => {
    const [at, length] = [y + i * barHeight, Math.max(1, place(value) - left)];
    return [
      element('rect', { x: left, y: at, width: length, height: barHeight - 3, fill: colourOf(series) }),
      label(short(value), left + length + 5, at + 10),
    ];
  });
  return [label(name, left - 10, y + (barHeight * known.length) / 2 + 3, 'end'), ...bars];
}

/** Bars to the right, in groups, their lengths by the logarithm: engines lie far apart. */
export function barChart({ title, series, groups }: BarChart): string {
  const powers = decades(groups.flatMap(({ values }) => values.filter((value) => value !== null)));
  const place = logScale(powers[0] ?? 1, powers.at(-1) ?? 10, left, right);
  const start = top + Math.ceil(series.length / perRow) * legendRow;
  let y = start + 6;
  const bars: string[] = [];
  for (const group of groups) {
    bars.push(...groupBars(group, y, place));
    y += barHeight * group.values.filter((value) => value !== null).length + gap;
  }
  const grid = powers.flatMap((power) => [
    element('path', { class: 'grid', d: `M${place(power).toFixed(1)} ${start}V${y}` }),
    label(String(power), place(power), y + 16, 'middle'),
  ]);
  return drawing(title, width, y + 30, [...legend(series), ...grid, ...bars]);
}
