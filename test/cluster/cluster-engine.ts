import { z } from 'zod';
import { ClusterConnection, OpenSearchArticleStore, type ClusterOptions } from '../../corpus/index.js';
import {
  createIngest,
  createSearchService,
  openOpenSearchIndex,
  type IndexEvent,
  type Ingest,
  type SearchIndex,
  type SearchService,
} from '../../indexer/index.js';
import { analyzer } from '../indexer/engine.js';
import { nodeUrls } from './one-cluster.js';

/** What a service process has, on a cluster. */
export interface ClusterEngine {
  readonly connection: ClusterConnection;
  readonly store: OpenSearchArticleStore;
  readonly index: SearchIndex;
  readonly ingest: Ingest;
  readonly search: SearchService;
  /** What was said since it was opened. */
  readonly events: readonly IndexEvent[];
  /** Ends it, as a process would end; what is in the cluster stays. */
  close(): Promise<void>;
  /** Takes everything of its prefix out of the cluster, and ends it. */
  remove(): Promise<void>;
}

/** Opens an engine on the cluster of the tests; several with one prefix are several processes. */
export async function openClusterEngine(
  options: Pick<ClusterOptions, 'prefix'> & Partial<ClusterOptions>,
): Promise<ClusterEngine> {
  const connection = await ClusterConnection.open({ nodes: nodeUrls(), copies: 2, shards: 2, ...options });
  const store = await OpenSearchArticleStore.open(connection);
  const events: IndexEvent[] = [];
  const index = await openOpenSearchIndex({ connection, store, analyzer, log: (event) => void events.push(event) });
  const close = async (): Promise<void> => {
    await index.close();
    await connection.close();
  };
  return {
    connection,
    store,
    index,
    ingest: createIngest({ store, index }),
    search: createSearchService({ store, index, analyzer, recency: 0.1 }),
    events,
    close,
    remove: async () => {
      await index.close();
      await connection.ask(z.unknown(), { method: 'DELETE', path: [connection.index('*')] });
      await connection.close();
    },
  };
}
