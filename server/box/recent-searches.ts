import { queryOf } from './query.js';

/** Where they are kept: in this browser, for this site. */
const name = 'news-search:recent';
/** How many are kept, whatever a box shows of them: another of the same site may show more. */
const most = 20;

/** The part of `localStorage` that is used; it may throw, where a browser keeps nothing for a site. */
export interface TextStorage {
  getItem(name: string): string | null;
  setItem(name: string, text: string): void;
}

/** What a reader searched for last, the last first. Nothing of it leaves the browser. */
export class RecentSearches {
  readonly #storage: () => TextStorage;
  readonly #shown: number;

  /**
   * @param shown how many are listed; 0: nothing is listed and nothing kept, but what others keep stays
   * @param storage asked each time: a browser may refuse even to name it
   */
  constructor(shown: number, storage: () => TextStorage) {
    this.#shown = shown;
    this.#storage = storage;
  }

  list(): string[] {
    return this.#kept().slice(0, this.#shown);
  }

  add(query: string): void {
    if (query !== '' && this.#shown > 0) this.#keep([query, ...this.#kept().filter((one) => one !== query)]);
  }

  remove(query: string): void {
    this.#keep(this.#kept().filter((one) => one !== query));
  }

  clear(): void {
    this.#keep([]);
  }

  /** Another script may have written anything there. */
  #kept(): string[] {
    try {
      const kept: unknown = JSON.parse(this.#storage().getItem(name) ?? '[]');
      return Array.isArray(kept)
        ? kept.filter((one) => typeof one === 'string' && one !== '' && queryOf(one) === one)
        : [];
    } catch {
      return [];
    }
  }

  #keep(queries: readonly string[]): void {
    try {
      this.#storage().setItem(name, JSON.stringify(queries.slice(0, most)));
    } catch {
      // Full, or forbidden: a reader can do without.
    }
  }
}
