import { randomUUID } from 'node:crypto';
import type { ClusterConnection } from '../../../corpus/index.js';
import type { Analyzer } from '../../analyzer/analyzer.js';
import type { IndexLog } from '../index-log.js';
import type { ListingStore } from './catch-up.js';
import { ClusterCursors } from './cluster-cursors.js';
import { ClusterLexicon } from './cluster-lexicon.js';
import { ClusterWriter, type WriterParts } from './cluster-writer.js';
import { IndexView } from './index-view.js';
import { IndexingState } from './indexing-state.js';
import { OpenSearchIndex } from './opensearch-index.js';
import { documentFingerprint, SearchIndices } from './search-indices.js';
import { textsOfStore } from './texts-of-store.js';

export interface OpenSearchOptions {
  readonly connection: ClusterConnection;
  readonly store: ListingStore;
  readonly analyzer: Analyzer;
  /** Told what was found and done about it. */
  readonly log: IndexLog;
}

/**
 * Opens the index of a cluster, made where it is missing, and brings it up to date from the store; says through `log`
 * what it found.
 * @throws ClusterError, IndexerError
 */
export async function openOpenSearchIndex(options: OpenSearchOptions): Promise<OpenSearchIndex> {
  const { connection, store, analyzer, log } = options;
  const own = randomUUID();
  const indices = new SearchIndices(connection, documentFingerprint(analyzer));
  const searched = await indices.open(log);
  const textsOf = textsOfStore(store);
  const lexicon = await ClusterLexicon.open({ connection, index: indices.alias, writer: own });
  const cursors = await ClusterCursors.open(connection, indices.alias);
  const state = await IndexingState.open(connection);
  const view = new IndexView({ connection, indices, searched, lexicon, state });
  const onWritten: WriterParts['onWritten'] = (changes, documents) => view.note(changes, documents);
  const writer = new ClusterWriter({ connection, store, analyzer, indices, state, writer: own, onWritten });
  const parts = { connection, analyzer, log, textsOf, index: indices.alias, cursors, lexicon, view, writer };
  const index = new OpenSearchIndex(parts);
  const lacked = await writer.check();
  if (lacked > 0) log({ level: 'info', message: `${lacked} changes that the index lacked were put into it` });
  await index.reanalyze();
  await view.follow();
  index.start();
  return index;
}
