import { markdownTable } from '../../markdown-table.js';
import type { HttpFigures } from './http-bench.js';
import type { Percentiles } from '../figures.js';
import { megabytes, seconds } from '../units.js';

function throughput({ bare, ours, kept }: HttpFigures): string {
  const rows = Object.entries({
    'bare Express, the same bytes': bare,
    'ours, each answer worked out': ours,
    'ours, answers kept': kept,
  });
  return markdownTable(
    ['', 'requests a second', 'of bare Express', 'MB a second'],
    rows.map(([name, { perSecond, bytesPerSecond }]) => [
      name,
      perSecond.toFixed(0),
      `1/${(bare.perSecond / perSecond).toFixed(1)}`,
      (bytesPerSecond / 1e6).toFixed(1),
    ]),
  );
}

function latencies({ steady, whileIndexing, put }: HttpFigures): string {
  const row = (name: string, { p50, p95, p99 }: Percentiles): string[] => [
    name,
    ...[p50, p95, p99].map((ms) => ms.toFixed(1)),
  ];
  return markdownTable(
    ['', 'p50', 'p95', 'p99'],
    [
      row('searches, 200 a second', steady),
      row('searches, 200 a second, while an archive comes in', whileIndexing),
      row('PUT until it can be found', put),
    ],
  );
}

/** All figures as Markdown tables; latencies in milliseconds. */
export function httpReport(figures: HttpFigures, cuttingMs: number): string {
  const { indexMs, readyMs, rss, indexedPerSecond } = figures;
  const rest = markdownTable(
    ['', ''],
    [
      ['indexing, from file to durable and searchable, s', seconds(indexMs)],
      ['of the time in which jieba alone cuts the same', `${(indexMs / cuttingMs).toFixed(2)} ×`],
      ['ready after a restart, s', seconds(readyMs)],
      ['of the time it took to index', `1/${(indexMs / readyMs).toFixed(1)}`],
      ['RSS when ready, MB', megabytes(rss.ready)],
      ['RSS after all searches and the archive, MB', megabytes(rss.after)],
      ['articles a second taken in while 200 searches a second are answered', indexedPerSecond.toFixed(0)],
    ],
  );
  return [throughput(figures), latencies(figures), rest].join('\n\n');
}
