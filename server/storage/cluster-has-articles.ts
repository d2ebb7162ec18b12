import { z } from 'zod';
import { ClusterError } from '../../corpus/index.js';
import { connectCluster, type ClusterSettings } from './cluster-storage.js';

/**
 * Whether articles have been kept under the prefix of the settings. Nothing is made, as it is where the storage is opened.
 * @throws ClusterError where the cluster does not say
 */
export async function clusterHasArticles(settings: ClusterSettings): Promise<boolean> {
  const connection = await connectCluster(settings);
  try {
    await connection.ask(z.unknown(), { method: 'GET', path: [connection.index('articles'), '_count'] });
    return true;
  } catch (error) {
    if (error instanceof ClusterError && error.failure.status === 404) return false;
    throw error;
  } finally {
    await connection.close();
  }
}
