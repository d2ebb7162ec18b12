import {
  documentId,
  writeDocuments,
  type ClusterConnection,
  type StoreChange,
  type Write,
} from '../../../corpus/index.js';
import type { Analyzer } from '../../analyzer/analyzer.js';
import { cutAhead } from '../cut-ahead.js';
import { searchDocument } from './search-document.js';

/** Where changes of the store are to be found, and how they are made ready. */
export interface ChangeTarget {
  readonly connection: ClusterConnection;
  readonly index: string;
  readonly analyzer: Analyzer;
  /** Folded characters an article, by which impacts are computed: the same for all of an index. */
  readonly averageLength: number;
}

const textOf = ({ stored }: StoreChange): string => stored?.folded.text ?? '';

/**
 * Has searches find changes of the store, from when this resolves. A change that the index has, or a later one of the same
 * article, is left as it is: so they may come again, and in any order.
 * @throws ClusterError, IndexerError; some of the changes may be found then
 */
export async function writeChanges(
  { connection, index, analyzer, averageLength }: ChangeTarget,
  changes: readonly StoreChange[],
): Promise<void> {
  const writes: Write[] = [];
  for await (const { item, terms } of cutAhead(changes, textOf, analyzer)) {
    const { id, change, stored } = item;
    const document = stored === null ? null : searchDocument(stored, change, terms, averageLength);
    writes.push({ id: documentId(id), version: change, document });
  }
  await writeDocuments(connection, index, writes, { refresh: true });
}
