import type { ArticleStore } from '../../../corpus/index.js';
import { Closers } from '../../closers.js';
import { openEngine, type EngineOptions } from '../../compose.js';
import type { Storage } from '../../storage/index.js';
import { reasonOf } from '../backup.js';
import { KeepingError } from '../keeping-error.js';
import { verifyIndex } from '../verify.js';
import { compareArticles, moveArticles, type MovedArticles } from './articles.js';
import { differenceOf, differencesOf, differencesOfLists } from './differences.js';
import { movableLists, type MovedList } from './move-list.js';

/** A storage, and what its owner calls it, such as `the folder data`. */
export interface Place {
  readonly name: string;
  readonly storage: Storage;
}

export interface MigrateOptions extends Pick<EngineOptions, 'config' | 'log' | 'cuttingThreads'> {
  /** Only read. */
  readonly from: Place;
  readonly to: Place;
  /** Whether the target may hold articles already. */
  readonly merge: boolean;
  /** Counted up while articles are moved. */
  readonly tally?: MovedArticles;
  /** Told when all is moved, before the index is built and all compared. */
  readonly onMoved?: () => void | Promise<void>;
}

/** What was moved, and whether all is as it should be. */
export interface MigrationReport {
  readonly articles: Readonly<MovedArticles>;
  readonly lists: readonly MovedList[];
  /** Articles of the target that the source has not. */
  readonly besides: number;
  /** In what the target differs from the source, a clause each; empty: in nothing. */
  readonly differences: readonly string[];
}

/**
 * Moves articles, words, synonyms, keys, blocked words and what readers used into another storage, builds its index and
 * compares all of it. Nothing is taken out of either. What broke off can be done again.
 * @throws KeepingError where the target holds articles and may not, or something cannot be read or written
 */
export async function migrate(options: MigrateOptions): Promise<MigrationReport> {
  const { from, to, tally = { moved: 0, stood: 0 } } = options;
  const closers = new Closers();
  try {
    const source = await from.storage.openStore();
    closers.add(() => source.close());
    const before = await source.lastChange();
    await refuseFull(to, options.merge);
    const lists = await moveLists(from.storage, to.storage);
    await withStore(to.storage, (target) => moveArticles(source, target, tally));
    await options.onMoved?.();
    const { besides, differences } = await compare(options, source);
    const isSame = (await source.lastChange()) === before;
    const meanwhile = isSame ? [] : [`${from.name} was written to meanwhile`];
    return { articles: tally, lists, besides, differences: [...differences, ...meanwhile] };
  } catch (error) {
    if (error instanceof KeepingError) throw error;
    const advice = 'run it again with --merge when that is mended: what stands there is passed over';
    const done = tally.moved + tally.stood;
    throw new KeepingError(`broken off after ${done} articles: ${reasonOf(error)}; ${advice}`, {
      cause: error,
    });
  } finally {
    await closers.close();
  }
}

/** The lists are added to those of the target in any case. */
async function refuseFull({ name, storage }: Place, merge: boolean): Promise<void> {
  const count = await withStore(storage, (store) => store.count());
  if (count === 0 || merge) return;
  throw new KeepingError(
    `${name} holds ${count} articles already; add to them with --merge, where both have one that of the source stays`,
  );
}

async function moveLists(from: Storage, to: Storage): Promise<readonly MovedList[]> {
  const moved: MovedList[] = [];
  for (const list of movableLists) moved.push(await list.move(from, to));
  return moved;
}

/** Opens the index of the target, which builds it, and looks at all that was moved. */
async function compare(
  { from, to, merge, ...opening }: MigrateOptions,
  source: ArticleStore,
): Promise<Pick<MigrationReport, 'besides' | 'differences'>> {
  const ofLists = await differencesOfLists(from.storage, to.storage);
  const engine = await openEngine({ ...opening, storage: to.storage });
  try {
    const comparison = await compareArticles(source, engine.store);
    const ofArticles = differencesOf(comparison, merge);
    const ofIndex = differenceOf(await verifyIndex(engine.store, engine.index));
    return { besides: comparison.besides, differences: [...ofArticles, ...ofLists, ...ofIndex] };
  } finally {
    await engine.close();
  }
}

async function withStore<T>(storage: Storage, task: (store: ArticleStore) => Promise<T>): Promise<T> {
  const store = await storage.openStore();
  try {
    return await task(store);
  } finally {
    await store.close();
  }
}
