/** Where they are kept: in this browser, for this site. */
const name = 'news-search:recent';

/** The part of `localStorage` that is used; it may throw, where a browser keeps nothing for a site. */
export interface TextStorage {
  getItem(name: string): string | null;
  setItem(name: string, text: string): void;
}

/** What a reader searched for last, the last first. Nothing of it leaves the browser. */
export class RecentSearches {
  readonly #storage: () => TextStorage;
  readonly #most: number;

  /** @param storage asked each time: a browser may refuse even to name it */
  constructor(most: number, storage: () => TextStorage) {
    this.#most = most;
    this.#storage = storage;
  }

  list(): string[] {
    try {
      const kept: unknown = JSON.parse(this.#storage().getItem(name) ?? '[]');
      const texts = Array.isArray(kept) ? kept.filter((one) => typeof one === 'string') : [];
      return texts.slice(0, this.#most);
    } catch {
      return [];
    }
  }

  add(query: string): void {
    if (query !== '') this.#keep([query, ...this.list().filter((one) => one !== query)]);
  }

  remove(query: string): void {
    this.#keep(this.list().filter((one) => one !== query));
  }

  clear(): void {
    this.#keep([]);
  }

  #keep(queries: readonly string[]): void {
    try {
      this.#storage().setItem(name, JSON.stringify(queries.slice(0, this.#most)));
    } catch {
      // Full, or forbidden: a reader can do without.
    }
  }
}
