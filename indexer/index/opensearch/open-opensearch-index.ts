import { randomUUID } from 'node:crypto';
import type { ArticleStore, ClusterConnection } from '../../../corpus/index.js';
import type { Analyzer } from '../../analyzer/analyzer.js';
import type { IndexLog } from '../index-log.js';
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
  const name = randomUUID();
  const indices = new SearchIndices(connection, documentFingerprint(analyzer));
  const searched = await indices.open(log);
  const textsOf = options.textsOf ?? textsOfStore(store);
  const lexicon = await ClusterLexicon.open({ connection, index: indices.alias, writer: name });
  const cursors = await ClusterCursors.open(connection, indices.alias);
  const state = await IndexingState.open(connection);
  const view = new IndexView({ connection, indices, searched, lexicon, state });
  const onWritten: WriterParts['onWritten'] = (changes, documents) => view.note(changes, documents);
  const writer = new ClusterWriter({ ...options, indices, state, name, textsOf, onWritten });
  const parts = { connection, analyzer, log, textsOf, index: indices.alias, cursors, lexicon, view, writer };
  const index = new OpenSearchIndex(parts);
  const lacked = await writer.check();
  if (lacked > 0) log({ level: 'info', message: `${lacked} changes that the index lacked were put into it` });
  await index.reanalyze();
  await view.follow();
  index.start();
  return index;
}
