import { join } from 'node:path';
import { Command } from 'commander';
import { openEngine } from '../indexer/engine.js';
import { parsers } from './parsers.js';
import { fuzz } from './run.js';
import { seedsOf } from './seeds.js';

interface Options {
  readonly runs: string;
  readonly seed: string;
  readonly only?: readonly string[];
  readonly data?: string;
}

await new Command('fuzz')
  .description(
    'Gives each parser inputs that nobody would send by mistake; fails on an error without a name, and on a hang',
  )
  .option('--runs <n>', 'inputs a parser', '100000')
  .option('--seed <n>', 'of the inputs', String(Date.now() % 100_000))
  .option('--only <names...>', 'parsers by name')
  .option('--data <folder>', 'where the shared data is, whose pages are mutated, too')
  .action(async ({ runs, seed, only, data }: Options) => {
    const seeds = seedsOf(data === undefined ? null : join(data, 'pages'));
    const engine = await openEngine();
    await engine.ingest.write(seeds.articles);
    for (const parser of parsers(seeds, engine)) {
      if (only !== undefined && !only.includes(parser.name)) continue;
      const { findings, slowest } = await fuzz(parser, { runs: Number(runs), seed: Number(seed), limit: 1000 });
      process.stdout.write(
        `${parser.name}: ${runs} inputs, ${findings.length} findings, slowest ${slowest.toFixed(0)} ms\n`,
      );
      for (const finding of findings) process.stdout.write(`${JSON.stringify(finding)}\n`);
      if (findings.length > 0) process.exitCode = 1;
    }
    process.stdout.write(`seed ${seed}\n`);
  })
  .parseAsync();
process.exit();
