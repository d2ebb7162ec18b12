import { mkdirSync, mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { searchAnswer } from '../../../server/schemas/answers.js';
import type { Document } from '../../relevance/eval/judged-set.js';
import { byTurns } from '../by-turns.js';
import { Competitor } from '../competitor.js';
import { medianTimes, type Times } from '../figures.js';
import { run, Service } from '../http/service.js';
import { prepare } from '../materials.js';
import type { Round } from '../messages.js';
import type { BenchQuery } from '../workload.js';
import { someArticles, writeNews } from './more-articles.js';

/** What one number of articles costs. */
export interface GrowthFigures {
  readonly articles: number;
  readonly indexMs: number;
  readonly readyMs: number;
  /** Of the service when it is ready, and after all queries. */
  readonly rss: { readonly ready: number | null; readonly after: number | null };
  readonly snapshotBytes: number;
  /** Whole answers to one to three words; `fts5`: the best 20 and the total. */
  readonly ours: Times;
  readonly fts5: Times;
}

export interface GrowthBenchOptions {
  readonly documents: readonly Document[];
  readonly sizes: readonly number[];
  readonly rounds: number;
  readonly say: (text: string) => void;
}

/** Asks one after the other; the times are the service's own, HTTP aside. */
async function askService(url: string, queries: readonly BenchQuery[]): Promise<Round> {
  const times: number[] = [];
  let totals = 0;
  for (const { text } of queries) {
    const asked = new URLSearchParams({ q: text, match: 'all', size: '20' });
    const response = await fetch(`${url}/api/search?${asked.toString()}`);
    const { tookMs, total } = searchAnswer.parse(await response.json());
    times.push(tookMs);
    totals += total;
  }
  return { times, totals };
}

/** What is asked at every size: words of the smallest. */
interface SizeOptions {
  readonly folder: string;
  readonly queries: readonly BenchQuery[] | null;
  readonly rounds: number;
}

interface Measured {
  readonly figures: GrowthFigures;
  readonly queries: readonly BenchQuery[];
}

async function measure(documents: readonly Document[], options: SizeOptions): Promise<Measured> {
  const { folder, rounds } = options;
  mkdirSync(folder);
  const articleFile = join(folder, 'articles.ndjson.gz');
  const data = join(folder, 'data');
  writeNews(articleFile, documents);
  const { cutFile, workload, remove } = prepare(documents);
  const queries = options.queries ?? workload.words;
  const indexMs = await run(['index', articleFile, '--data', data]);
  const service = await Service.start(data, { XUNWEN_ANSWER_CACHE: 'off' });
  const ready = service.rss;
  const competitor = new Competitor();
  const { ways } = await competitor.open('fts5', { cutFile, articleFile });
  remove();
  const [way = ''] = Object.keys(ways);
  const found = await byTurns(rounds, [
    () => askService(service.url, queries),
    () => competitor.round(way, 'words', queries),
  ]);
  const [ours, fts5] = found.map(medianTimes);
  const { readyMs, rss: after } = service;
  await Promise.all([competitor.close(), service.stop()]);
  if (ours === undefined || fts5 === undefined) throw new Error('there were no rounds');
  const snapshotBytes = statSync(join(data, 'index.snapshot')).size;
  rmSync(folder, { recursive: true });
  const rss = { ready, after };
  return { queries, figures: { articles: documents.length, indexMs, readyMs, rss, snapshotBytes, ours, fts5 } };
}

/** Measures ours and FTS5 at several sizes, the same queries at each. */
export async function benchGrowth({ documents, sizes, rounds, say }: GrowthBenchOptions): Promise<GrowthFigures[]> {
  const root = mkdtempSync(join(tmpdir(), 'xunwen-bench-growth-'));
  const all: GrowthFigures[] = [];
  let queries: readonly BenchQuery[] | null = null;
  try {
    for (const size of sizes) {
      const options = { folder: join(root, String(size)), queries, rounds };
      const measured = await measure(someArticles(documents, size), options);
      ({ queries } = measured);
      all.push(measured.figures);
      say(`${size} articles: indexed in ${(measured.figures.indexMs / 1000).toFixed(1)} s`);
    }
    return all;
  } finally {
    rmSync(root, { recursive: true, force: true });
  }
}
