import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { stopWords } from '../../indexer/analyzer/stop-words.js';
import { fold } from '../../indexer/analyzer/fold.js';
import type { Document } from '../relevance/eval/judged-set.js';
import { words } from '../relevance/eval/peer-terms.js';
import { drawWorkload, type CutTitle, type Workload } from './workload.js';

/** What all contestants are given. */
export interface Materials {
  /** A file with a line an article: title and body as terms with spaces between. */
  readonly cutFile: string;
  readonly workload: Workload;
  /** Milliseconds in which jieba alone cut all titles and bodies in one thread. */
  readonly cuttingMs: number;
  readonly remove: () => void;
}

function countAll(cut: readonly string[], counts: Map<string, number>): void {
  for (const word of new Set(cut)) counts.set(word, (counts.get(word) ?? 0) + 1);
}

/** Cuts all articles once for every peer, times that, and draws the queries. */
export function prepare(documents: readonly Document[]): Materials {
  const folder = mkdtempSync(join(tmpdir(), 'xunwen-bench-'));
  const cutFile = join(folder, 'cut.ndjson');
  words('');
  const started = performance.now();
  const cut = documents.map(({ title, body }) => ({ title: words(title), body: words(body) }));
  const cuttingMs = performance.now() - started;
  const counts = new Map<string, number>();
  for (const { title, body } of cut) countAll([...title, ...body], counts);
  const isWanted = (word: string): boolean => !stopWords.has(word);
  const titles = documents.map(({ title }, i): CutTitle => ({
    title: fold(title).text,
    words: (cut[i]?.title ?? []).filter(isWanted),
  }));
  const frequent = [...counts].sort((a, b) => b[1] - a[1]).map(([word]) => word);
  writeFileSync(cutFile, cut.map(({ title, body }) => JSON.stringify([title.join(' '), body.join(' ')])).join('\n'));
  const workload = drawWorkload(
    titles.filter((one) => one.words.length > 1),
    frequent.filter((word) => word.length > 1 && isWanted(word)),
  );
  return { cutFile, workload, cuttingMs, remove: () => rmSync(folder, { recursive: true, force: true }) };
}
