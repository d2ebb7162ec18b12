import type { SourceStatus, Stats, Stretch } from './answers.js';
import { element, row, section, table } from './dom.js';
import { size, moment, number } from './format.js';
import { texts } from './texts.js';

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}

/** The figures at the top. @param hour what went on in the last hour */
export function overview(stats: Stats, hour: readonly Stretch[]): HTMLElement {
  const { index, rss, load, version, startedAt } = stats;
  const searches = sum(hour.map((one) => one.searches));
  const missed = sum(hour.map((one) => one.missed));
  const figures = [
    [texts.articles, number(index.articles)],
    [texts.searches, number(searches)],
    [texts.missedShare, searches === 0 ? '—' : `${((missed / searches) * 100).toFixed(0)}%`],
    [texts.p99, searches === 0 ? '—' : `${Math.max(...hour.map((one) => one.p99)).toFixed(0)} ms`],
    [texts.memory, size(rss)],
    [texts.turnedAway, number(Object.values(load.turnedAway).reduce((sum, count) => sum + count, 0))],
  ].map(([name = '', value = '']) => element('div', {}, element('dt', {}, name), element('dd', {}, value)));
  return element(
    'div',
    {},
    element('dl', { class: 'figures' }, ...figures),
    element('p', { class: 'since' }, texts.since(moment(startedAt), version)),
  );
}

function outcome({ report, error }: SourceStatus): string {
  if (error !== null) return error;
  const counts = Object.entries(texts.report).map(([name, label]) => ({ label, count: report?.[name] ?? 0 }));
  return counts
    .filter(({ count }) => count > 0)
    .map(({ label, count }) => `${label} ${number(count)}`)
    .join('，');
}

/** The sources that the service follows. */
export function sources({ sources: followed }: Stats): HTMLElement {
  const rows = followed.map((one) =>
    row(one.url, one.lookedAt === null ? texts.notYet : moment(one.lookedAt), outcome(one)),
  );
  return section(texts.sources, table([texts.source, texts.lookedAt, texts.outcome], rows, texts.noSources));
}

/** Bars of sizes, the largest first. */
function sizes(caption: string, entries: readonly (readonly [string, number])[]): HTMLElement {
  const sorted = entries.toSorted((a, b) => b[1] - a[1]);
  const largest = Math.max(1, ...sorted.map(([, bytes]) => bytes));
  const rows = sorted.map(([name, bytes]) =>
    row(
      name,
      size(bytes),
      element('meter', { min: '0', max: String(largest), value: String(bytes), 'aria-label': name }),
    ),
  );
  return element(
    'div',
    {},
    element('h3', {}, `${caption}：${size(sum(sorted.map(([, bytes]) => bytes)))}`),
    table([texts.part, texts.size, texts.share], rows, texts.none),
  );
}

/** What takes how much room. */
export function storage({ index, files }: Stats): HTMLElement {
  const parts = Object.entries(texts.parts).map(([name, label]) => [label, index.bytes[name] ?? 0] as const);
  const onDisk = files.map(({ name, bytes }) => [name, bytes] as const);
  return section(
    texts.storage,
    element('div', { class: 'two' }, sizes(texts.inMemory, parts), sizes(texts.onDisk, onDisk)),
  );
}
