import { z } from 'zod';
import { createSink } from '../../../server/cli/article-sink.js';
import { indexPaths } from '../../../server/cli/index-articles.js';
import { openEngine } from '../../../server/compose.js';
import { ClusterStorage, connectCluster, type ClusterSettings } from '../../../server/storage/index.js';
import type { OpenContestant } from './contestant.js';
import { recency, waysToAsk } from './ours.js';

const sizes = z.object({
  indices: z.record(
    z.string(),
    z.object({
      primaries: z.object({ docs: z.object({ count: z.number() }), store: z.object({ size_in_bytes: z.number() }) }),
    }),
  ),
});
const heaps = z.object({
  nodes: z.record(z.string(), z.object({ jvm: z.object({ mem: z.object({ heap_used_in_bytes: z.number() }) }) })),
});

const say = (text: string): void => void process.stderr.write(`${text}\n`);

/** Ours on the nodes that `OPENSEARCH_TEST_NODES` names, by commas, in indices of its own. */
export const openCluster: OpenContestant = async ({ articleFile }) => {
  const settings: ClusterSettings = {
    openSearchNodes: process.env['OPENSEARCH_TEST_NODES']?.split(',') ?? [],
    openSearchUser: null,
    openSearchPassword: null,
    openSearchCa: null,
    openSearchPrefix: `bench-${process.pid}`,
    openSearchCopies: 2,
    openSearchShards: 1,
  };
  const storage = await ClusterStorage.open(settings);
  const config = { userDictionary: null, recency, answerCache: false };
  const engine = await openEngine({ storage, config, log: () => undefined });
  await indexPaths([articleFile], createSink({ kind: 'engine', engine, close: () => engine.close() }));
  await tellSizes(settings);
  const close = async (): Promise<void> => {
    await engine.close();
    await storage.close();
    const connection = await connectCluster(settings);
    await connection.ask(z.unknown(), { method: 'DELETE', path: [connection.index('*')] });
    await connection.close();
  };
  return { ways: waysToAsk(engine, 'ours, cluster'), close };
};

/** What the cluster takes: bytes of one copy, and the memory that its nodes use. */
async function tellSizes(settings: ClusterSettings): Promise<void> {
  const connection = await connectCluster(settings);
  await connection.ask(z.unknown(), { method: 'POST', path: [connection.index('*'), '_refresh'] });
  const { indices } = await connection.ask(sizes, {
    method: 'GET',
    path: [connection.index('*'), '_stats', 'docs,store'],
  });
  for (const [name, { primaries }] of Object.entries(indices)) {
    const { docs, store } = primaries;
    const each = docs.count === 0 ? 0 : store.size_in_bytes / docs.count;
    say(
      `${name}: ${docs.count} documents, ${(store.size_in_bytes / 1e6).toFixed(1)} MB a copy, ${each.toFixed(0)} bytes each`,
    );
  }
  const { nodes } = await connection.ask(heaps, { method: 'GET', path: ['_nodes', 'stats', 'jvm'] });
  for (const { jvm } of Object.values(nodes))
    say(`a node: ${(jvm.mem.heap_used_in_bytes / 1e6).toFixed(0)} MB of heap used`);
  await connection.close();
}
