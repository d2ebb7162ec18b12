/** What was used: a query that found something, one that did not, or an article that was chosen from an answer. */
export type UseKind = 'query' | 'missed' | 'article';

/** How often one thing was used. Nothing tells by whom. */
export interface Use {
  readonly kind: UseKind;
  /** The folded query, or the article's id. */
  readonly key: string;
  /** A query as it was first typed; of an article, empty. */
  readonly text: string;
  /** Searches, and choices, since it was first known. */
  readonly typed: number;
  readonly chosen: number;
  /** Searches and choices together, each of which counts half after 30 days: as of `day`. */
  readonly weight: number;
  /** Days since 1970 of the last use. */
  readonly day: number;
}

/** Names a use. */
export type UseName = Pick<Use, 'kind' | 'key'>;

/** A use that another process has changed. */
export interface UseChange extends UseName {
  /** As this process saved it or was told of it last; `null`: there was none. */
  readonly before: Use | null;
  /** As it is now; `null`: it is forgotten. */
  readonly now: Use | null;
}

/**
 * Keeps what readers typed and chose, and the words that must not be suggested. What a resolved `block` or `unblock`
 * did outlives the process and the power; of `save`, the process. Several processes may share what is kept: then what one
 * counts is added to what the others do.
 * All throw IndexerError `query_log`, or `query_log_full` where the disk is.
 */
export interface QueryLog {
  /** All uses, in no particular order. */
  uses(): Promise<readonly Use[]>;

  /**
   * Puts uses in place of those of the same name, and forgets others; all or nothing. Where processes share them each use
   * whole or not at all, and what others have changed meanwhile stays: added is by what a use differs from what this
   * process saved or was told of it last.
   */
  save(uses: readonly Use[], forgotten: readonly UseName[]): Promise<void>;

  /**
   * What other processes have changed since the uses were read, or since the last call; a part of it where it is much. Of
   * each use once: what it was and is now.
   */
  changes(): Promise<readonly UseChange[]>;

  /** The blocked words, in the order of their characters. */
  blocked(): Promise<readonly string[]>;

  /** Adds blocked words, all or none; those that are there already stay. */
  block(words: readonly string[]): Promise<void>;

  /** Takes blocked words out, all or none; those that are not there are passed over. */
  unblock(words: readonly string[]): Promise<void>;

  /** Ends the use of the log; no call may follow. */
  close(): Promise<void>;
}
