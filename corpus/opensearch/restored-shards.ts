import { setTimeout as sleep } from 'node:timers/promises';
import { z } from 'zod';
import { CorpusError } from '../errors.js';
import type { ClusterConnection } from './cluster-connection.js';

/** Milliseconds between two looks at what the cluster is at. */
export const lookEvery = 500;
/** Looks at which no copy was being made, after which none is waited for: some 15 seconds. */
const mostIdleLooks = 30;

const copy = z.object({
  primary: z.boolean(),
  state: z.string(),
  shard: z.number(),
  index: z.string(),
  unassigned_info: z.object({ allocation_status: z.string(), details: z.string().optional() }).optional(),
});
type Copy = z.infer<typeof copy>;
/** All copies of a shard. */
type Shard = readonly Copy[];
const table = z.object({
  routing_table: z.object({
    indices: z.record(z.string(), z.object({ shards: z.record(z.string(), z.array(copy)) })),
  }),
});

/**
 * Waits until all shards of indices that are being put back can be read and written, for as long as that takes. The
 * cluster's health says nothing of it: it is yellow, as if only further copies were missing, while the first are still read.
 * @throws CorpusError `snapshot` where a shard cannot be put back, or is not copied to as many nodes as a write needs;
 *   ClusterError
 */
export async function shardsRestored(connection: ClusterConnection, indices: readonly string[]): Promise<void> {
  for (let idleLooks = 0; ; await sleep(lookEvery)) {
    const shards = await shardsOf(connection, indices);
    const failed = shards.flat().filter(isGivenUp).map(failureOfCopy);
    if (failed.length > 0)
      throw new CorpusError('snapshot', `take another snapshot, not all can be put back: ${failed.join('; ')}`);
    const lacking = shards.filter((copies) => copies.filter(isThere).length < connection.activeCopies);
    if (lacking.length === 0) return;
    // What waits for other indices to be copied first looks the same as what no node may take.
    const isBusy = lacking
      .flat()
      .some(({ primary, state }) => state === 'INITIALIZING' || (primary && state === 'UNASSIGNED'));
    idleLooks = isBusy ? 0 : idleLooks + 1;
    if (idleLooks === mostIdleLooks) throw fewCopies(connection.activeCopies, lacking);
  }
}

async function shardsOf(connection: ClusterConnection, indices: readonly string[]): Promise<readonly Shard[]> {
  const path = ['_cluster', 'state', 'routing_table', indices.join(',')];
  const { routing_table } = await connection.ask(table, { method: 'GET', path });
  return Object.values(routing_table.indices).flatMap(({ shards }) => Object.values(shards));
}

function isThere({ state }: Copy): boolean {
  return state === 'STARTED' || state === 'RELOCATING';
}

/** What no node may read from the repository, or each that tried could not. */
function isGivenUp({ primary, state, unassigned_info }: Copy): boolean {
  return primary && state === 'UNASSIGNED' && unassigned_info?.allocation_status === 'deciders_no';
}

function failureOfCopy({ index, shard, unassigned_info }: Copy): string {
  return failureOf(index, shard, unassigned_info?.details ?? '');
}

/** What became of a shard, in a clause. @param reason as OpenSearch nests one in another: the innermost is told */
export function failureOf(index: string, shard: number, reason: string): string {
  const inner = reason.split('; nested: ').filter((part) => part.trim() !== '');
  return `shard ${shard} of ${index}: ${(inner.at(-1) ?? 'no reason was given').replace(/;\s*$/, '')}`;
}

function fewCopies(wanted: number, lacking: readonly Shard[]): CorpusError {
  const names = [...new Set(lacking.flat().map(({ index }) => index))].join(', ');
  const message = `all is there again, but writes need ${wanted} copies, and no node takes more of ${names}`;
  return new CorpusError('snapshot', `${message}: see xunwen doctor`);
}
