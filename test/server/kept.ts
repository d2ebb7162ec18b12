import { parseArticle, type StoredArticle } from '../../corpus/index.js';
import { foldArticle, type Use } from '../../indexer/index.js';
import type { KeptKey } from '../../server/access/index.js';
import { DataFolder } from '../../server/data-folder/index.js';
import { FolderStorage, type Storage } from '../../server/storage/index.js';

/** All that a storage keeps, in an order of its own. */
export interface Kept {
  readonly articles: readonly StoredArticle[];
  readonly dictionary: string;
  readonly synonyms: string;
  readonly keys: readonly KeptKey[];
  readonly uses: readonly Use[];
  readonly blocked: readonly string[];
}

/** Reads everything. */
export async function keptIn(storage: Storage): Promise<Kept> {
  const [store, keys, log] = [await storage.openStore(), await storage.openKeys(), await storage.openQueryLog()];
  const articles: StoredArticle[] = [];
  for await (const changes of store.changesSince(0, 1000))
    articles.push(...changes.flatMap(({ stored }) => stored ?? []));
  const kept = {
    articles: sorted(articles, ({ article }) => article.id),
    dictionary: await storage.dictionary.read(),
    synonyms: await storage.synonyms.read(),
    keys: sorted(
      (await keys.all()).map(({ key, hash }) => ({ key, hash: new Uint8Array(hash) })),
      ({ key }) => key.id,
    ),
    uses: sorted(await log.uses(), ({ kind, key }) => `${kind} ${key}`),
    blocked: await log.blocked(),
  };
  for (const opened of [store, keys, log]) await opened.close();
  return kept;
}

/** Does something with a data folder that nobody else has meanwhile. */
export async function inFolder<T>(path: string, task: (storage: FolderStorage) => Promise<T>): Promise<T> {
  const folder = DataFolder.claim(path);
  if (folder === null) throw new Error(`somebody has ${path}`);
  try {
    return await task(new FolderStorage(folder));
  } finally {
    folder.release();
  }
}

/** An article as a store keeps it. */
export function stored(id: string, title: string, body = `${title}的正文，客流下降35%。`): StoredArticle {
  const article = parseArticle({ id, title, body, publishedAt: '2025-03-12', tags: ['时政', '𠮷野家'] });
  return { article, folded: foldArticle(article) };
}

/** Puts articles into a data folder. */
export function putInto(path: string, articles: readonly StoredArticle[]): Promise<void> {
  return inFolder(path, async (storage) => {
    const store = await storage.openStore();
    for (let i = 0; i < articles.length; i += 1000) await store.put(articles.slice(i, i + 1000));
    await store.close();
  });
}

function sorted<T>(entries: readonly T[], nameOf: (entry: T) => string): readonly T[] {
  return [...entries].sort((a, b) => (nameOf(a) < nameOf(b) ? -1 : 1));
}
