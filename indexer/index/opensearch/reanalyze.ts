import { wholeSearch } from '../../../corpus/index.js';
import { z } from 'zod';
import { needleOf } from '../../query/needle.js';
import { allOf, anyOf, needleClause } from './match-query.js';
import type { SearchDocument } from './search-document.js';
import { writeAgain, type Again, type ChangeTarget } from './write-changes.js';

/** Words that are looked for at once: a query has room for so many clauses. */
const wordsAtOnce = 100;
const batchSize = 256;

const answer = z.object({
  hits: z.object({
    hits: z.array(
      z.object({
        fields: z.object({
          id: z.tuple([z.string()]),
          change: z.tuple([z.number()]),
          story: z.tuple([z.string()]).optional(),
        }),
        sort: z.array(z.unknown()),
      }),
    ),
  }),
});

/** Which articles are looked at. */
export interface Reanalysis {
  /** Folded. */
  readonly words: readonly string[];
  /** The change behind which they come; 0: all. */
  readonly after: number;
  /** Told of the documents. */
  readonly onWritten: (documents: readonly SearchDocument[]) => void;
}

/**
 * Writes the articles again that hold one of the words, wherever it is cut.
 * @returns how many those are
 * @throws ClusterError, IndexerError; what was not written again may be cut as before
 */
export async function reanalyzeThoseWith(
  target: ChangeTarget,
  { words, after, onWritten }: Reanalysis,
): Promise<number> {
  const done = new Set<string>();
  for (let start = 0; start < words.length; start += wordsAtOnce) {
    const needles = words.slice(start, start + wordsAtOnce).map((word) => needleOf(word, false, null));
    for await (const batch of walk(
      target,
      allOf([anyOf(needles.map(needleClause)), { range: { change: { gt: after } } }]),
    )) {
      const left = batch.filter(({ id }) => !done.has(id));
      onWritten(await writeAgain(target, left));
      for (const { id } of batch) done.add(id);
    }
  }
  return done.size;
}

/** The documents that a query finds, by rising change. */
async function* walk({ connection, index }: ChangeTarget, query: object): AsyncGenerator<readonly Again[]> {
  for (let after: readonly unknown[] | undefined; ;) {
    const { hits }: z.infer<typeof answer> = await connection.ask(answer, {
      method: 'POST',
      path: [index, '_search'],
      query: wholeSearch,
      body: {
        query,
        size: batchSize,
        sort: [{ change: 'asc' }],
        docvalue_fields: ['id', 'change', 'story'],
        track_total_hits: false,
        ...(after !== undefined && { search_after: after }),
      },
    });
    after = hits.hits.at(-1)?.sort;
    if (after === undefined) return;
    yield hits.hits.map(({ fields: { id, change, story } }) => ({
      id: id[0],
      change: change[0],
      story: story?.[0] ?? null,
    }));
  }
}
