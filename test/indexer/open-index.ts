import { openFlexSearchIndex, type OpenOptions, type SearchIndex } from '../../indexer/index.js';
import { openClusterIndex } from '../cluster/open-cluster-index.js';

/** Opens the index that tests are about: the one in memory, or with `TEST_ENGINE=opensearch` one in the cluster. */
export function openIndex(options: OpenOptions): Promise<SearchIndex> {
  return process.env['TEST_ENGINE'] === 'opensearch' ? openClusterIndex(options) : openFlexSearchIndex(options);
}
