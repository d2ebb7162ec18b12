import type { ArticleStore } from '../../corpus/index.js';
import type { Analyzer, IndexLog, QueryLog, SearchIndex, WordSource } from '../../indexer/index.js';
import type { KeyStore } from '../access/index.js';

/** What keeps an index on disk while it is used. */
export interface Snapshots {
  /** Writes it down now and then from now on. */
  start(): void;
  /** Writes down what is new, and ends. */
  finish(): Promise<void>;
}

/** An index with what belongs to it. */
export interface OpenedIndex {
  readonly index: SearchIndex;
  readonly snapshots: Snapshots;
  /** Whether it can be asked at the moment, as far as is known. */
  readonly isReachable: () => boolean;
}

/** What an index is opened with. */
export interface IndexNeeds {
  readonly store: ArticleStore;
  readonly analyzer: Analyzer;
  readonly log: IndexLog;
  /** Whether nothing will be written. */
  readonly readOnly: boolean;
}

/** Where an engine keeps all that outlives it. */
export interface Storage {
  readonly dictionary: WordSource;
  readonly synonyms: WordSource;
  /** Whether other processes may change it meanwhile. */
  readonly isShared: boolean;
  /** @throws FolderError, CorpusError */
  openStore(): Promise<ArticleStore>;
  /** @throws IndexerError `query_log` */
  openQueryLog(): Promise<QueryLog>;
  /** @throws AccessError */
  openKeys(): Promise<KeyStore>;
  /** @throws CorpusError, IndexerError */
  openIndex(needs: IndexNeeds): Promise<OpenedIndex>;
  /** Ends it, when all that was opened is closed. */
  close(): Promise<void>;
}
