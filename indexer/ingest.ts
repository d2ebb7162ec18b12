import { isDeepStrictEqual } from 'node:util';
import type { Article, ArticleStore, StoreChange, StoredArticle } from '../corpus/index.js';
import { foldArticle } from './article-text.js';
import type { SearchIndex } from './index/search-index.js';
import { Turns } from './turns.js';
import { BackgroundSlices } from './work-slices.js';
import { WriteBatch, type Stored } from './write-batch.js';

/** What a write did. `changed` leaves out articles that stood in the store exactly so already. */
export interface WriteReport {
  readonly written: number;
  readonly changed: number;
}

/**
 * Articles on their way in: analyzed, made durable in the store, put into the index, in that order.
 * Calls queue up in the order made; while the index takes in one, the next is being stored, and writes that wait for it
 * are stored together: to make many durable takes hardly longer than one. When a call resolves, what it wrote is on disk
 * and found by every search that starts afterwards.
 */
export interface Ingest {
  /**
   * Adds the articles, replacing those with the same id (the last one of an id in the list wins).
   * Meant for batches of some hundred.
   * @throws CorpusError where the store cannot take them; nothing of the batch is kept then
   */
  write(articles: readonly Article[]): Promise<WriteReport>;

  /** Deletes the articles with these ids and returns the ids that were there. */
  remove(ids: readonly string[]): Promise<readonly string[]>;

  /** Resolves when all calls made so far have ended. */
  idle(): Promise<void>;
}

/** What an ingest works with. */
export interface IngestDependencies {
  readonly store: ArticleStore;
  readonly index: SearchIndex;
}

/** The articles that are not in the store as they are, one an id, and the ids of those that are. */
async function comparedTo(
  store: ArticleStore,
  articles: readonly Article[],
): Promise<{ readonly changed: readonly Article[]; readonly unchanged: readonly string[] }> {
  const newest = [...new Map(articles.map((article) => [article.id, article])).values()];
  const known = await store.get(newest.map((article) => article.id));
  const isSame = newest.map((article, i) => isDeepStrictEqual(known[i]?.article, article));
  const unchanged = newest.flatMap(({ id }, i) => (isSame[i] === true ? [id] : []));
  return { changed: newest.filter((_, i) => isSame[i] !== true), unchanged };
}

async function folded(articles: readonly Article[]): Promise<StoredArticle[]> {
  const slices = new BackgroundSlices();
  const entries: StoredArticle[] = [];
  for (const article of articles) {
    entries.push({ article, folded: foldArticle(article) });
    if (slices.isOver) await slices.next();
  }
  return entries;
}

class QueuedIngest implements Ingest {
  readonly #store: ArticleStore;
  readonly #index: SearchIndex;
  readonly #turns = new Turns();
  /** The one that writes still come to. */
  #open: WriteBatch | null = null;
  /** Of the last change that was given to the index. */
  #applied: Promise<unknown> = Promise.resolve();

  constructor({ store, index }: IngestDependencies) {
    this.#store = store;
    this.#index = index;
  }

  async write(articles: readonly Article[]): Promise<WriteReport> {
    if (this.#open?.takes(articles) !== true) this.#open = this.#nextBatch();
    const { changed, applied } = await this.#open.add(articles);
    await applied;
    const ids = new Set(articles.map(({ id }) => id));
    return { written: articles.length, changed: [...ids].filter((id) => changed.has(id)).length };
  }

  async remove(ids: readonly string[]): Promise<readonly string[]> {
    // Writes that come later are stored later.
    this.#open = null;
    const { applied, deleted } = await this.#turns.run(async () => {
      const entries = await this.#store.delete(ids);
      const deleted = new Set(entries.map(({ id }) => id));
      const changes = entries.map(({ id, change }) => ({ id, change, stored: null }));
      const gone = ids.filter((id) => !deleted.has(id));
      return { deleted: entries, applied: this.#apply(changes, gone) };
    });
    await applied;
    return deleted.map(({ id }) => id);
  }

  async idle(): Promise<void> {
    await this.#turns.idle();
    await this.#applied;
  }

  #nextBatch(): WriteBatch {
    const batch = new WriteBatch();
    void this.#turns.run(async () => {
      if (this.#open === batch) this.#open = null;
      await batch.store((articles) => this.#put(articles));
    });
    return batch;
  }

  async #put(articles: readonly Article[]): Promise<Stored> {
    const { changed, unchanged } = await comparedTo(this.#store, articles);
    const entries = await folded(changed);
    const numbers = await this.#store.put(entries);
    const changes = entries.map((stored, i): StoreChange => ({
      change: numbers[i] ?? 0,
      id: stored.article.id,
      stored,
    }));
    return { changed: new Set(changes.map(({ id }) => id)), applied: this.#apply(changes, unchanged) };
  }

  /**
   * The index takes changes in the order in which it is given them; meanwhile the next ones go into the store.
   * @param settled ids of which the store had what was wanted
   */
  #apply(changes: readonly StoreChange[], settled: readonly string[]): Promise<void> {
    const applied = this.#index.apply(changes);
    const ensured = settled.length === 0 ? null : this.#index.ensure(settled);
    const all = Promise.all([applied, ensured]).then(() => undefined);
    // Whoever waits for it sees a failure; nobody may be there yet.
    this.#applied = Promise.allSettled([all, applied, ensured]);
    return all;
  }
}

/** Builds the way in over a store and its index. */
export function createIngest(dependencies: IngestDependencies): Ingest {
  return new QueuedIngest(dependencies);
}
