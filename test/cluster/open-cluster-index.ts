import { createHash } from 'node:crypto';
import { ClusterConnection } from '../../corpus/index.js';
import { openOpenSearchIndex, type OpenOptions, type SearchIndex } from '../../indexer/index.js';
import { nodeUrls } from './one-cluster.js';

/** An index in the cluster that is another one for each snapshot file, as an index in memory would be. */
export async function openClusterIndex({ snapshotFile, ...options }: OpenOptions): Promise<SearchIndex> {
  const prefix = `t${createHash('sha256').update(snapshotFile).digest('hex').slice(0, 12)}`;
  const connection = await ClusterConnection.open({ nodes: nodeUrls(), prefix, copies: 2, shards: 2 });
  return openOpenSearchIndex({ ...options, connection });
}
