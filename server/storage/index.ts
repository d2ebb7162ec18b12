import type { Config } from '../config.js';
import type { DataFolder } from '../data-folder/index.js';
import { ClusterStorage } from './cluster-storage.js';
import { FolderStorage } from './folder-storage.js';
import type { Storage } from './storage.js';

export { clusterHasArticles } from './cluster-has-articles.js';
export { connectCluster, ClusterStorage, type ClusterSettings } from './cluster-storage.js';
export { FolderStorage } from './folder-storage.js';
export type { OpenedIndex, Snapshots, Storage } from './storage.js';

/**
 * Reaches what the settings name.
 * @throws IndexerError, CorpusError where a cluster cannot be reached
 */
export function openStorage(folder: DataFolder, config: Config): Promise<Storage> {
  return config.engine === 'opensearch' ? ClusterStorage.open(config) : Promise.resolve(new FolderStorage(folder));
}
