import { z } from 'zod';
import { ClusterConnection, type ClusterOptions } from '../../corpus/index.js';
import { nodeUrls } from './one-cluster.js';

/** Ways to the cluster that end with the test. */
export interface Connections {
  /** A way to indices of the test's own: the same ones with each call, as of several processes. */
  readonly connect: (more?: Partial<ClusterOptions>) => Promise<ClusterConnection>;
  /** Has the disk of an index be full, or have room again, as far as OpenSearch says. */
  readonly fill: (index: string, isFull: boolean) => Promise<void>;
}

/** Connections for the tests of one `describe`. @param name with which the names of indices begin */
export function connections(name: string): Connections {
  const made: ClusterConnection[] = [];
  let tests = 0;
  beforeEach(() => void tests++);
  afterEach(async () => {
    for (const connection of made.splice(0)) {
      await connection.ask(z.unknown(), { method: 'DELETE', path: [connection.index('*')] });
      await connection.close();
    }
  });
  const connect = async (more: Partial<ClusterOptions> = {}): Promise<ClusterConnection> => {
    const prefix = `${name}-${tests}`;
    const connection = await ClusterConnection.open({ nodes: nodeUrls(), prefix, copies: 2, shards: 1, ...more });
    made.push(connection);
    return connection;
  };
  const fill = async (index: string, isFull: boolean): Promise<void> => {
    const connection = await connect();
    const body = { 'index.blocks.read_only_allow_delete': isFull || null };
    await connection.ask(z.unknown(), { method: 'PUT', path: [connection.index(index), '_settings'], body });
  };
  return { connect, fill };
}
