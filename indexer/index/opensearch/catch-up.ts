import {
  documentId,
  readDocuments,
  type ArticleStore,
  type ChangeNumber,
  type ClusterConnection,
  type StoreChange,
} from '../../../corpus/index.js';
import type { IndexingState } from './indexing-state.js';
import type { IndexPlace } from './search-indices.js';

/** Milliseconds after which whoever has taken a change number has written, or has ended: requests are tried again for minutes. */
const settled = 300_000;

/** A store that may say what changed, and give texts, without all the articles; one that processes share can. */
export type ListingStore = ArticleStore & {
  changeNumbersSince?(after: number, batchSize: number): AsyncIterable<readonly ChangeNumber[]>;
  changeNumbersOf?(ids: readonly string[]): Promise<readonly ChangeNumber[]>;
  texts?(ids: readonly string[]): Promise<readonly string[]>;
};

/** What is brought up to date. */
export interface CatchUpParts {
  readonly connection: ClusterConnection;
  readonly store: ListingStore;
  readonly state: IndexingState;
  readonly place: IndexPlace;
  /** Writes what is missing into the index, and says how many of the changes it wrote. */
  readonly write: (changes: readonly StoreChange[]) => Promise<number>;
  /** Changes that are looked for at once; default 256. */
  readonly batchSize?: number;
}

/**
 * Has an index take what it lacks of the store's changes: a process that ended between store and index leaves such. Those
 * that were given out within the last minutes are looked for again the next time: who took them may be slow.
 * @returns how many changes were written
 * @throws ClusterError, IndexerError
 */
export async function catchUp({ batchSize = 256, ...parts }: CatchUpParts): Promise<number> {
  const { connection, store, state, place, write } = parts;
  const checked = await state.checked(place.id);
  const [last, now] = [await store.lastChange(), Date.now()];
  let count = 0;
  for await (const batch of changesOf(store, checked.from, batchSize)) {
    const lacking = await lackingOf(connection, place.name, batch);
    if (lacking.length > 0) count += await write(await withArticles(store, lacking));
  }
  const isSettled = now - checked.toAt > settled;
  await state.setChecked(place.id, isSettled ? { from: checked.to, to: last, toAt: now } : checked);
  return count;
}

/**
 * What an index lacks of the newest changes of some articles.
 * @throws ClusterError
 */
export async function lackedOf(
  { connection, store, place }: Pick<CatchUpParts, 'connection' | 'store' | 'place'>,
  ids: readonly string[],
): Promise<readonly StoreChange[]> {
  const newest = (await store.changeNumbersOf?.(ids)) ?? [];
  return withArticles(store, await lackingOf(connection, place.name, newest, true));
}

/** A change, with its article where that was read, too. */
type Listed = ChangeNumber & { readonly stored?: StoreChange['stored'] };

async function* changesOf(store: ListingStore, after: number, size: number): AsyncGenerator<readonly Listed[]> {
  if (store.changeNumbersSince !== undefined) yield* store.changeNumbersSince(after, size);
  else {
    for await (const batch of store.changesSince(after, size)) {
      yield batch.map((one) => ({ ...one, deleted: one.stored === null }));
    }
  }
}

/**
 * Those of the changes that an index has not taken, nor later ones.
 * @param isNewest as of `readDocuments`: a check can do without, and should not wait for a node that hangs
 */
async function lackingOf(
  connection: ClusterConnection,
  index: string,
  changes: readonly Listed[],
  isNewest = false,
): Promise<readonly Listed[]> {
  const ids = changes.map(({ id }) => documentId(id));
  const there = await readDocuments(connection, { index, ids, schema: null, isNewest });
  return changes.filter(({ change, deleted }, i) => {
    const { found = false, version = 0 } = there[i] ?? {};
    return found ? version < change : !deleted;
  });
}

/** An article that has changed or gone since then has a later change, which is looked for by itself. */
async function withArticles(store: ArticleStore, listed: readonly Listed[]): Promise<readonly StoreChange[]> {
  const wanted = listed.filter(({ deleted, stored }) => !deleted && stored === undefined);
  const articles = await store.get(wanted.map(({ id }) => id));
  const read = new Map(wanted.map(({ id }, i) => [id, articles[i]]));
  return listed.flatMap(({ id, change, deleted, stored = read.get(id) }): StoreChange[] => {
    if (deleted) return [{ id, change, stored: null }];
    return stored === undefined ? [] : [{ id, change, stored: stored ?? null }];
  });
}
