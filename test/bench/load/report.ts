import { markdownTable } from '../../markdown-table.js';
import type { LoadFigures } from './load-bench.js';
import type { Flood } from './open-loop.js';

function row(name: string, { perSecond, answered, answers, turnedAway, refusals, failed, lateMs }: Flood): string[] {
  const others = Object.values(failed).reduce((sum, count) => sum + count, 0);
  const times = [answers.p50, answers.p99, refusals.p50, refusals.p99, lateMs];
  const [p50, p99, no50, no99, late] = times.map((ms) => (Number.isNaN(ms) ? '' : ms.toFixed(1)));
  const counts = [perSecond, answered].map((count) => count.toFixed(0));
  return [
    name,
    ...counts,
    p50 ?? '',
    p99 ?? '',
    turnedAway.toFixed(0),
    no50 ?? '',
    no99 ?? '',
    String(others),
    late ?? '',
  ];
}

/** The figures as a Markdown table; milliseconds. */
export function loadReport({ full, over, after }: LoadFigures): string {
  return markdownTable(
    ['', 'asked a second', 'answered', 'p50', 'p99', '503', 'p50', 'p99', 'failed', 'generator late, p99'],
    [row('full load', full), row('4 × that', over), row('full load, 10 s later', after)],
  );
}
