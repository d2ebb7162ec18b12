import type { Article } from '../article.js';

/**
 * The folded text of an article, made by the indexer's analyzer and opaque to the store:
 * phrases and highlights are found in it without folding again.
 */
export interface FoldedArticle {
  /** All searchable fields, folded and joined. */
  readonly text: string;
  /** How offsets of the folded title and body lead back to the original; a packed form of the indexer's own. */
  readonly map: Uint8Array;
}

/** An article together with its folded text, the unit the store keeps. */
export interface StoredArticle {
  readonly article: Article;
  readonly folded: FoldedArticle;
}

/** One entry of the store's history: the newest state of one id. */
export interface StoreChange {
  /** Rises by one with each article written or deleted; never reused. */
  readonly change: number;
  readonly id: string;
  /** `null`: deleted. */
  readonly stored: StoredArticle | null;
}

/** The folded text of one article. */
export interface FoldedTextEntry {
  readonly id: string;
  readonly change: number;
  readonly text: string;
}

/** The text of an article, folded anew. */
export interface Refolding {
  readonly id: string;
  /** The article's newest change when it was folded; where that is another by now it is left as it is. Default: any. */
  readonly change?: number;
  readonly folded: FoldedArticle;
}

/**
 * The system of record. What a resolved `put` or `delete` wrote is durable and read by every later call.
 *
 * Every article written and every article deleted gets a change number of its own, so that an index which
 * remembers the last number it took can be brought up to date. A later change of an id replaces the earlier one.
 */
export interface ArticleStore {
  /** Names this store: made at random when it was created, kept for its life. A snapshot of another store is useless. */
  readonly id: string;

  /**
   * Writes the articles, replacing those of the same id, all or none.
   * @returns the change number of each entry, in the order given
   * @throws CorpusError with code `insufficient_storage` where the disk is full, `unavailable` where it cannot be written
   */
  put(entries: readonly StoredArticle[]): Promise<readonly number[]>;

  /**
   * Deletes the articles with these ids, all or none; ids that are not there are passed over.
   * @returns the deleted ids with their change numbers
   */
  delete(ids: readonly string[]): Promise<readonly { id: string; change: number }[]>;

  /** The articles with these ids, in the order asked for; `undefined` where there is none. */
  get(ids: readonly string[]): Promise<readonly (StoredArticle | undefined)[]>;

  /** How many articles there are. */
  count(): Promise<number>;

  /** The newest change number; 0 in an empty, new store. */
  lastChange(): Promise<number>;

  /**
   * All ids whose newest change is after `after`, by rising change number, in batches of at most `batchSize`.
   * Writes made while it runs may or may not be seen.
   */
  changesSince(after: number, batchSize: number): AsyncIterable<readonly StoreChange[]>;

  /**
   * The folded texts of all articles whose newest change is `through` or before, by rising change number, in batches of
   * at most `batchSize`: what an index whose snapshot is of that moment has to read again.
   */
  foldedTexts(through: number, batchSize: number): AsyncIterable<readonly FoldedTextEntry[]>;

  /**
   * Replaces the folded text of articles that are there, without giving them new change numbers:
   * for a new analyzer.
   */
  refold(entries: readonly Refolding[]): Promise<void>;

  /** Ends the use of the store; no call may follow. */
  close(): Promise<void>;
}
