import type { Command } from 'commander';
import { z } from 'zod';
import type { IndexStats } from '../../indexer/index.js';
import { fileSizes } from '../data-folder/index.js';
import { openAccess } from './access.js';
import type { ExitCode } from './exit-code.js';
import { addSettingFlags, configOf } from './setting-flags.js';
import { grouped, print } from './terminal.js';

const statsAnswer: z.ZodType<IndexStats> = z.object({
  articles: z.number(),
  deleted: z.number(),
  terms: z.number(),
  postings: z.number(),
  averageLength: z.number(),
  bytes: z.object({
    texts: z.number(),
    signatures: z.number(),
    characterSets: z.number(),
    crossingWords: z.number(),
    pairFrequencies: z.number(),
  }),
  lastChange: z.number(),
  reanalyzed: z.number(),
});

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
    const index = isServed ? statsAnswer.parse(await access.client.get('/owner/stats')) : access.engine.index.stats();
    const files = Object.fromEntries(fileSizes(config.dataFolder).map(({ name, bytes }) => [name, bytes]));
    if (json) print(JSON.stringify({ ...index, isServed, files }));
    else
      for (const [label, value] of rows(index, files, `${config.dataFolder}${isServed ? ', being served' : ''}`))
        print(`${label.padEnd(20)} ${value}`);
  } finally {
    await access.close();
  }
  return 0;
}

function rows(index: IndexStats, files: Readonly<Record<string, number>>, folder: string): [string, string][] {
  return [
    ['data folder', folder],
    ['articles', grouped(index.articles)],
    ['replaced or deleted', `${grouped(index.deleted)}, until the next compaction`],
    ['terms', grouped(index.terms)],
    ['postings', grouped(index.postings)],
    ['texts in memory', megabytes(index.bytes.texts)],
    ['run signatures', megabytes(index.bytes.signatures)],
    ['character sets', megabytes(index.bytes.characterSets)],
    ['words across others', megabytes(index.bytes.crossingWords)],
    ['pair frequencies', megabytes(index.bytes.pairFrequencies)],
    ['last change', grouped(index.lastChange)],
    ...Object.entries(files).map(([name, bytes]): [string, string] => [name, megabytes(bytes)]),
  ];
}

function megabytes(bytes: number): string {
  return `${(bytes / 1024 / 1024).toFixed(1)} MB`;
}
