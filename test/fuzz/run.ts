import { inspect } from 'node:util';
import { randomNumbers } from '../relevance/eval/substring-runs.js';
import type { Parser } from './parsers.js';

/** An input that was not taken as it should be. */
export interface Finding {
  readonly parser: string;
  readonly input: string;
  readonly problem: string;
}

export interface RunOptions {
  readonly runs: number;
  readonly seed: number;
  /** Milliseconds over which an input counts as one that hangs. */
  readonly limit: number;
}

/** Gives a parser so many inputs; what it throws, and what takes too long, are findings. */
export async function fuzz(
  parser: Parser,
  { runs, seed, limit }: RunOptions,
): Promise<{ findings: Finding[]; slowest: number }> {
  const random = randomNumbers(seed);
  const draw = (below: number): number => Math.floor(random() * Math.max(1, below));
  const findings: Finding[] = [];
  let slowest = 0;
  for (let run = 0; run < runs; run++) {
    const input = parser.draw(draw);
    const started = performance.now();
    const problem = await problemOf(parser, input);
    const took = performance.now() - started;
    slowest = Math.max(slowest, took);
    if (problem !== null) findings.push({ parser: parser.name, input: inspect(input), problem });
    else if (took > limit)
      findings.push({ parser: parser.name, input: inspect(input), problem: `it took ${took.toFixed(0)} ms` });
    if (findings.length >= 10) break;
  }
  return { findings, slowest };
}

async function problemOf({ take }: Parser, input: string | Uint8Array): Promise<string | null> {
  try {
    await take(input);
    return null;
  } catch (error) {
    return error instanceof Error ? (error.stack ?? error.message) : String(error);
  }
}
