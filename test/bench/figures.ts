import type { Opened, Round } from './messages.js';
import type { Kind } from './workload.js';

/** Milliseconds. */
export interface Percentiles {
  readonly p50: number;
  readonly p95: number;
  readonly p99: number;
}

/** Milliseconds a query: each the median of the rounds. */
export interface Times extends Percentiles {
  readonly mean: number;
}

/** One way to ask, measured. */
export interface Measured {
  readonly way: string;
  readonly engine: string;
  readonly opened: Opened;
  readonly times: Readonly<Partial<Record<Kind, Times>>>;
  /** How many queries of each kind were asked a round: the slow did not come to all. */
  readonly asked: Readonly<Partial<Record<Kind, number>>>;
  /** Mean total of an answer, by which one sees that the questions were the same. */
  readonly totals: Readonly<Partial<Record<Kind, number>>>;
}

/** The middle one of some values. */
export function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[values.length >> 1] ?? Number.NaN;
}

/** The times under which half, 95 and 99 of a hundred stayed. */
export function percentilesOf(times: readonly number[]): Percentiles {
  const sorted = times.toSorted((a, b) => a - b);
  const at = (share: number): number => sorted[Math.floor(sorted.length * share)] ?? Number.NaN;
  return { p50: at(0.5), p95: at(0.95), p99: at(0.99) };
}

function timesOf({ times }: Round): Times {
  return { mean: times.reduce((sum, time) => sum + time, 0) / times.length, ...percentilesOf(times) };
}

/** The figures of several rounds of the same queries. */
export function medianTimes(rounds: readonly Round[]): Times {
  const all = rounds.map(timesOf);
  const of = (key: keyof Times): number => median(all.map((times) => times[key]));
  return { mean: of('mean'), p50: of('p50'), p95: of('p95'), p99: of('p99') };
}
