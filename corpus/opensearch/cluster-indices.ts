import { z } from 'zod';
import type { ClusterConnection } from './cluster-connection.js';

/**
 * The indices that hold what cannot be made again, by what their names have behind the prefix:
 * - `articles`: articles and deletions (`OpenSearchArticleStore`)
 * - `meta`: the counter of changes and the store's id
 * - `shared`: dictionary, synonyms, blocked words (`SharedText`)
 * - `keys`: keys, hashed (`ClusterKeys`)
 * - `uses`: what readers typed and chose (`UseDocuments`)
 */
export const keptIndices = ['articles', 'meta', 'shared', 'keys', 'uses'] as const;
export type KeptIndex = (typeof keptIndices)[number];

/**
 * All that are made of those, or last a few minutes:
 * - `search-1` and so on: what articles are found by (`SearchIndices`)
 * - `indexing`: up to where these have the changes, and by which words they were cut (`IndexingState`)
 * - `cursors`: results that clients walk through (`ClusterCursors`)
 */
const derivedIndex = /^(?:search-\d+|indexing|cursors)$/;

const resolved = z.object({ indices: z.array(z.object({ name: z.string() })) });

/**
 * The names of all indices of an installation that the cluster has. Those of another one may begin with the same prefix:
 * `news-test-articles` is none of `news`.
 * @throws ClusterError
 */
export async function presentIndices(connection: ClusterConnection): Promise<readonly string[]> {
  const { indices } = await connection.ask(resolved, {
    method: 'GET',
    path: ['_resolve', 'index', connection.index('*')],
    query: { expand_wildcards: 'all' },
  });
  const start = connection.index('').length;
  return indices.map(({ name }) => name).filter((name) => isOurs(name.slice(start)));
}

function isOurs(name: string): boolean {
  return keptIndices.some((kept) => kept === name) || derivedIndex.test(name);
}
