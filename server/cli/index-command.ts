import type { Command } from 'commander';
import { parseFieldMap, readSiteRules } from '../../corpus/index.js';
import type { Config } from '../config.js';
import { openAccess } from './access.js';
import { createSink } from './article-sink.js';
import { cuttingThreads } from './cutting-threads.js';
import { indexPaths, type IndexOptions, type IndexReport } from './index-articles.js';
import { addSettingFlags, configOf } from './setting-flags.js';
import { StopSignal } from './stop-signal.js';
import { counted, duration, grouped, print } from './terminal.js';
import type { ExitCode } from './exit-code.js';
import { watchPaths } from './watch-paths.js';

/** `xunwen index PATH…` */
export function addIndexCommand(program: Command, exit: (code: ExitCode) => void): void {
  const command = program
    .command('index')
    .summary('read articles into the index')
    .description(
      'Reads articles and puts them into the index; those with the same id are replaced. Works beside a running\n' +
        '"xunwen serve" as well. A PATH is JSON lines (.ndjson, .jsonl), a JSON array (.json), a page saved as text\n' +
        '(.txt) or as HTML (.html, .htm, .shtml, .xhtml), each also packed (.gz), a folder of these, or - for standard input.\n' +
        'Exits with 2 where nothing at all could be read.',
    )
    .argument('<path...>')
    .option('--map <fields>', 'names of the fields in the files, such as body=content,publishedAt=meta.ctime')
    .option('--rules <file>', 'CSS selectors for the saved web pages of some sites, as JSON by host name')
    .option('--watch', 'go on with files that are new or changed, until it is stopped; what is deleted stays')
    .action(async (paths: string[], flags: IndexFlags) => exit(await index(command, paths, flags)));
  addSettingFlags(command, 'general');
}

interface IndexFlags {
  readonly map?: string;
  readonly rules?: string;
  readonly watch?: true;
}

async function index(command: Command, paths: readonly string[], flags: IndexFlags): Promise<ExitCode> {
  const config = configOf(command);
  const map = flags.map === undefined ? undefined : parseFieldMap(flags.map);
  const rules = flags.rules === undefined ? undefined : await readSiteRules(flags.rules);
  const signal = new StopSignal();
  const options = { map, rules, isStopping: () => signal.isReceived };
  const take = (some: readonly string[]): Promise<IndexReport> => takeIn(config, some, options);
  if (flags.watch === true) {
    if (paths.includes('-')) command.error('error: standard input cannot be watched');
    await watchPaths(paths, take, signal);
    return 0;
  }
  const report = await take(paths);
  if (signal.isReceived) return 130;
  return report.accepted > 0 ? 0 : 2;
}

/** Reads paths into the index, or through the service that has it, and says what came of it. */
async function takeIn(
  config: Config,
  paths: readonly string[],
  options: IndexOptions & { readonly isStopping: () => boolean },
): Promise<IndexReport> {
  const access = await openAccess(config, { readOnly: false, cuttingThreads });
  let report: IndexReport;
  try {
    report = await indexPaths(paths, createSink(access), options);
  } finally {
    await access.close();
  }
  print(`${options.isStopping() ? 'stopped: ' : ''}${summary(report)}`);
  return report;
}

function summary({ accepted, problems, seconds }: IndexReport): string {
  const rate = accepted === 0 ? '' : ` (${grouped(accepted / Math.max(seconds, 0.001))}/s)`;
  return `${counted(accepted, 'article')} in, ${counted(problems, 'problem')}, ${duration(seconds)}${rate}`;
}
