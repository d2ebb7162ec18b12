import { isDeepStrictEqual } from 'node:util';
import type { Article, ArticleStore, StoreChange } from '../corpus/index.js';
import { foldArticle } from './article-text.js';
import type { SearchIndex } from './index/search-index.js';
import { Turns } from './turns.js';

/** What a write did. `changed` leaves out articles that stood in the store exactly so already. */
export interface WriteReport {
  readonly written: number;
  readonly changed: number;
}

/**
 * Articles on their way in: analyzed, made durable in the store, put into the index, in that order.
 * One writer at a time; calls queue up in the order made. When a call resolves, what it wrote is on disk
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

/** The articles that are not in the store as they are, one an id. */
async function changedArticles(store: ArticleStore, articles: readonly Article[]): Promise<Article[]> {
  const newest = [...new Map(articles.map((article) => [article.id, article])).values()];
  const known = await store.get(newest.map((article) => article.id));
  return newest.filter((article, i) => !isDeepStrictEqual(known[i]?.article, article));
}

class QueuedIngest implements Ingest {
  readonly #store: ArticleStore;
  readonly #index: SearchIndex;
  readonly #turns = new Turns();

  constructor({ store, index }: IngestDependencies) {
    this.#store = store;
    this.#index = index;
  }

  write(articles: readonly Article[]): Promise<WriteReport> {
    return this.#turns.run(() => this.#write(articles));
  }

  remove(ids: readonly string[]): Promise<readonly string[]> {
    return this.#turns.run(async () => {
      const deleted = await this.#store.delete(ids);
      await this.#index.apply(deleted.map(({ id, change }) => ({ id, change, stored: null })));
      return deleted.map(({ id }) => id);
    });
  }

  idle(): Promise<void> {
    return this.#turns.idle();
  }

  async #write(articles: readonly Article[]): Promise<WriteReport> {
    const changed = await changedArticles(this.#store, articles);
    const entries = changed.map((article) => ({ article, folded: foldArticle(article) }));
    const numbers = await this.#store.put(entries);
    const changes = entries.map((stored, i): StoreChange => ({
      change: numbers[i] ?? 0,
      id: stored.article.id,
      stored,
    }));
    await this.#index.apply(changes);
    return { written: articles.length, changed: changed.length };
  }
}

/** Builds the way in over a store and its index. */
export function createIngest(dependencies: IngestDependencies): Ingest {
  return new QueuedIngest(dependencies);
}
