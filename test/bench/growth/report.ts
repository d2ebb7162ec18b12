import { lineChart } from '../charts/line-chart.js';
import { markdownTable } from '../../markdown-table.js';
import { megabytes, seconds } from '../units.js';
import type { GrowthFigures } from './growth-bench.js';

const heads = [
  'articles',
  'indexed in, s',
  'ready after a restart, s',
  'RSS, ready, MB',
  'RSS, after, MB',
  'snapshot, MB',
  'ours, mean',
  'ours, p99',
  'FTS5, mean',
  'FTS5, p99',
];

/** A line a size; milliseconds a query. */
export function growthReport(all: readonly GrowthFigures[]): string {
  const rows = all.map(({ articles, indexMs, readyMs, rss, snapshotBytes, ours, fts5 }) => [
    String(articles),
    seconds(indexMs),
    seconds(readyMs),
    megabytes(rss.ready),
    megabytes(rss.after),
    megabytes(snapshotBytes),
    ...[ours.mean, ours.p99, fts5.mean, fts5.p99].map((ms) => ms.toFixed(2)),
  ]);
  return markdownTable(heads, rows);
}

const across = (all: readonly GrowthFigures[]): number[] => all.map(({ articles }) => articles);

/** Milliseconds a query against articles. */
export function growthTimes(all: readonly GrowthFigures[]): string {
  const series = (['ours', 'fts5'] as const).flatMap((engine) =>
    (['mean', 'p99'] as const).map((key) => ({
      name: `${engine === 'ours' ? 'ours' : 'FTS5'}, ${key}`,
      values: all.map((figures) => figures[engine][key]),
    })),
  );
  return lineChart({ title: 'Milliseconds a query of 1 to 3 words, by articles', across: across(all), series });
}

/** Megabytes and seconds of ours against articles. */
export function growthMemory(all: readonly GrowthFigures[]): string {
  const series = [
    { name: 'RSS, MB', values: all.map(({ rss }) => (rss.ready ?? Number.NaN) / 1e6) },
    { name: 'snapshot, MB', values: all.map(({ snapshotBytes }) => snapshotBytes / 1e6) },
    { name: 'indexing, s', values: all.map(({ indexMs }) => indexMs / 1000) },
    { name: 'restart, s', values: all.map(({ readyMs }) => readyMs / 1000) },
  ];
  return lineChart({ title: 'Memory and time to get ready, by articles', across: across(all), series });
}
