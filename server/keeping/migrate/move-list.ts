import type { Storage } from '../../storage/index.js';
import { blockedWords, dictionary, keys, synonyms, uses, type ListKind, type OpenList } from './lists.js';

/** What became of one kind of list. */
export interface MovedList {
  /** What an entry is called, and several. */
  readonly names: readonly [string, string];
  /** Entries of the source. */
  readonly count: number;
  /** Those of them that were written. */
  readonly moved: number;
}

/** A list that can be moved between storages. */
export interface MovableList {
  /** What several entries are called. */
  readonly title: string;
  /**
   * Adds the entries of a storage to those of another.
   * @throws IndexerError, AccessError
   */
  move(from: Storage, to: Storage): Promise<MovedList>;
  /**
   * Names the entries of a storage that another has not, or not as good.
   * @throws IndexerError, AccessError
   */
  differing(from: Storage, to: Storage): Promise<readonly string[]>;
}

/** All that is kept besides the articles: first what they are cut by. */
export const movableLists: readonly MovableList[] = [
  movable(dictionary),
  movable(synonyms),
  movable(keys),
  movable(blockedWords),
  movable(uses),
];

function movable<T>(kind: ListKind<T>): MovableList {
  return {
    title: kind.names[1],
    move: async (from, to) => {
      const wanted = await entriesOf(kind, from);
      const moved = await using(kind, to, async (list) => {
        const lacking = lackingIn(await list.entries(), wanted, kind);
        if (lacking.length > 0) await list.add(lacking.map(([, entry]) => entry));
        return lacking.length;
      });
      return { names: kind.names, count: wanted.size, moved };
    },
    differing: async (from, to) => {
      const wanted = await entriesOf(kind, from);
      return lackingIn(await entriesOf(kind, to), wanted, kind).map(([name]) => name);
    },
  };
}

function lackingIn<T>(
  there: ReadonlyMap<string, T>,
  wanted: ReadonlyMap<string, T>,
  { isEnough }: Pick<ListKind<T>, 'isEnough'>,
): (readonly [string, T])[] {
  return [...wanted].filter(([name, entry]) => {
    const known = there.get(name);
    return known === undefined || !isEnough(known, entry);
  });
}

function entriesOf<T>(kind: ListKind<T>, storage: Storage): Promise<ReadonlyMap<string, T>> {
  return using(kind, storage, (list) => list.entries());
}

async function using<T, R>(kind: ListKind<T>, storage: Storage, task: (list: OpenList<T>) => Promise<R>): Promise<R> {
  const list = await kind.open(storage);
  try {
    return await task(list);
  } finally {
    await list.close();
  }
}
