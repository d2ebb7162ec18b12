import { markdownTable } from '../../markdown-table.js';
import type { BoxFigures } from './box-bench.js';

/** All figures as Markdown tables. */
export function boxReport({ painted: { p50, p95, p99 }, keystrokes, pages }: BoxFigures): string {
  const times = [p50, p95, p99].map((ms) => ms.toFixed(0));
  const opened = pages.map(({ path, firstPaintMs, blockingMs, bytes }) => [
    decodeURIComponent(path),
    firstPaintMs.toFixed(0),
    blockingMs.toFixed(0),
    (bytes / 1024).toFixed(1),
  ]);
  return [
    markdownTable(['', 'p50', 'p95', 'p99'], [[`keystroke to painted list, ms, of ${keystrokes}`, ...times]]),
    markdownTable(['page', 'first paint, ms', 'blocked, ms', 'over the wire, KB'], opened),
  ].join('\n\n');
}
