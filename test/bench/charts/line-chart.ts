import { colourOf, decades, drawing, element, label, logScale, short } from './svg.js';

export interface LineChart {
  readonly title: string;
  /** What the places from left to right are, such as numbers of articles. */
  readonly across: readonly number[];
  /** A value for each place. */
  readonly series: readonly { readonly name: string; readonly values: readonly number[] }[];
}

const width = 860;
const height = 420;
const labelHeight = 16;
const [left, right, top, bottom] = [70, width - 190, 50, height - 50];

/** Places of labels from top to bottom, moved down where two would stand on each other. */
function apart(places: readonly number[]): number[] {
  const moved = [...places];
  let last = -Infinity;
  for (const i of places.map((_, index) => index).sort((a, b) => (places[a] ?? 0) - (places[b] ?? 0))) {
    last = Math.max(places[i] ?? 0, last + labelHeight);
    moved[i] = last;
  }
  return moved;
}

/** Lines over both logarithms: what grows as fast as the articles rises like the grid's diagonal. */
export function lineChart({ title, across, series }: LineChart): string {
  const powers = decades(series.flatMap(({ values }) => values));
  const x = logScale(across[0] ?? 1, across.at(-1) ?? 10, left, right);
  const y = logScale(powers[0] ?? 1, powers.at(-1) ?? 10, bottom, top);
  const grid = [
    ...powers.flatMap((power) => [
      element('path', { class: 'grid', d: `M${left} ${y(power).toFixed(1)}H${right}` }),
      label(String(power), left - 8, y(power) + 4, 'end'),
    ]),
    ...across.flatMap((count) => [
      element('path', { class: 'grid', d: `M${x(count).toFixed(1)} ${top}V${bottom}` }),
      label(count.toLocaleString('en'), x(count), bottom + 20, 'middle'),
    ]),
  ];
  const ends = apart(series.map(({ values }) => y(values.at(-1) ?? 0)));
  const lines = series.flatMap(({ name, values }, i) => {
    const points = values.map((value, at) => [x(across[at] ?? 1), y(value)] as const);
    const path = points.map(([px, py]) => `${px.toFixed(1)} ${py.toFixed(1)}`).join('L');
    return [
      element('path', { d: `M${path}`, fill: 'none', stroke: colourOf(i), 'stroke-width': 2 }),
      ...points.map(([px, py]) => element('circle', { cx: px, cy: py, r: 3, fill: colourOf(i) })),
      label(`${name} ${short(values.at(-1) ?? 0)}`, right + 10, (ends[i] ?? 0) + 4),
    ];
  });
  return drawing(title, width, height, [...grid, ...lines]);
}
