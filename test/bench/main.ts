import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Command } from 'commander';
import { readNews } from '../relevance/eval/judged-set.js';
import { benchQueries } from './bench-queries.js';
import { report } from './report.js';

const engines = ['ours', 'fts5', 'flexsearch', 'minisearch', 'orama'];

interface Options {
  readonly data: string;
  readonly articles?: string;
  readonly only: readonly string[];
  readonly rounds: string;
  readonly json: string;
}

const say = (text: string): void => void process.stderr.write(`${text}\n`);

async function queries({ data, articles, only, rounds, json }: Options): Promise<void> {
  const articleFile = articles ?? join(data, 'news/xwlb.ndjson.gz');
  const documents = readNews(articleFile);
  say(`${documents.length} articles`);
  const options = { engines: only, articleFile, documents, rounds: Number(rounds), say };
  const { measured, cuttingMs } = await benchQueries(options);
  writeFileSync(json, `${JSON.stringify({ articles: documents.length, cuttingMs, measured }, null, 1)}\n`);
  process.stdout.write(`${report(measured, cuttingMs)}\n`);
}

await new Command('bench')
  .description('Speed and memory, ours beside what a user would pick instead (docs/BENCHMARKS.md)')
  .option('--data <folder>', 'where the shared data is', '../shared/data')
  .option('--articles <file>', 'gzipped NDJSON of articles; default: news/xwlb.ndjson.gz of the data')
  .option('--only <engine...>', `of ${engines.join(', ')}`, engines)
  .option('--rounds <n>', 'rounds of all queries after one that warms up', '5')
  .option('--json <file>', 'where the figures are written', 'bench.json')
  .action(queries)
  .parseAsync();
