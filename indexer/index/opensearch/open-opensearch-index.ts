import { randomUUID } from 'node:crypto';
import type { ArticleStore, ClusterConnection } from '../../../corpus/index.js';
import type { Analyzer } from '../../analyzer/analyzer.js';
import type { IndexLog } from '../index-log.js';
import { ClusterCursors } from './cluster-cursors.js';
import { ClusterLexicon } from './cluster-lexicon.js';
import { ClusterWriter } from './cluster-writer.js';
import { IndexingState } from './indexing-state.js';
import { OpenSearchIndex } from './opensearch-index.js';
import { documentFingerprint, SearchIndices } from './search-indices.js';
import { textsOfStore } from './texts-of-store.js';

export interface OpenSearchOptions {
  readonly connection: ClusterConnection;
  readonly store: ArticleStore;
  readonly analyzer: Analyzer;
  /** Told what was found and done about it. */
  readonly log: IndexLog;
  /** The folded texts of articles, empty where one is gone; default: of what the store gives. */
  readonly textsOf?: (ids: readonly string[]) => Promise<readonly string[]>;
}

/**
 * Opens the index of a cluster, made where it is missing, and brings it up to date from the store; says through `log`
 * what it found.
 * @throws ClusterError, IndexerError
 */
export async function openOpenSearchIndex(options: OpenSearchOptions): Promise<OpenSearchIndex> {
  const { connection, store, analyzer, log } = options;
  const writer = randomUUID();
  const indices = new SearchIndices(connection, documentFingerprint(analyzer));
  const searched = await indices.open(log);
  const textsOf = options.textsOf ?? textsOfStore(store);
  const words = await ClusterLexicon.open({ connection, index: indices.alias, writer });
  const cursors = await ClusterCursors.open(connection, indices.alias);
  const state = await IndexingState.open(connection);
  const index = new OpenSearchIndex(
    { connection, analyzer, log, textsOf, indices, searched, cursors, words, state },
    (onWritten) => new ClusterWriter({ connection, store, analyzer, indices, state, writer, textsOf, onWritten }),
  );
  await index.catchUp();
  await index.reanalyze();
  await index.follow();
  index.start();
  return index;
}
