import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Command } from 'commander';
import { readNews } from '../relevance/eval/judged-set.js';
import { benchQueries } from './bench-queries.js';
import { benchBox } from './box/box-bench.js';
import { boxReport } from './box/report.js';
import { growthMemory, growthReport, growthTimes } from './growth/report.js';
import { benchGrowth } from './growth/growth-bench.js';
import { benchHttp } from './http/http-bench.js';
import { httpReport } from './http/report.js';
import { benchLoad } from './load/load-bench.js';
import { loadReport } from './load/report.js';
import { prepare } from './materials.js';
import { report, timesChart } from './report.js';

const engines = ['ours', 'fts5', 'flexsearch', 'minisearch', 'orama'];
/** On the nodes that `OPENSEARCH_TEST_NODES` names; asked for by its name alone. */
const cluster = 'cluster';

interface Options {
  readonly data: string;
  readonly articles?: string;
  readonly rounds: string;
  readonly out: string;
}

const say = (text: string): void => void process.stderr.write(`${text}\n`);

function articleFileOf({ data, articles }: Options): string {
  return articles ?? join(data, 'news/xwlb.ndjson.gz');
}

/** What was measured: as it is, as tables, and as charts by the names of their files. */
interface Told {
  readonly figures: object;
  readonly tables: string;
  readonly charts?: Readonly<Record<string, string>>;
}

/** Writes figures and charts to files, and prints the tables. */
function tell(name: string, { out }: Options, { figures, tables, charts = {} }: Told): void {
  mkdirSync(out, { recursive: true });
  writeFileSync(join(out, `${name}.json`), `${JSON.stringify(figures, null, 1)}\n`);
  for (const [file, chart] of Object.entries(charts)) writeFileSync(join(out, file), chart);
  process.stdout.write(`${tables}\n`);
}

async function queries(options: Options & { readonly only: readonly string[] }): Promise<void> {
  const articleFile = articleFileOf(options);
  const documents = readNews(articleFile);
  say(`${documents.length} articles`);
  const { measured, cuttingMs } = await benchQueries({
    engines: options.only,
    articleFile,
    documents,
    rounds: Number(options.rounds),
    say,
  });
  tell('queries', options, {
    figures: { articles: documents.length, cuttingMs, measured },
    tables: report(measured, cuttingMs),
    charts: { 'queries-mean.svg': timesChart('mean', measured), 'queries-p99.svg': timesChart('p99', measured) },
  });
}

async function http(options: Options): Promise<void> {
  const articleFile = articleFileOf(options);
  const { workload, cuttingMs, remove } = prepare(readNews(articleFile));
  remove();
  const figures = await benchHttp({ articleFile, queries: workload.words, rounds: Number(options.rounds), say });
  tell('http', options, { figures: { cuttingMs, ...figures }, tables: httpReport(figures, cuttingMs) });
}

async function growth(options: Options & { readonly sizes: readonly string[] }): Promise<void> {
  const documents = readNews(articleFileOf(options));
  const sizes = options.sizes.map(Number);
  const figures = await benchGrowth({ documents, sizes, rounds: Number(options.rounds), say });
  tell('growth', options, {
    figures,
    tables: growthReport(figures),
    charts: { 'growth-time.svg': growthTimes(figures), 'growth-memory.svg': growthMemory(figures) },
  });
}

async function box(options: Options): Promise<void> {
  const articleFile = articleFileOf(options);
  const { workload, remove } = prepare(readNews(articleFile));
  remove();
  const figures = await benchBox({ articleFile, queries: workload.words, say });
  tell('box', options, { figures, tables: boxReport(figures) });
}

async function load(options: Options & { readonly seconds: string }): Promise<void> {
  const articleFile = articleFileOf(options);
  const { workload, remove } = prepare(readNews(articleFile));
  remove();
  const figures = await benchLoad({ articleFile, queries: workload.words, seconds: Number(options.seconds), say });
  tell('load', options, { figures, tables: loadReport(figures) });
}

function withOptions(command: Command): Command {
  return command
    .option('--data <folder>', 'where the shared data is', '../shared/data')
    .option('--articles <file>', 'gzipped NDJSON of articles; default: news/xwlb.ndjson.gz of the data')
    .option('--rounds <n>', 'rounds of all queries after one that warms up', '5')
    .option('--out <folder>', 'where the figures are written', 'docs/bench');
}

const program = new Command('bench').description('Speed and memory, measured (docs/BENCHMARKS.md)');
withOptions(program.command('queries', { isDefault: true }))
  .description('ours beside what a user would pick instead')
  .option('--only <engine...>', `of ${[...engines, cluster].join(', ')}`, engines)
  .action(queries);
withOptions(program.command('http')).description('the service beside a bare Express route').action(http);
withOptions(program.command('box')).description('the search box and the pages in Chromium').action(box);
withOptions(program.command('load'))
  .description('the service under four times what it can answer')
  .option('--seconds <n>', 'of each load', '20')
  .action(load);
withOptions(program.command('growth'))
  .description('cost against the number of articles, past the real ones of recombined sentences')
  .option('--sizes <n...>', 'numbers of articles', ['10000', '25000', '50000', '100000', '300000'])
  .action(growth);
await program.parseAsync();
