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

function legend(series: readonly string[], y: number): string[] {
  const step = (right - left + 60) / series.length;
  return series.flatMap((name, i) => [
    element('rect', { x: left + i * step, y: y - 10, width: 12, height: 12, fill: colourOf(i) }),
    label(name, left + i * step + 18, y),
  ]);
}

/** Bars to the right, in groups, their lengths by the logarithm: engines lie far apart. */
export function barChart({ title, series, groups }: BarChart): string {
  const values = groups.flatMap((group) => group.values.filter((value) => value !== null));
  const powers = decades(values);
  const [first = 1, last = 10] = [powers[0], powers.at(-1)];
  const place = logScale(first, last, left, right);
  let y = top + 26;
  const bars: string[] = [];
  for (const group of groups) {
    bars.push(label(group.name, left - 10, y + (barHeight * series.length) / 2 + 4, 'end'));
    for (const [i, value] of group.values.entries()) {
      const at = y + i * barHeight;
      if (value === null) continue;
      const length = Math.max(1, place(value) - left);
      bars.push(element('rect', { x: left, y: at, width: length, height: barHeight - 3, fill: colourOf(i) }));
      bars.push(label(short(value), left + length + 5, at + 10));
    }
    y += barHeight * series.length + gap;
  }
  const grid = powers.flatMap((power) => [
    element('path', { class: 'grid', d: `M${place(power).toFixed(1)} ${top + 20}V${y}` }),
    label(String(power), place(power), y + 16, 'middle'),
  ]);
  return drawing(title, width, y + 30, [...legend(series, top + 6), ...grid, ...bars]);
}
