import { createHash } from 'node:crypto';
import { z } from 'zod';
import { ClusterConnection } from '../../corpus/index.js';
import { openOpenSearchIndex, type OpenOptions, type SearchIndex } from '../../indexer/index.js';
import { nodeUrls } from './one-cluster.js';

/** Indices that are left in the cluster: hundreds are too many for small nodes. */
const mostLeft = 60;

interface Left {
  readonly connection: ClusterConnection;
  readonly index: SearchIndex;
}
/** By prefix, those used last at the end. */
const left = new Map<string, Left>();

/** An index in the cluster that is another one for each snapshot file, as an index in memory would be. */
export async function openClusterIndex({ snapshotFile, ...options }: OpenOptions): Promise<SearchIndex> {
  const prefix = `t${createHash('sha256').update(snapshotFile).digest('hex').slice(0, 12)}`;
  const connection = await ClusterConnection.open({ nodes: nodeUrls(), prefix, copies: 2, shards: 2 });
  const index = await openOpenSearchIndex({ ...options, connection });
  left.set(prefix, { connection, index });
  touch(prefix);
  const [oldest] = left;
  if (left.size > mostLeft && oldest !== undefined) await removeIndex(...oldest);
  return new Proxy(index, {
    get: (target, name): unknown => {
      touch(prefix);
      const value: unknown = Reflect.get(target, name);
      if (typeof value !== 'function') return value;
      return (...args: unknown[]): unknown => Reflect.apply(value, target, args);
    },
  });
}

/** Takes note that one is used. */
function touch(prefix: string): void {
  const used = left.get(prefix);
  if (used === undefined) return;
  left.delete(prefix);
  left.set(prefix, used);
}

async function removeIndex(prefix: string, { connection, index }: Left): Promise<void> {
  left.delete(prefix);
  await index.close();
  await connection.ask(z.unknown(), { method: 'DELETE', path: [connection.index('*')] });
  await connection.close();
}
