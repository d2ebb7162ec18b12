import { z } from 'zod';
import { ClusterError, presentIndices, type ClusterConnection } from '../../corpus/index.js';
import type { Config } from '../config.js';
import { connectCluster } from '../storage/index.js';
import { fail, ok, warn, type Finding } from './finding.js';

const about = z.object({ version: z.object({ number: z.string(), distribution: z.string().optional() }) });
const health = z.object({
  status: z.enum(['green', 'yellow', 'red']),
  number_of_nodes: z.number(),
  number_of_data_nodes: z.number(),
});
const indexSettings = z.object({
  number_of_replicas: z.coerce.number(),
  blocks: z.object({ read_only_allow_delete: z.string().optional() }).optional(),
});
const settings = z.record(z.string(), z.object({ settings: z.object({ index: indexSettings }) }));

/** What there is to know of a cluster. */
interface Look {
  readonly version: string;
  readonly nodes: number;
  /** Of these, those that keep indices. */
  readonly dataNodes: number;
  /** Our indices. */
  readonly indices: readonly IndexLook[];
  /** Of them all; `green` where there are none. */
  readonly status: 'green' | 'yellow' | 'red';
}

interface IndexLook {
  readonly name: string;
  readonly copies: number;
  /** The cluster takes no writes: a disk is nearly full. */
  readonly isBlocked: boolean;
}

/** Whether the cluster of the settings is there, and as they want it. Makes no index. */
export async function cluster(config: Config): Promise<Finding> {
  const connection = await connectCluster(config);
  try {
    return judge(await look(connection), config);
  } catch (error) {
    if (!(error instanceof ClusterError)) throw error;
    const advice = error.isUnreachable
      ? 'start it; see XUNWEN_OPENSEARCH_NODES and XUNWEN_OPENSEARCH_CA'
      : 'see the message, and XUNWEN_OPENSEARCH_USER';
    return fail('cluster', error.message, advice);
  } finally {
    await connection.close();
  }
}

async function look(connection: ClusterConnection): Promise<Look> {
  const { version } = await connection.ask(about, { method: 'GET', path: [] });
  const all = await connection.ask(health, { method: 'GET', path: ['_cluster', 'health'] });
  const names = await presentIndices(connection);
  const ours = names.length === 0 ? null : await healthOf(connection, names);
  return {
    version: `${version.distribution === 'opensearch' ? 'OpenSearch' : 'not OpenSearch, version'} ${version.number}`,
    nodes: all.number_of_nodes,
    dataNodes: all.number_of_data_nodes,
    indices: names.length === 0 ? [] : await looksAt(connection, names),
    status: ours?.status ?? 'green',
  };
}

function healthOf(connection: ClusterConnection, names: readonly string[]): Promise<z.infer<typeof health>> {
  return connection.ask(health, {
    method: 'GET',
    path: ['_cluster', 'health', names.join(',')],
    query: { timeout: '5s' },
  });
}

async function looksAt(connection: ClusterConnection, names: readonly string[]): Promise<readonly IndexLook[]> {
  const answer = await connection.ask(settings, {
    method: 'GET',
    path: [names.join(','), '_settings', 'index.number_of_replicas,index.blocks.read_only_allow_delete'],
    query: { ignore_unavailable: true },
  });
  return Object.entries(answer).map(
    ([
      name,
      {
        settings: { index },
      },
    ]) => ({
      name,
      copies: index.number_of_replicas + 1,
      isBlocked: index.blocks?.read_only_allow_delete === 'true',
    }),
  );
}

/** What is wrong, the worst first: the finding is of its level. */
function judge({ version, nodes, dataNodes, indices, status }: Look, config: Config): Finding {
  const { openSearchCopies: copies, openSearchPrefix: prefix } = config;
  const told = `${version}, ${nodes} nodes, ${dataNodes} with data; ${toldOf(indices, prefix, status)}`;
  const blocked = indices.filter(({ isBlocked }) => isBlocked).map(({ name }) => name);
  const needed = Math.min(2, copies);
  const others = indices.filter((index) => index.copies < needed).map(({ name }) => name);
  const fewer = indices.filter((index) => index.copies >= needed && index.copies < copies).map(({ name }) => name);
  const fatal = [
    status === 'red' ? 'shards are missing: bring their nodes back, or xunwen snapshot restore' : null,
    blocked.length > 0 ? `a disk is full, nothing is written (${blocked.join(', ')}): make room` : null,
    others.length > 0
      ? `writes want two copies, these have one (${others.join(', ')}): raise number_of_replicas`
      : null,
  ].filter((one) => one !== null);
  const harmful = [
    fewer.length > 0
      ? `XUNWEN_OPENSEARCH_COPIES is ${copies}, but was less when these were made (${fewer.join(', ')}): ` +
        `set their number_of_replicas to ${copies - 1}`
      : null,
    copies > dataNodes ? `XUNWEN_OPENSEARCH_COPIES is ${copies}: there is no room for more than ${dataNodes}` : null,
    status === 'yellow' ? 'copies are missing: GET _cluster/allocation/explain of the cluster says why' : null,
  ].filter((one) => one !== null);
  const advice = [...fatal, ...harmful].join('; ');
  if (fatal.length > 0) return fail('cluster', told, advice);
  return harmful.length > 0 ? warn('cluster', told, advice) : ok('cluster', told);
}

function toldOf(indices: readonly IndexLook[], prefix: string, status: string): string {
  return indices.length === 0 ? `no indices of ${prefix} yet` : `${indices.length} indices of ${prefix}, ${status}`;
}
