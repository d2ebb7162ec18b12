import type { Command } from 'commander';
import { readSiteRules, type SiteRules } from '../../corpus/index.js';
import { z } from 'zod';
import {
  CrawlError,
  CrawlState,
  crawlSource,
  createFetcher,
  hostsOf,
  readPlan,
  sourceAt,
  type CrawlPlan,
  type CrawlReport,
  type CrawlSink,
  type Fetcher,
  type Source,
} from '../crawl/index.js';
import { crawlFileIn } from '../data-folder/index.js';
import { openAccess } from './access.js';
import { createSink, type ArticleSink } from './article-sink.js';
import type { ExitCode } from './exit-code.js';
import { collect } from './repeated-flag.js';
import { addSettingFlags, configOf } from './setting-flags.js';
import { StopSignal } from './stop-signal.js';
import { createProgress } from './progress.js';
import { counted, duration, grouped, print, say } from './terminal.js';

interface CrawlFlags {
  readonly sources?: string;
  readonly link?: string;
  readonly host: readonly string[];
  readonly allowPrivate: readonly string[];
  readonly rules?: string;
  readonly perSecond?: string;
}

/** `xunwen crawl [URL…]` */
export function addCrawlCommand(program: Command, exit: (code: ExitCode) => void): void {
  const command = program
    .command('crawl')
    .summary("take in a site's news from its feeds, sitemaps and list pages")
    .description(
      'Looks at each URL (RSS, Atom, JSON Feed, a sitemap or an index of them, or with --link a page of links), fetches\n' +
        'the articles that are new or have changed, and takes out those whose pages are gone. Keeps to robots.txt, asks a\n' +
        'host once a second, and only hosts that are named. Stopped, it goes on where it was. Exits with 2 where nothing\n' +
        'could be fetched.',
    )
    .argument('[url...]')
    .option('--sources <file>', 'a sources.json with the listings (docs/CRAWLING.md)')
    .option('--link <pattern>', 'what the address of an article matches, as a regular expression: for pages of links')
    .option('--host <name>', 'another host that articles may stand on; .example.com for all below it', collect, [])
    .option('--allow-private <host>', 'a host that may have a private address, such as localhost:8080', collect, [])
    .option('--rules <file>', 'CSS selectors for the pages of some sites, as JSON by host name')
    .option('--per-second <number>', 'requests a second to one host (default: 1)')
    .action(async (urls: string[], flags: CrawlFlags) => exit(await crawl(command, urls, flags)));
  addSettingFlags(command, 'general');
}

async function crawl(command: Command, urls: readonly string[], flags: CrawlFlags): Promise<ExitCode> {
  const config = configOf(command);
  const plan = await planOf(urls, flags);
  const { sources } = plan;
  if (sources.length === 0) command.error('error: name a URL, or a file with --sources');
  const signal = new StopSignal();
  const fetcher = createFetcher({ hosts: hostsOf(plan), allowPrivate: plan.allowPrivate, perSecond: plan.perSecond });
  void signal.received.then(() => fetcher.close());
  const access = await openAccess(config, { readOnly: false });
  try {
    const state = CrawlState.open(crawlFileIn(config.dataFolder));
    try {
      const sink = createSink(access);
      const reports = [];
      for (const source of sources)
        reports.push(await crawlOne(source, { fetcher, state, sink, signal, rules: plan.rules }));
      if (signal.isReceived) return 130;
      return reports.some(({ found, taken, changed, unchanged }) => found + taken + changed + unchanged > 0) ? 0 : 2;
    } finally {
      await state.close();
    }
  } finally {
    await fetcher.close();
    await access.close();
  }
}

const perSecond = z.coerce.number().positive().max(100);

/** What the command line names, and what the file that it names does. */
async function planOf(urls: readonly string[], flags: CrawlFlags): Promise<CrawlPlan> {
  const { sources, link, host, allowPrivate, rules } = flags;
  const rate = perSecond.optional().safeParse(flags.perSecond);
  if (!rate.success)
    throw new CrawlError('sources', `--per-second: ${flags.perSecond} is not a number above 0, to 100`);
  const named = urls.map((url) => ({ ...sourceAt(url, { link }), hosts: host }));
  const file = sources === undefined ? null : await readPlan(sources);
  return {
    sources: [...named, ...(file?.sources ?? [])],
    rules: new Map([...(file?.rules ?? []), ...(rules === undefined ? [] : await readSiteRules(rules))]),
    allowPrivate: [...allowPrivate, ...(file?.allowPrivate ?? [])],
    perSecond: rate.data ?? file?.perSecond ?? 1,
  };
}

interface Crawling {
  readonly fetcher: Fetcher;
  readonly state: CrawlState;
  readonly sink: ArticleSink;
  readonly rules: SiteRules;
  readonly signal: StopSignal;
}

async function crawlOne(source: Source, { fetcher, state, sink, signal, rules }: Crawling): Promise<CrawlReport> {
  const started = performance.now();
  const progress = createProgress(0);
  let shown = 0;
  try {
    const report = await crawlSource(source, {
      fetcher,
      state,
      sink: articleSink(source, sink),
      rules,
      log: ({ url, what, why }) => progress.say(`${what}: ${url}: ${why}`),
      now: Date.now,
      isStopping: () => signal.isReceived,
      onPage: ({ taken, changed }) => {
        progress.addArticles(taken + changed - shown);
        shown = taken + changed;
      },
    });
    print(`${source.url}: ${summary(report)} (${duration((performance.now() - started) / 1000)})`);
    return report;
  } finally {
    progress.stop();
  }
}

function articleSink({ url }: Source, sink: ArticleSink): CrawlSink {
  return {
    write: async (article) => {
      const { problems } = await sink.write([{ kind: 'article', article, file: article.url ?? url, line: null }]);
      for (const { file, detail } of problems) say(`refused: ${file}: ${detail}`);
    },
    remove: (id) => sink.remove(id),
  };
}

function summary({ found, taken, changed, removed, unchanged, refused, failed }: CrawlReport): string {
  const parts = [
    `${counted(found, 'page')} found`,
    `${grouped(taken)} new`,
    `${grouped(changed)} changed`,
    `${grouped(removed)} gone`,
    `${grouped(unchanged)} unchanged`,
    `${grouped(refused)} refused`,
    `${grouped(failed)} failed`,
  ];
  return parts.join(', ');
}
