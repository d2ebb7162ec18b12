import { escapeHtml } from '../../../indexer/index.js';

/** Of one series each, told apart without colours, too, by their order. */
export const colours = ['#c8102e', '#1f4e79', '#5b8c5a', '#b07d2b', '#6b4c9a', '#777777'] as const;

export const colourOf = (index: number): string => colours[index % colours.length] ?? '#777777';

type Attributes = Readonly<Record<string, string | number>>;

/** An element; what is inside is markup. */
export function element(name: string, attributes: Attributes, inside = ''): string {
  const own = Object.entries(attributes).map(
    ([key, value]) => ` ${key}="${typeof value === 'number' ? String(Math.round(value * 10) / 10) : value}"`,
  );
  return `<${name}${own.join('')}>${inside}</${name}>`;
}

/** A line of text; `anchor` is where its place is in it. */
export function label(text: string, x: number, y: number, anchor: 'start' | 'middle' | 'end' = 'start'): string {
  return element('text', { x, y, 'text-anchor': anchor }, escapeHtml(text));
}

/** A whole drawing with a title, on white, so that it can be read on a dark page. */
export function drawing(title: string, width: number, height: number, inside: readonly string[]): string {
  const style =
    'text{font:13px system-ui,sans-serif;fill:#222}.title{font-weight:600;font-size:15px}.grid{stroke:#ddd;fill:none}';
  const body = [
    element('style', {}, style),
    element('rect', { width, height, fill: '#fff' }),
    element('text', { x: 16, y: 24, class: 'title' }, escapeHtml(title)),
    ...inside,
  ].join('\n');
  const root = { xmlns: 'http://www.w3.org/2000/svg', viewBox: `0 0 ${width} ${height}`, width, height, role: 'img' };
  return `${element('svg', root, `\n${element('title', {}, escapeHtml(title))}\n${body}\n`)}\n`;
}

/** A figure with two or three digits that count. */
export function short(value: number): string {
  if (value >= 100) return value.toFixed(0);
  return value >= 10 ? value.toFixed(1) : value.toPrecision(2);
}

/** Places by the logarithm: `from` stands at `start`, `to` at `end`. */
export function logScale(from: number, to: number, start: number, end: number): (value: number) => number {
  const span = Math.log(to / from);
  return (value) => start + ((end - start) * Math.log(Math.max(value, from) / from)) / span;
}

/** The powers of ten around some values, the first at or below all, the last at or above. */
export function decades(values: readonly number[]): number[] {
  const low = Math.log10(Math.min(...values));
  const high = Math.log10(Math.max(...values));
  const powers: number[] = [];
  for (let power = Math.floor(low); power <= Math.ceil(high); power++) powers.push(10 ** power);
  return powers;
}
