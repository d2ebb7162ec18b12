import type { BenchQuery, Kind } from '../workload.js';

/** What a question was answered with. */
export interface BenchAnswer {
  /** How many articles match; of suggestions, how many there are in the answer. */
  readonly total: number;
}

/** Asks for the best 20 with the total, or the best 8 suggestions. */
export type Asking = () => Promise<BenchAnswer> | BenchAnswer;

/** One way to ask an engine. */
export interface Way {
  readonly name: string;
  /** Kinds of questions that there is an answer for. */
  readonly kinds: readonly Kind[];
  /** Makes ready to ask; only the asking is timed. */
  readonly prepare: (kind: Kind, query: BenchQuery) => Promise<Asking> | Asking;
}

/** An engine with all articles in it. */
export interface Contestant {
  readonly ways: readonly Way[];
  close(): Promise<void> | void;
}

/** The files an engine is built of. */
export interface BenchFiles {
  readonly cutFile: string;
  /** The articles as they come. */
  readonly articleFile: string;
}

/** Hits of a page, and suggestions. */
export const pageSize = 20;
export const suggestionCount = 8;

export type OpenContestant = (files: BenchFiles) => Promise<Contestant>;
