import { z } from 'zod';
import { documentId, type ArticleStore, type ClusterConnection, type StoreChange } from '../../../corpus/index.js';
import type { IndexingState } from './indexing-state.js';

const versions = z.object({
  docs: z.array(z.object({ found: z.boolean().optional(), _version: z.number().optional() })),
});

/** What is brought up to date. */
export interface CatchUpParts {
  readonly connection: ClusterConnection;
  readonly store: ArticleStore;
  readonly state: IndexingState;
  readonly index: string;
  /** Writes what is missing into the index. */
  readonly write: (changes: readonly StoreChange[]) => Promise<void>;
  /** Changes that are looked for at once; default 256. */
  readonly batchSize?: number;
}

/**
 * Has an index take what it lacks of the store's changes, since they were looked through last but one: a process that ended
 * between store and index leaves such, and one that was slow may have come after the last look.
 * @returns how many changes it lacked
 * @throws ClusterError, IndexerError
 */
export async function catchUp({
  connection,
  store,
  state,
  index,
  write,
  batchSize = 256,
}: CatchUpParts): Promise<number> {
  const { from, to } = await state.checked(index);
  const last = await store.lastChange();
  let count = 0;
  for await (const batch of store.changesSince(from, batchSize)) {
    const lacking = await lackingOf(connection, index, batch);
    if (lacking.length > 0) await write(lacking);
    count += lacking.length;
  }
  await state.setChecked(index, { from: to, to: last });
  return count;
}

/** Those of the changes that an index has not taken, nor later ones. */
async function lackingOf(
  connection: ClusterConnection,
  index: string,
  changes: readonly StoreChange[],
): Promise<readonly StoreChange[]> {
  const { docs } = await connection.ask(versions, {
    method: 'POST',
    path: [index, '_mget'],
    query: { _source: false },
    body: { ids: changes.map(({ id }) => documentId(id)) },
  });
  return changes.filter(({ change, stored }, i) => {
    const { found = false, _version = 0 } = docs[i] ?? {};
    return found ? _version < change : stored !== null;
  });
}
