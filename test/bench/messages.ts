import { z } from 'zod';
import type { BenchFiles } from './engines/contestant.js';
import { kinds, type BenchQuery, type Kind } from './workload.js';

/** What the parent asks of a contestant's process. */
export type BenchRequest =
  | { readonly do: 'open'; readonly engine: string; readonly files: BenchFiles }
  | { readonly do: 'ask'; readonly way: string; readonly kind: Kind; readonly queries: readonly BenchQuery[] }
  | { readonly do: 'close' };

/** What a contestant's process says once all articles are in. */
export interface Opened {
  /** How long it took to be able to answer. */
  readonly buildMs: number;
  /** Bytes after a collection of garbage. */
  readonly heap: number;
  readonly rss: number;
  /** Kinds of questions that can be asked, by way. */
  readonly ways: Readonly<Record<string, readonly Kind[]>>;
}

export const openedSchema: z.ZodType<Opened> = z.object({
  buildMs: z.number(),
  heap: z.number(),
  rss: z.number(),
  ways: z.record(z.string(), z.array(z.enum(kinds))),
});

/** One round: milliseconds of each query, and the sum of the totals, by which answers are compared. */
export interface Round {
  readonly times: readonly number[];
  readonly totals: number;
}

export const roundSchema: z.ZodType<Round> = z.object({ times: z.array(z.number()), totals: z.number() });
