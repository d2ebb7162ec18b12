import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import { CorpusError } from '../errors.js';
import type { ClusterConnection, ClusterRequest } from './cluster-connection.js';
import { ClusterError } from './cluster-error.js';

/** A snapshot in a repository. */
export interface Snapshot {
  readonly name: string;
  /** `SUCCESS`: whole; else OpenSearch's own word, such as `IN_PROGRESS`, `PARTIAL`, `FAILED`. */
  readonly state: string;
  /** ISO 8601. */
  readonly startedAt: string;
  /** How long it took, or has taken. */
  readonly seconds: number;
  readonly indices: readonly string[];
  /** The shards that are not in it. */
  readonly failures: readonly { readonly index: string; readonly shard: number; readonly reason: string }[];
}

const failure = z
  .object({ index: z.string(), shard_id: z.number(), reason: z.string().nullish() })
  .transform(({ index, shard_id: shard, reason }) => ({ index, shard, reason: reason ?? '' }));
const kept = z
  .object({
    snapshot: z.string(),
    state: z.string(),
    start_time: z.string(),
    duration_in_millis: z.number(),
    indices: z.array(z.string()),
    failures: z.array(failure),
  })
  .transform(({ snapshot: name, state, start_time: startedAt, duration_in_millis, indices, failures }): Snapshot => {
    return { name, state, startedAt, seconds: duration_in_millis / 1000, indices, failures };
  });
const several = z.object({ snapshots: z.array(kept) });
/** By what a run of ours is known. */
const marks = z.object({
  snapshots: z.array(z.object({ metadata: z.record(z.string(), z.unknown()).nullish() })),
});

/** Milliseconds in which something is begun: the cluster looks into the repository first, which may be slow. */
const patience = 120_000;

/** A place for snapshots that the operator of a cluster has registered there. All throw ClusterError, too. */
export class SnapshotRepository {
  readonly name: string;
  readonly #connection: ClusterConnection;

  constructor(connection: ClusterConnection, name: string) {
    this.#connection = connection;
    this.name = name;
  }

  /** Those of anybody. @throws CorpusError `snapshot`: there is no such repository */
  async all(): Promise<readonly Snapshot[]> {
    return (await this.#ask(several, { method: 'GET', path: ['_all'] })).snapshots;
  }

  /** @throws CorpusError `snapshot`: there is no such repository */
  async find(name: string): Promise<Snapshot | undefined> {
    const query = { ignore_unavailable: true };
    const { snapshots } = await this.#ask(several, { method: 'GET', path: [name], query });
    // A name with a star would be a pattern.
    return snapshots.find((one) => one.name === name);
  }

  /**
   * Begins a snapshot; it goes on in the cluster.
   * @throws CorpusError `snapshot`: there is no such repository, or the name is taken or not to be had
   */
  async begin(name: string, indices: readonly string[]): Promise<void> {
    const run = randomUUID();
    const body = { indices, include_global_state: false, metadata: { run } };
    try {
      await this.#ask(z.unknown(), { method: 'PUT', path: [name], body, patience });
    } catch (error) {
      if (!isOf(error, 'invalid_snapshot_name_exception')) throw error;
      // The client sends again what it got no answer to: the one that is there may be this very one.
      if (!(await this.#isOurs(name, run))) throw new CorpusError('snapshot', error.failure.reason, { cause: error });
    }
  }

  /**
   * Begins to put indices back, as many copies of them as the connection wants.
   * @throws CorpusError `snapshot`: there is no such repository
   */
  async putBack(name: string, indices: readonly string[]): Promise<void> {
    const body = {
      indices,
      include_global_state: false,
      include_aliases: false,
      index_settings: { 'index.number_of_replicas': this.#connection.options.copies - 1 },
      // A disk that was full then.
      ignore_index_settings: ['index.blocks.*'],
    };
    await this.#ask(z.unknown(), { method: 'POST', path: [name, '_restore'], body, patience });
  }

  async #isOurs(name: string, run: string): Promise<boolean> {
    const { snapshots } = await this.#ask(marks, { method: 'GET', path: [name], query: { ignore_unavailable: true } });
    return snapshots.some(({ metadata }) => metadata?.['run'] === run);
  }

  async #ask<T>(schema: z.ZodType<T>, request: ClusterRequest): Promise<T> {
    try {
      return await this.#connection.ask(schema, { ...request, path: ['_snapshot', this.name, ...request.path] });
    } catch (error) {
      if (!isOf(error, 'repository_missing_exception')) throw error;
      const message = `the cluster has no repository ${this.name}; docs/OPENSEARCH.md says how to register one`;
      throw new CorpusError('snapshot', message, { cause: error });
    }
  }
}

function isOf(error: unknown, type: string): error is ClusterError {
  return error instanceof ClusterError && error.failure.type === type;
}
