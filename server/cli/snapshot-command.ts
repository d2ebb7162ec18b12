import type { Command } from 'commander';
import { ClusterSnapshots } from '../../corpus/index.js';
import type { Config } from '../config.js';
import { KeepingError } from '../keeping/index.js';
import { connectCluster } from '../storage/index.js';
import { takeFolder } from './access.js';
import type { ExitCode } from './exit-code.js';
import { addSettingFlags, configOf } from './setting-flags.js';
import { counted, duration, print, say } from './terminal.js';

/** `xunwen snapshot create|list|restore` */
export function addSnapshotCommand(program: Command, exit: (code: ExitCode) => void): void {
  const snapshots = program
    .command('snapshot')
    .summary('back up a cluster, and put that back')
    .description(
      'Articles, words, keys, blocked words and counts of an OpenSearch cluster (XUNWEN_ENGINE=opensearch), in a repository\n' +
        'that was registered with it; while services run, too.',
    );
  const create = snapshots
    .command('create')
    .summary('make a snapshot, and wait until it is whole')
    .argument('<repository>', 'as it is registered with the cluster')
    .argument('[name]', 'of small letters, default: the time, such as 2026-11-29t07.00.05z');
  create.action(async (repository: string, name = timeName()) => exit(await make(create, repository, name)));
  const list = snapshots
    .command('list')
    .summary('print all snapshots, one a line, the oldest first')
    .argument('<repository>')
    .option('--json', 'print them as JSON');
  list.action(async (repository: string, { json = false }: { json?: boolean }) =>
    exit(await printAll(list, repository, json)),
  );
  const back = snapshots
    .command('restore')
    .summary('put a snapshot back')
    .description('Stop all services first. The index is built at the next start.')
    .argument('<repository>')
    .argument('<name>', 'as "xunwen snapshot list" has it')
    .option('--replace', 'delete the indices that are there, when the snapshot was found whole');
  back.action(async (repository: string, name: string, { replace = false }: { replace?: boolean }) =>
    exit(await putBack(back, repository, { name, replace })),
  );
  for (const command of [create, list, back]) addSettingFlags(command, 'general');
}

/** The time in UTC, of signs that a snapshot's name may have. */
function timeName(): string {
  return `${new Date().toISOString().slice(0, 19).replaceAll(':', '.')}z`.toLowerCase();
}

async function make(command: Command, repository: string, name: string): Promise<ExitCode> {
  const { seconds } = await withSnapshots(configOf(command), repository, (snapshots) => snapshots.create(name));
  say(`whole after ${duration(seconds)}:`);
  print(name);
  return 0;
}

async function printAll(command: Command, repository: string, json: boolean): Promise<ExitCode> {
  const all = await withSnapshots(configOf(command), repository, (snapshots) => snapshots.list());
  if (json) print(JSON.stringify({ snapshots: all }));
  else
    for (const { name, state, startedAt, seconds } of all)
      print([name, state, startedAt, duration(seconds)].join('\t'));
  return 0;
}

async function putBack(
  command: Command,
  repository: string,
  { name, replace }: { readonly name: string; readonly replace: boolean },
): Promise<ExitCode> {
  const config = configOf(command);
  const articles = await withSnapshots(config, repository, (snapshots) =>
    aloneIn(config.dataFolder, () => snapshots.restore(name, { replace })),
  );
  say(`${counted(articles, 'article')} restored`);
  return 0;
}

/** Does something while no service has the data folder; of those that have other ones nothing is known here. */
async function aloneIn<T>(dataFolder: string, task: () => Promise<T>): Promise<T> {
  const folder = await takeFolder(dataFolder);
  try {
    return await task();
  } finally {
    folder.release();
  }
}

async function withSnapshots<T>(
  config: Config,
  repository: string,
  task: (snapshots: ClusterSnapshots) => Promise<T>,
): Promise<T> {
  if (config.engine !== 'opensearch') {
    throw new KeepingError('snapshots are of a cluster (XUNWEN_ENGINE=opensearch); for a data folder: xunwen backup');
  }
  const connection = await connectCluster(config);
  try {
    return await task(new ClusterSnapshots(connection, repository));
  } finally {
    await connection.close();
  }
}
