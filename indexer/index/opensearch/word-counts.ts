import { z } from 'zod';
import { type ClusterConnection, wholeSearch } from '../../../corpus/index.js';

/** Words that are counted in one request. */
const countedAtOnce = 1000;

const answer = z.object({
  hits: z.object({ total: z.object({ value: z.number() }) }),
  aggregations: z.object({ words: z.object({ buckets: z.array(z.object({ doc_count: z.number() })) }) }),
});

/** How many articles there are, and how many have each word. */
export interface WordCounts {
  readonly articles: number;
  readonly counts: ReadonlyMap<string, number>;
}

/**
 * Counts articles in a cluster by words.
 * @throws ClusterError
 */
export async function countWords(
  connection: ClusterConnection,
  index: string,
  words: readonly string[],
): Promise<WordCounts> {
  const counts = new Map<string, number>();
  let articles = 0;
  for (let start = 0; start === 0 || start < words.length; start += countedAtOnce) {
    const some = words.slice(start, start + countedAtOnce);
    const filters = [...some.map((word) => ({ term: { words: word } })), { match_none: {} }];
    const { hits, aggregations } = await connection.ask(answer, {
      method: 'POST',
      path: [index, '_search'],
      query: wholeSearch,
      body: { size: 0, track_total_hits: true, aggs: { words: { filters: { filters } } } },
    });
    articles = hits.total.value;
    some.forEach((word, i) => counts.set(word, aggregations.words.buckets[i]?.doc_count ?? 0));
  }
  return { articles, counts };
}
