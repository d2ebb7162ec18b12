import { existsSync } from 'node:fs';
import { Option, type Command } from 'commander';
import { Closers } from '../closers.js';
import { ConfigError, type Config } from '../config.js';
import { storeFileIn } from '../data-folder/index.js';
import { KeepingError, migrate, type MigrationReport, type Place } from '../keeping/index.js';
import { clusterHasArticles, ClusterStorage, FolderStorage } from '../storage/index.js';
import { sayEvent, takeFolder } from './access.js';
import { cuttingThreads } from './cutting-threads.js';
import type { ExitCode } from './exit-code.js';
import { addSettingFlags, configOf } from './setting-flags.js';
import { counted, grouped, print, say } from './terminal.js';

interface MigrateFlags {
  readonly to: 'cluster' | 'folder';
  readonly merge?: boolean;
}

/** `xunwen migrate` */
export function addMigrateCommand(program: Command, exit: (code: ExitCode) => void): void {
  const command = program
    .command('migrate')
    .summary('move a data folder into an OpenSearch cluster, or back')
    .description(
      'Moves articles, words, synonyms, keys, blocked words and what readers used between the data folder and the cluster\n' +
        'that the XUNWEN_OPENSEARCH_ settings name, whatever XUNWEN_ENGINE says; builds the index there and compares each\n' +
        'article. What it moves from is only read. The state of crawls and the history stay with the folder. Stop the\n' +
        'services of both before. Ends with 1 where something is not the same afterwards.',
    )
    .addOption(new Option('--to <where>', 'where to').choices(['cluster', 'folder']).makeOptionMandatory())
    .option('--merge', 'add to articles that are there already; also to go on where an earlier run broke off')
    .action(async (flags: MigrateFlags) => exit(await move(command, flags)));
  addSettingFlags(command, 'general');
}

async function move(command: Command, { to, merge = false }: MigrateFlags): Promise<ExitCode> {
  const config = configOf(command);
  if (config.openSearchNodes.length === 0)
    throw new ConfigError(["XUNWEN_OPENSEARCH_NODES has to name the cluster's nodes, such as http://node-1:9200"]);
  await refuseNothing(config, to);
  const closers = new Closers();
  try {
    const { folder, cluster } = await places(config, closers);
    const [from, target] = to === 'cluster' ? [folder, cluster] : [cluster, folder];
    const report = await moveWithProgress(config, { from, to: target, merge });
    tell(report, { from, to: target });
  } finally {
    await closers.close();
  }
  return 0;
}

/** Before anything is made: what is opened as a source would be made where it is missing. */
async function refuseNothing(config: Config, to: MigrateFlags['to']): Promise<void> {
  const { dataFolder, openSearchPrefix: prefix } = config;
  const isThere = to === 'cluster' ? existsSync(storeFileIn(dataFolder)) : await clusterHasArticles(config);
  if (isThere) return;
  const name = to === 'cluster' ? `the folder ${dataFolder}` : `the cluster, under the prefix ${prefix},`;
  throw new KeepingError(`${name} holds no articles; there is nothing to move`);
}

/** Both, opened; the folder is this process's until all is closed. */
async function places(config: Config, closers: Closers): Promise<{ folder: Place; cluster: Place }> {
  const { dataFolder, openSearchPrefix } = config;
  const folder = await takeFolder(dataFolder);
  closers.add(() => folder.release());
  const storage = await ClusterStorage.open(config);
  closers.add(() => storage.close());
  return {
    folder: { name: `the folder ${dataFolder}`, storage: new FolderStorage(folder) },
    cluster: { name: `the cluster (prefix ${openSearchPrefix})`, storage },
  };
}

/** Milliseconds between two lines of progress. */
const pause = 5000;

async function moveWithProgress(
  config: Config,
  between: { readonly from: Place; readonly to: Place; readonly merge: boolean },
): Promise<MigrationReport> {
  const tally = { moved: 0, stood: 0 };
  const timer = setInterval(() => say(`${counted(tally.moved + tally.stood, 'article')} so far`), pause);
  const onMoved = (): void => {
    clearInterval(timer);
    say(`${counted(tally.moved + tally.stood, 'article')} there; building the index, and comparing`);
  };
  try {
    return await migrate({
      ...between,
      config,
      cuttingThreads,
      log: (event) => sayEvent(event, config),
      tally,
      onMoved,
    });
  } finally {
    clearInterval(timer);
  }
}

/** @throws KeepingError where something is not the same */
function tell(
  { articles, lists, besides, differences }: MigrationReport,
  { from, to }: { readonly from: Place; readonly to: Place },
): void {
  print(`${counted(articles.moved, 'article')} moved, ${grouped(articles.stood)} stood there already`);
  for (const { names, count, moved } of lists) print(`${counted(count, ...names)}, ${grouped(moved)} of them moved`);
  if (besides > 0) print(`${to.name} has ${counted(besides, 'article')} besides`);
  if (differences.length > 0) {
    const all = differences.join('; ');
    throw new KeepingError(
      `${to.name} is not the same as ${from.name}: ${all}. Stop all services, and run it again with --merge`,
    );
  }
  print(`${to.name} has all of ${from.name}, compared one by one; its index finds it`);
}
