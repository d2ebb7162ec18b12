import { randomUUID } from 'node:crypto';
import type { ArticleStore, FoldedTextEntry, StoreChange, StoredArticle, Refolding } from './article-store.js';

/** Keeps articles in memory, for tests and for trying things out. Nothing outlives the process. */
export class MemoryArticleStore implements ArticleStore {
  readonly id: string = randomUUID();
  /** The newest change of each id, by rising change number: a changed id moves to the end. */
  readonly #changes = new Map<string, StoreChange>();
  #lastChange = 0;
  #count = 0;

  put(entries: readonly StoredArticle[]): Promise<readonly number[]> {
    return Promise.resolve(entries.map((stored) => this.#record(stored.article.id, structuredClone(stored))));
  }

  delete(ids: readonly string[]): Promise<readonly { id: string; change: number }[]> {
    const present = [...new Set(ids)].filter((id) => this.#stored(id) !== undefined);
    return Promise.resolve(present.map((id) => ({ id, change: this.#record(id, null) })));
  }

  get(ids: readonly string[]): Promise<readonly (StoredArticle | undefined)[]> {
    return Promise.resolve(ids.map((id) => this.#stored(id)));
  }

  count(): Promise<number> {
    return Promise.resolve(this.#count);
  }

  lastChange(): Promise<number> {
    return Promise.resolve(this.#lastChange);
  }

  async *changesSince(after: number, batchSize: number): AsyncGenerator<readonly StoreChange[]> {
    const changes = [...this.#changes.values()].filter(({ change }) => change > after);
    for (let start = 0; start < changes.length; start += batchSize) {
      yield await Promise.resolve(changes.slice(start, start + batchSize));
    }
  }

  async *foldedTexts(through: number, batchSize: number): AsyncGenerator<readonly FoldedTextEntry[]> {
    for await (const batch of this.changesSince(0, batchSize)) {
      const texts = batch.flatMap(({ id, change, stored }) =>
        stored === null || change > through ? [] : [{ id, change, text: stored.folded.text }],
      );
      if (texts.length > 0) yield texts;
    }
  }

  refold(entries: readonly Refolding[]): Promise<void> {
    for (const { id, change, folded } of entries) {
      const known = this.#changes.get(id);
      if (known?.stored && known.change === (change ?? known.change))
        this.#changes.set(id, { ...known, stored: { article: known.stored.article, folded } });
    }
    return Promise.resolve();
  }

  close(): Promise<void> {
    return Promise.resolve();
  }

  #stored(id: string): StoredArticle | undefined {
    return this.#changes.get(id)?.stored ?? undefined;
  }

  #record(id: string, stored: StoredArticle | null): number {
    this.#count += Number(stored !== null) - Number(this.#stored(id) !== undefined);
    this.#changes.delete(id);
    this.#changes.set(id, { change: ++this.#lastChange, id, stored });
    return this.#lastChange;
  }
}
