import { z } from 'zod';
import { type ClusterConnection, wholeSearch } from '../../../corpus/index.js';

/** Titles that are asked for in one request, for each that is wanted: some may not be suggested. */
const asked = 4;
/** Titles that are looked at, at most: no more can be paged through. */
const mostLookedAt = 10_000;

const answer = z.object({
  hits: z.object({
    hits: z.array(z.object({ fields: z.object({ id: z.tuple([z.string()]), title: z.tuple([z.string()]) }) })),
  }),
});

/**
 * The ids of the newest articles whose title begins so and is wanted, one a title, at most `size`.
 * @param isWanted of the title from its first word on, folded
 * @throws ClusterError
 */
export async function newestTitles(
  { connection, index }: { readonly connection: ClusterConnection; readonly index: string },
  prefix: string,
  size: number,
  isWanted: (title: string) => boolean,
): Promise<readonly string[]> {
  const ids: string[] = [];
  const step = size * asked;
  for (let from = 0; ids.length < size && from + step <= mostLookedAt; from += step) {
    const { hits } = await connection.ask(answer, {
      method: 'POST',
      path: [index, '_search'],
      query: wholeSearch,
      body: {
        query: { prefix: { title: { value: prefix } } },
        sort: [{ time: { order: 'desc', missing: 0 } }, { change: 'asc' }],
        collapse: { field: 'title' },
        docvalue_fields: ['id', 'title'],
        track_total_hits: false,
        from,
        size: step,
      },
    });
    ids.push(...hits.hits.flatMap(({ fields: { id, title } }) => (isWanted(title[0]) ? [id[0]] : [])));
    if (hits.hits.length < step) break;
  }
  return ids.slice(0, size);
}
