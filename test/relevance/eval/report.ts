import { markdownTable } from '../../markdown-table.js';
import type { Row } from './evaluate.js';
import type { Found, SubstringFigures, Times } from './substrings.js';

const heads = ['', 'MRR@10', 'tuning', 'untouched', 'recall@1', 'recall@10', 'nDCG@10', 'ms a query'] as const;

const fixed = (value: number | undefined, digits: number): string => (value ?? 0).toFixed(digits);

/** The rows of one set as a Markdown table, an engine a line. */
export function table(rows: readonly Row[]): string {
  const cells = rows
    .filter(({ part }) => part === 'whole')
    .map((row) => {
      const mrr = (part: Row['part']): string =>
        fixed(rows.find((other) => other.engine === row.engine && other.part === part)?.mrr, 4);
      const rest = [fixed(row.recall1, 3), fixed(row.recall10, 3), fixed(row.ndcg, 4), fixed(row.milliseconds, 2)];
      return [row.engine, mrr('whole'), mrr('tuning'), mrr('untouched'), ...rest];
    });
  return markdownTable(heads, cells);
}

/** By how much `a` is above `b`, with its sign, or an empty text where one of them was not measured. */
function difference(a: number | undefined, b: number | undefined): string {
  if (a === undefined || b === undefined) return '';
  return `${a < b ? '' : '+'}${(a - b).toFixed(4)}`;
}

/** What the figures are read for: ours against the better BM25, and our other ways to ask against the first. */
export function margins(rows: readonly Row[]): string {
  const whole = rows.filter(({ part }) => part === 'whole');
  const mrr = (engine: string): number | undefined => whole.find((row) => row.engine === engine)?.mrr;
  const peers = whole.filter(({ engine }) => /^FTS5 BM25, (?:jieba words|character bigrams)$/.test(engine));
  const best = peers.length === 0 ? undefined : Math.max(...peers.map((row) => row.mrr));
  const ways = whole.filter(({ engine }) => engine.startsWith('ours, ') && engine !== 'ours, any');
  const lines = [
    ['ours, any, against the better BM25', difference(mrr('ours, any'), best)],
    ...ways.map((row) => [`${row.engine}, against ours, any`, difference(row.mrr, mrr('ours, any'))]),
  ];
  return lines.flatMap(([what, by]) => (by ? [`${what}: ${by}`] : [])).join('\n');
}

function timeCells({ mean, p50, p99 }: Times): string[] {
  return [fixed(mean, 2), fixed(p50, 2), fixed(p99, 2)];
}

function foundCells(name: string, { runs, expected, precision, recall, misranked, times }: Found): string[] {
  const shares = [precision, recall].map((share) => (share === null ? '' : `${fixed(share * 100, 3)} %`));
  return [name, String(runs), String(expected), ...shares, String(misranked), ...timeCells(times)];
}

/** What the evaluation of runs says, as two Markdown tables. */
export function substringTables({ quoted, unquoted, words, bytes }: SubstringFigures): string {
  const heads = ['', 'runs', 'articles that hold them', 'precision', 'recall', 'misranked', 'ms, mean', 'p50', 'p99'];
  const total = Object.values(bytes).reduce((sum, one) => sum + one, 0);
  const found = markdownTable(heads, [
    foundCells('quoted', quoted),
    foundCells('unquoted', unquoted),
    ['single words', '', '', '', '', '', ...timeCells(words)],
  ]);
  const memory = [...Object.entries(bytes), ['together', total] as const];
  const cells = memory.map(([name, count]) => [name, fixed(count, 0)]);
  return `${found}\n\n${markdownTable(['bytes an article', ''], cells)}`;
}
