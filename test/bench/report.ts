import { barChart } from './charts/bar-chart.js';
import { markdownTable } from '../markdown-table.js';
import type { Measured } from './figures.js';
import { megabytes, seconds } from './units.js';
import { kinds, type Kind } from './workload.js';

const names: Readonly<Record<Kind, string>> = {
  words: '1 to 3 words, all of them',
  titles: 'whole titles, any word',
  frequent: 'frequent single words',
  phrases: 'phrases',
  suggestions: 'suggestions',
};

function times(kind: Kind, all: readonly Measured[]): string {
  const ours = all[0]?.times[kind];
  const rows = all.flatMap(({ way, times, asked, totals }) => {
    const own = times[kind];
    if (own === undefined) return [];
    const ratio = (key: 'mean' | 'p99'): string => (ours === undefined ? '' : `${(own[key] / ours[key]).toFixed(1)} ×`);
    const figures = [own.mean, own.p50, own.p95, own.p99].map((value) => value.toFixed(3));
    return [[way, ...figures, ratio('mean'), ratio('p99'), (totals[kind] ?? 0).toFixed(1), String(asked[kind] ?? 0)]];
  });
  const heads = [names[kind], 'mean', 'p50', 'p95', 'p99', 'mean, to ours', 'p99, to ours', 'mean total', 'asked'];
  return markdownTable(heads, rows);
}

function building(all: readonly Measured[], cuttingMs: number): string {
  const engines = all.filter(({ engine }, i) => all.findIndex((other) => other.engine === engine) === i);
  const rows = engines.map(({ way, opened }) => [
    way,
    seconds(opened.buildMs),
    megabytes(opened.heap),
    megabytes(opened.rss),
  ]);
  const cutting = ['jieba alone, cutting the same in one thread', seconds(cuttingMs), '', ''];
  return markdownTable(['', 'build, s', 'heap, MB', 'RSS, MB'], [...rows, cutting]);
}

/** Milliseconds a query of every kind and way, as a drawing. */
export function timesChart(key: 'mean' | 'p99', all: readonly Measured[]): string {
  const groups = kinds.map((kind) => ({
    name: names[kind],
    values: all.map(({ times }) => times[kind]?.[key] ?? null),
  }));
  const title = `Milliseconds a query, ${key}; less is better`;
  return barChart({ title, series: all.map(({ way }) => way), groups });
}

/** All figures as Markdown tables; milliseconds a query. The first is what the others are compared with. */
export function report(all: readonly Measured[], cuttingMs: number): string {
  return [building(all, cuttingMs), ...kinds.map((kind) => times(kind, all))].join('\n\n');
}
