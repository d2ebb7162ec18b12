import { readFileSync } from 'node:fs';
import { ClusterConnection, OpenSearchArticleStore, type ArticleStore } from '../../corpus/index.js';
import {
  ClusterQueryLog,
  ClusterWords,
  openOpenSearchIndex,
  Reindexer,
  type Analyzer,
  type QueryLog,
} from '../../indexer/index.js';
import { ClusterKeys, type KeyStore } from '../access/index.js';
import { ConfigError, type Config } from '../config.js';
import type { IndexNeeds, OpenedIndex, Storage } from './storage.js';

/** Those of the settings that say which cluster it is. */
export type ClusterSettings = Pick<
  Config,
  | 'openSearchNodes'
  | 'openSearchUser'
  | 'openSearchPassword'
  | 'openSearchCa'
  | 'openSearchPrefix'
  | 'openSearchCopies'
  | 'openSearchShards'
>;

/**
 * A way to the cluster of the settings; nothing is asked yet.
 * @throws ConfigError where the file of certificates cannot be read
 */
export function connectCluster(settings: ClusterSettings): Promise<ClusterConnection> {
  const { openSearchUser: name, openSearchPassword: password, openSearchCa: ca } = settings;
  return ClusterConnection.open({
    nodes: settings.openSearchNodes,
    user: name === null || password === null ? undefined : { name, password },
    certificates: ca === null ? undefined : certificatesOf(ca),
    prefix: settings.openSearchPrefix,
    copies: settings.openSearchCopies,
    shards: settings.openSearchShards,
  });
}

function certificatesOf(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new ConfigError([`XUNWEN_OPENSEARCH_CA: ${reason}`]);
  }
}

/** An OpenSearch cluster, which any number of processes share. */
export class ClusterStorage implements Storage {
  readonly dictionary: ClusterWords;
  readonly synonyms: ClusterWords;
  readonly isShared = true;
  readonly #connection: ClusterConnection;

  private constructor(connection: ClusterConnection, dictionary: ClusterWords, synonyms: ClusterWords) {
    this.#connection = connection;
    this.dictionary = dictionary;
    this.synonyms = synonyms;
  }

  /**
   * Reaches the cluster of the settings.
   * @throws IndexerError, CorpusError
   */
  static async open(settings: ClusterSettings): Promise<ClusterStorage> {
    const connection = await connectCluster(settings);
    try {
      const dictionary = await ClusterWords.open(connection, 'dictionary');
      return new ClusterStorage(connection, dictionary, await ClusterWords.open(connection, 'synonyms'));
    } catch (error) {
      await connection.close();
      throw error;
    }
  }

  openStore(): Promise<ArticleStore> {
    return OpenSearchArticleStore.open(this.#connection);
  }

  openQueryLog(): Promise<QueryLog> {
    return ClusterQueryLog.open(this.#connection);
  }

  openKeys(): Promise<KeyStore> {
    return ClusterKeys.open(this.#connection);
  }

  async openIndex({ store, analyzer, log }: IndexNeeds): Promise<OpenedIndex> {
    const index = await openOpenSearchIndex({ connection: this.#connection, store, analyzer, log });
    const nothing = { start: () => undefined, finish: () => Promise.resolve() };
    return { index, snapshots: nothing, isReachable: () => index.isReachable };
  }

  /**
   * What builds the index anew.
   * @param onWritten told of so many articles and deletions that were written
   * @throws CorpusError
   */
  async openReindexer(analyzer: Analyzer, onWritten: (count: number) => void): Promise<Reindexer> {
    const store = await OpenSearchArticleStore.open(this.#connection);
    return Reindexer.open({ connection: this.#connection, store, analyzer, onWritten });
  }

  close(): Promise<void> {
    return this.#connection.close();
  }
}
