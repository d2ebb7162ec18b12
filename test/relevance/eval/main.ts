import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Command, Option } from 'commander';
import type { Builder } from './contender.js';
import { evaluate, type Row } from './evaluate.js';
import { fts5 } from './fts5.js';
import { readJudgedSet, setNames, type JudgedSet } from './judged-set.js';
import { miniSearch } from './minisearch.js';
import { ours } from './ours.js';
import { evaluatePages, pageTable, type PageFigures } from './pages.js';
import { bigrams, searchModeWords, words } from './peer-terms.js';
import { margins, substringTables, table } from './report.js';
import { evaluateStories, type StoryFigures } from './stories.js';
import { stockFlexSearch } from './stock-flexsearch.js';
import { drawArticles, evaluateSubstrings, newsFiles, type SubstringFigures } from './substrings.js';

/** What can be evaluated, by the names that `--only` takes. */
const engines: Readonly<Record<string, Builder>> = {
  ours,
  'fts5-words': fts5('FTS5 BM25, jieba words', words),
  'fts5-search-mode': fts5('FTS5 BM25, jieba search mode', searchModeWords),
  'fts5-bigrams': fts5('FTS5 BM25, character bigrams', bigrams),
  flexsearch: stockFlexSearch('FlexSearch, suggest', searchModeWords),
  minisearch: miniSearch('MiniSearch, jieba words', words),
};

/** Engines that take minutes to build over many documents, and how many those are. */
const slowEngines: ReadonlySet<string> = new Set(['flexsearch', 'minisearch']);
const manyDocuments = 20_000;

interface Options {
  readonly data: string;
  readonly json: string;
  readonly only: readonly string[];
  readonly limit?: string;
  readonly skipSlow?: true;
  readonly articles: string;
}

/** The first `limit` queries of a set, spread over the whole of it. */
function thinned(set: JudgedSet, limit: number): JudgedSet {
  const step = Math.max(1, Math.ceil(set.queries.length / limit));
  return { ...set, queries: set.queries.filter((_, i) => i % step === 0) };
}

async function evaluateSet(set: JudgedSet, names: readonly string[]): Promise<Row[]> {
  const rows: Row[] = [];
  for (const name of names) {
    const build = engines[name];
    if (build === undefined) throw new Error(`no engine is called ${name}`);
    const contenders = await build(set.documents);
    for (const contender of contenders) rows.push(...(await evaluate(contender, set)));
    for (const contender of contenders) await contender.close();
  }
  return rows;
}

function enginesFor(set: JudgedSet, { only, skipSlow }: Options): readonly string[] {
  const isLarge = set.documents.length > manyDocuments;
  return only.filter((name) => !(skipSlow && isLarge && slowEngines.has(name)));
}

/** The set that is drawn from the news rather than read: runs of characters. */
const substrings = 'substrings';

async function runSubstrings({ data, articles, limit = '2000' }: Options): Promise<SubstringFigures> {
  const options = { articles: Number(articles), runs: Number(limit), seed: 1 };
  const figures = await evaluateSubstrings(drawArticles(data, options), options);
  console.log(`\n${substrings}: ${figures.articles} articles\n\n${substringTables(figures)}`);
  for (const run of [...figures.quoted.wrong, ...figures.unquoted.wrong]) console.log(`not right: ${run}`);
  return figures;
}

/** The set of saved pages, which are read rather than searched. */
const pages = 'pages';

function runPages(folder: string): PageFigures {
  const figures = evaluatePages(folder);
  console.log(`\n${pages}\n\n${pageTable(figures)}\n`);
  for (const fault of figures.wrong) console.log(`not right: ${fault}`);
  return figures;
}

/** Copies of one story among the news, to be read. */
const stories = 'stories';

async function runStories(data: string, sets: readonly string[]): Promise<StoryFigures> {
  const figures = await evaluateStories(data, sets.length > 0 ? sets : newsFiles, 'stories.json');
  console.log(`\n${stories}, to be read in stories.json\n`, figures);
  return figures;
}

async function run(names: readonly string[], options: Options): Promise<void> {
  const { data, json, limit = 'Infinity' } = options;
  const rows: (Row | SubstringFigures | PageFigures | StoryFigures)[] = [];
  const save = (): void => writeFileSync(json, `${JSON.stringify(rows, null, 2)}\n`);
  if (names[0] === pages) {
    rows.push(runPages(names[1] ?? join(data, 'pages')));
    save();
    return;
  }
  if (names[0] === stories) {
    rows.push(await runStories(data, names.slice(1)));
    save();
    return;
  }
  for (const name of names.length > 0 ? names : [...setNames, substrings]) {
    if (name === substrings) {
      rows.push(await runSubstrings(options));
      save();
      continue;
    }
    const set = thinned(readJudgedSet(data, name), Number(limit));
    const found = await evaluateSet(set, enginesFor(set, options));
    console.log(`\n${name}: ${set.documents.length} documents, ${set.queries.length} queries\n\n${table(found)}`);
    console.log(`\n${margins(found)}`);
    rows.push(...found);
    save();
  }
}

await new Command('eval')
  .description('measures how well we and others find what judged queries ask for')
  .argument(
    '[set...]',
    `any of ${[...setNames, substrings].join(', ')}; all of them where none is named; or pages [folder]; or stories [news file...]`,
  )
  .option('--data <folder>', 'folder with judged/ and news/', '../shared/data')
  .option('--json <file>', 'where the figures go as JSON', 'eval.json')
  .option('--limit <number>', 'queries a set at most; of runs 2000 each way')
  .option('--skip-slow', 'without FlexSearch and MiniSearch where a set has more than 20,000 documents')
  .option('--articles <number>', 'articles that runs are drawn from; a cluster gives 10 000 hits at once', '20000')
  .addOption(
    new Option('--only <engine...>', 'engines to measure').choices(Object.keys(engines)).default(Object.keys(engines)),
  )
  .action(run)
  .parseAsync();
