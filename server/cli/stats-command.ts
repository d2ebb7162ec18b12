import type { Command } from 'commander';
import { z } from 'zod';
import type { IndexStats } from '../../indexer/index.js';
import { fileSizes } from '../data-folder/index.js';
import { indexStats } from '../schemas/stats.js';
import { openAccess } from './access.js';
import type { ExitCode } from './exit-code.js';
import { addSettingFlags, configOf } from './setting-flags.js';
import { grouped, print } from './terminal.js';

/** What a service says; `rss`: bytes that its process takes. */
const servedStats = z.intersection(indexStats, z.object({ rss: z.number() }));

/** `xunwen stats` */
export function addStatsCommand(program: Command, exit: (code: ExitCode) => void): void {
  const command = program
    .command('stats')
    .summary('show what is in the index')
    .description('Shows how much is in the index and how large its files are.')
    .option('--json', 'print it as JSON')
    .action(async ({ json = false }: { json?: boolean }) => exit(await stats(command, json)));
  addSettingFlags(command, 'general');
}

async function stats(command: Command, json: boolean): Promise<ExitCode> {
  const config = configOf(command);
  const access = await openAccess(config, { readOnly: true });
  try {
    const isServed = access.kind === 'service';
    const index = isServed ? servedStats.parse(await access.client.get('/owner/stats')) : access.engine.index.stats();
    const files = Object.fromEntries(fileSizes(config.dataFolder).map(({ name, bytes }) => [name, bytes]));
    if (json) print(JSON.stringify({ ...index, isServed, files }));
    else
      for (const [label, value] of rows(index, files, `${config.dataFolder}${isServed ? ', being served' : ''}`))
        print(`${label.padEnd(22)} ${value}`);
  } finally {
    await access.close();
  }
  return 0;
}

/** What there is to tell, label and value; `rss` of the process that has the index in memory. */
function rows(
  index: IndexStats & { readonly rss?: number },
  files: Readonly<Record<string, number>>,
  folder: string,
): [string, string][] {
  return [
    ['data folder', folder],
    ['articles', grouped(index.articles)],
    ['replaced or deleted', `${grouped(index.deleted)}, until the next compaction`],
    ['terms', grouped(index.terms)],
    ...(index.postings === 0 ? [] : [['postings', grouped(index.postings)] satisfies [string, string]]),
    ...(index.rss === undefined ? [] : [['memory of the service', megabytes(index.rss)] satisfies [string, string]]),
    ...memory(index.bytes),
    ['last change', grouped(index.lastChange)],
    ...Object.entries(files).map(([name, bytes]): [string, string] => [name, megabytes(bytes)]),
  ];
}

/** The index's memory by structure, the largest first. */
function memory(bytes: IndexStats['bytes']): [string, string][] {
  const parts: [string, number][] = [
    ['texts', bytes.texts],
    ['terms and postings', bytes.postings],
    ['run signatures', bytes.signatures],
    ['character sets', bytes.characterSets],
    ['pair frequencies', bytes.pairFrequencies],
    ['words by beginning', bytes.completions],
    ['ids and columns', bytes.columns],
    ['stories', bytes.stories],
  ];
  const all = parts.reduce((sum, [, size]) => sum + size, 0);
  const rows = parts
    // Of what a cluster keeps nothing is in memory here.
    .filter(([, size]) => size > 0)
    .sort((a, b) => b[1] - a[1])
    .map(([name, size]): [string, string] => [`  ${name}`, megabytes(size)]);
  return [['index in memory', megabytes(all)], ...rows];
}

function megabytes(bytes: number): string {
  return `${(bytes / 1024 / 1024).toFixed(1)} MB`;
}
