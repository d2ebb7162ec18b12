import type { Row } from './evaluate.js';

const heads = ['', 'MRR@10', 'tuning', 'untouched', 'recall@1', 'recall@10', 'nDCG@10', 'ms a query'] as const;

const fixed = (value: number | undefined, digits: number): string => (value ?? 0).toFixed(digits);

function line(cells: readonly string[]): string {
  return `| ${cells.join(' | ')} |`;
}

/** The rows of one set as a Markdown table, an engine a line. */
export function table(rows: readonly Row[]): string {
  const lines = rows
    .filter(({ part }) => part === 'whole')
    .map((row) => {
      const mrr = (part: Row['part']): string =>
        fixed(rows.find((other) => other.engine === row.engine && other.part === part)?.mrr, 4);
      const rest = [fixed(row.recall1, 3), fixed(row.recall10, 3), fixed(row.ndcg, 4), fixed(row.milliseconds, 2)];
      return line([row.engine, mrr('whole'), mrr('tuning'), mrr('untouched'), ...rest]);
    });
  return [line(heads), line(heads.map((head) => (head === '' ? '---' : '--:'))), ...lines].join('\n');
}
