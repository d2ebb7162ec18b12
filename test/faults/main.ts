import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Command } from 'commander';
import { median } from '../bench/figures.js';
import { randomNumbers } from '../relevance/eval/substring-runs.js';
import { killRounds } from './kill-rounds.js';

await new Command('faults')
  .description(
    'Kills a service at random moments under mixed writes, and compares what is there with what it acknowledged',
  )
  .option('--rounds <n>', 'how often', '200')
  .option('--seed <n>', 'of the moments and writes', String(Date.now() % 100_000))
  .option('--out <file>', 'where the figures are written, as JSON')
  .action(async ({ rounds, seed, out }: { rounds: string; seed: string; out?: string }) => {
    const folder = mkdtempSync(join(tmpdir(), 'xunwen-faults-'));
    const say = (line: string): void => void process.stderr.write(`${line}\n`);
    say(`seed ${seed}`);
    const random = randomNumbers(Number(seed));
    const figures = await killRounds({ data: join(folder, 'data'), rounds: Number(rounds), random, say });
    if (out !== undefined) writeFileSync(out, `${JSON.stringify(figures)}\n`);
    const { acknowledged, problems, recoveryMs } = figures;
    const slowest = Math.max(...recoveryMs).toFixed(0);
    say(`${rounds} kills, ${acknowledged} writes acknowledged, ${problems.length} problems`);
    say(`ready again after ${median(recoveryMs).toFixed(0)} ms (median), ${slowest} ms at most`);
    for (const problem of problems) say(problem);
    if (problems.length > 0) process.exitCode = 1;
    // What is wrong is to be looked at.
    else rmSync(folder, { recursive: true, force: true });
  })
  .parseAsync();
