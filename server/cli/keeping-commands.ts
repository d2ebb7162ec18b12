import { existsSync } from 'node:fs';
import type { Command } from 'commander';
import type { Config } from '../config.js';
import { FolderError } from '../data-folder/index.js';
import type { Finding } from '../doctor/index.js';
import { backUp, KeepingError, readBackup, restore, verifyFiles, verifyIndex } from '../keeping/index.js';
import { findingAnswer } from '../schemas/finding.js';
import { openAccess, takeFolder } from './access.js';
import { printFindings } from './findings.js';
import type { ExitCode } from './exit-code.js';
import { addSettingFlags, configOf } from './setting-flags.js';
import { counted, say } from './terminal.js';

/** `xunwen backup`, `xunwen restore` and `xunwen verify` */
export function addKeepingCommands(program: Command, exit: (code: ExitCode) => void): void {
  const backup = program
    .command('backup')
    .summary('write everything that cannot be made again into one file')
    .description(
      'Articles, words, keys, blocked words and counts, the state of crawls, the history; while a service runs, too.',
    )
    .argument('<file>', 'a new file');
  backup.action(async (file: string) => exit(await writeBackup(backup, file)));
  const back = program
    .command('restore')
    .summary('put a backup into an empty data folder')
    .description('Checks the backup first. The index is built at the next start.')
    .argument('<file>', 'as "xunwen backup" wrote it')
    .option('--replace', 'set aside what is in the folder; nothing is deleted');
  back.action(async (file: string, { replace = false }: { replace?: boolean }) =>
    exit(await putBack(back, file, replace)),
  );
  const check = program
    .command('verify')
    .summary('compare articles, index and files')
    .description(
      'Reads everything; changes nothing but a snapshot that is of no use. Ends with 1 where something is wrong.',
    )
    .option('--json', 'print it as JSON');
  check.action(async ({ json = false }: { json?: boolean }) => exit(await verify(check, json)));
  for (const command of [backup, back, check]) addSettingFlags(command, 'general');
}

/** The settings of a command that works on files. @throws KeepingError where all is in a cluster */
function configOfFolder(command: Command): Config {
  const config = configOf(command);
  if (config.engine === 'embedded') return config;
  throw new KeepingError(`with XUNWEN_ENGINE=${config.engine} all is in the cluster: see xunwen snapshot`);
}

async function writeBackup(command: Command, file: string): Promise<ExitCode> {
  const { articles, bytes } = await backUp(configOfFolder(command).dataFolder, file);
  say(`${counted(articles, 'article')} in ${file}, ${(bytes / 1024 / 1024).toFixed(1)} MB`);
  return 0;
}

async function putBack(command: Command, file: string, replace: boolean): Promise<ExitCode> {
  const { dataFolder } = configOfFolder(command);
  const backup = readBackup(file);
  const folder = await takeFolder(dataFolder);
  try {
    const setAside = await restore(folder, backup, replace);
    say(`${counted(backup.articles, 'article')} restored, as of ${backup.madeAt}`);
    if (setAside !== null) say(`what was there is in ${setAside}`);
  } finally {
    folder.release();
  }
  return 0;
}

async function verify(command: Command, json: boolean): Promise<ExitCode> {
  const config = configOf(command);
  const files = config.engine === 'embedded' ? ofFiles(config.dataFolder) : [];
  const isDamaged = files.some(({ level }) => level === 'fail');
  const index = isDamaged ? [] : [await ofIndex(config)];
  return printFindings([...files, ...index], json);
}

function ofFiles(dataFolder: string): readonly Finding[] {
  if (!existsSync(dataFolder)) throw new FolderError('unusable', `there is no data folder ${dataFolder}`);
  return verifyFiles(dataFolder);
}

async function ofIndex(config: Config): Promise<Finding> {
  const access = await openAccess(config, { readOnly: true });
  try {
    if (access.kind === 'service') return findingAnswer.parse(await access.client.get('/owner/verify'));
    return await verifyIndex(access.engine.store, access.engine.index);
  } finally {
    await access.close();
  }
}
