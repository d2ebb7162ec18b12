import type { Article } from '../corpus/index.js';

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
   * @throws StoreError where the store cannot take them; nothing of the batch is kept then
   */
  write(articles: readonly Article[]): Promise<WriteReport>;

  /** Deletes the articles with these ids and returns the ids that were there. */
  remove(ids: readonly string[]): Promise<readonly string[]>;

  /** Resolves when all calls made so far have ended. */
  idle(): Promise<void>;
}
