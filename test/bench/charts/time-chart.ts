import { colourOf, drawing, element, label, short } from './svg.js';

export interface TimeChart {
  readonly title: string;
  /** Minutes since the beginning, rising. */
  readonly minutes: readonly number[];
  /** A value for each moment. */
  readonly series: readonly { readonly name: string; readonly values: readonly number[] }[];
}

const [width, height] = [860, 360];
const [left, right, top, bottom] = [70, width - 190, 50, height - 50];

/** Values that divide a stretch from 0 on into four to nine parts. */
function steps(most: number): number[] {
  const power = 10 ** Math.floor(Math.log10(most / 4));
  const step = [1, 2, 5, 10].map((one) => one * power).find((one) => most / one < 9) ?? most;
  return Array.from({ length: Math.floor(most / step) + 1 }, (_, i) => i * step);
}

/** Lines over time, from 0 on. */
export function timeChart({ title, minutes, series }: TimeChart): string {
  const [last, most] = [minutes.at(-1) ?? 1, Math.max(1, ...series.flatMap(({ values }) => values)) * 1.1];
  const x = (minute: number): number => left + ((right - left) * minute) / last;
  const y = (value: number): number => bottom - ((bottom - top) * value) / most;
  const grid = [
    ...steps(most).flatMap((value) => [
      element('path', { class: 'grid', d: `M${left} ${y(value).toFixed(1)}H${right}` }),
      label(short(value), left - 8, y(value) + 4, 'end'),
    ]),
    ...steps(last).map((minute) => label(`${short(minute)} min`, x(minute), bottom + 20, 'middle')),
  ];
  const lines = series.flatMap(({ name, values }, i) => {
    const path = values.map((value, at) => `${x(minutes[at] ?? 0).toFixed(1)} ${y(value).toFixed(1)}`).join('L');
    return [
      element('path', { d: `M${path}`, fill: 'none', stroke: colourOf(i), 'stroke-width': 2 }),
      label(`${name} ${short(values.at(-1) ?? 0)}`, right + 10, y(values.at(-1) ?? 0) + 4),
    ];
  });
  return drawing(title, width, height, [...grid, ...lines]);
}
