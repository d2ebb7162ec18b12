import { z } from 'zod';
import type { CountedQuery, IndexStats } from '../../indexer/index.js';
import type { SourceStatus } from '../crawl/index.js';
import type { FileSize } from '../data-folder/index.js';
import type { Stretch } from '../history/index.js';
import type { LoadFigures } from '../load/index.js';
import { wholeNumber } from './parameters.js';

const count = z.int().min(0);

/** What is in an index. */
export const indexStats: z.ZodType<IndexStats> = z.object({
  articles: count,
  deleted: count.meta({ description: 'Versions that the next compaction takes out.' }),
  terms: count,
  postings: count,
  averageLength: z.number().meta({ description: 'Folded characters an article.' }),
  bytes: z
    .object({
      texts: count,
      postings: count,
      signatures: count,
      characterSets: count,
      crossingWords: count,
      pairFrequencies: count,
      completions: count,
      stories: count,
      columns: count,
    })
    .meta({ description: 'Memory by structure, about; `crossingWords` are among the postings.' }),
  lastChange: count.meta({ description: 'Of the store, up to which the index is complete.' }),
  reanalyzed: count,
});

/** What an owner wants to know of a service. */
export interface ServiceStats {
  readonly version: string;
  /** ISO 8601. */
  readonly startedAt: string;
  /** Bytes that the process takes. */
  readonly rss: number;
  readonly index: IndexStats;
  readonly files: readonly FileSize[];
  readonly load: LoadFigures;
  readonly popular: readonly CountedQuery[];
  readonly missed: readonly CountedQuery[];
  readonly sources: readonly SourceStatus[];
}

const countedQuery: z.ZodType<CountedQuery> = z.object({
  query: z.string().meta({ description: 'As it was first typed.' }),
  typed: count.meta({ description: 'Searches, each query once a minute at most.' }),
  day: count.meta({ description: 'Of the last one, in days since 1970.' }),
});

const byKind = z.object({ read: count, write: count, event: count, free: count });

/** The answer of `GET /api/stats`. */
export const statsAnswer: z.ZodType<ServiceStats> = z.object({
  version: z.string(),
  startedAt: z.iso.datetime(),
  rss: count.meta({ description: 'Bytes that the process takes.' }),
  index: indexStats,
  files: z.array(z.object({ name: z.string(), bytes: count })).meta({ description: 'Of the data folder.' }),
  load: z
    .object({ running: byKind, turnedAway: byKind })
    .meta({ description: 'Requests; turned away since the start.' }),
  popular: z.array(countedQuery).meta({ description: 'Queries that found something, the most typed of late first.' }),
  missed: z.array(countedQuery).meta({ description: 'Those that found nothing as asked, and have not since.' }),
  sources: z.array(
    z.object({
      url: z.string(),
      lookedAt: z.iso.datetime().nullable(),
      report: z
        .object({
          found: count,
          taken: count,
          changed: count,
          removed: count,
          unchanged: count,
          refused: count,
          failed: count,
        })
        .nullable()
        .meta({ description: 'Pages and articles of the last look.' }),
      error: z.string().nullable().meta({ description: 'Why the last look failed.' }),
    }),
  ),
});

/** How many popular and missed queries are wanted. */
export const statsParameters: z.ZodType<{ readonly queries: number }> = z.object({
  queries: wholeNumber(0, 1000, 50).meta({ description: 'How many popular and how many missed queries.' }),
});

/** How far back. */
export const historyParameters: z.ZodType<{ readonly hours: number }> = z.object({
  hours: wholeNumber(1, 8784, 24).meta({ description: 'How far back.' }),
});

/** The answer of `GET /api/stats/history`. */
export const historyAnswer: z.ZodType<{ readonly stretches: readonly Stretch[] }> = z.object({
  stretches: z
    .array(
      z.object({
        minute: count.meta({ description: 'Of its end, since 1970.' }),
        searches: count,
        missed: count,
        p50: z.number().meta({ description: 'Milliseconds, the mean of its minutes.' }),
        p99: z.number().meta({ description: 'Milliseconds, of its worst minute.' }),
        written: count.meta({ description: 'Articles written or deleted.' }),
        turnedAway: count,
        articles: count,
        rss: count,
      }),
    )
    .meta({ description: 'At most 361, the earliest first; none where the service did not run.' }),
});
