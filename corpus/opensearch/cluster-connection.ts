import type { Client } from '@opensearch-project/opensearch';
import { setTimeout as sleep } from 'node:timers/promises';
import { z } from 'zod';
import { ClusterError, toClusterError } from './cluster-error.js';

/** Which cluster, and how it is to keep things. */
export interface ClusterOptions {
  /** Addresses of nodes, such as `https://search-1.example:9200`; any of them may be down. */
  readonly nodes: readonly string[];
  readonly user?: { readonly name: string; readonly password: string } | undefined;
  /** Certificates of who signed those of the nodes, as PEM; default: those that Node trusts. */
  readonly certificates?: string | undefined;
  /** Names of indices begin with it. */
  readonly prefix: string;
  /** Copies of each shard, the first included; a write is acknowledged where two, or the only one, have it. */
  readonly copies: number;
  /** Shards of an index that is made. */
  readonly shards: number;
}

/** A request to OpenSearch's own interface. */
export interface ClusterRequest {
  readonly method: 'GET' | 'HEAD' | 'POST' | 'PUT' | 'DELETE';
  /** Its parts, not encoded, such as `['news-articles', '_doc', 'a/1']`. */
  readonly path: readonly string[];
  readonly query?: Readonly<Record<string, string | number | boolean>>;
  readonly body?: object;
  /** In place of a body: its lines, each JSON. */
  readonly lines?: readonly string[];
  /** Milliseconds that one node has to answer in, before another is asked; default 10 000. */
  readonly patience?: number;
}

/** A node that has answered nothing for so many milliseconds hangs: a search takes some ten. */
const requestTimeout = 10_000;
/** Other nodes that are asked where one does not answer. */
const maxRetries = 4;

/**
 * How searches are asked for: a part of the answer would be taken for the whole; and a node that has the articles itself
 * need not ask one that may hang.
 */
export const wholeSearch = { allow_partial_search_results: false, preference: '_local' } as const;
/** How a document is asked for that another process may have put this very moment: the other copies may not have it yet. */
export const wherePut = { preference: '_primary' } as const;
/** The same in a view of the articles that was kept, whose places are fixed. */
export const wholeSearchOfView = { allow_partial_search_results: false } as const;

/**
 * How long a copy whose node has left is waited for before another is made: writes need a second copy, so they would wait
 * as long. OpenSearch's own default is a minute.
 */
const rebuiltAfter = '5s';
/** A shard that is just being opened, or moved, is asked for so often, with so many milliseconds between. */
const [mostTries, tryEvery] = [20, 250];
/** Milliseconds in which an index is made: all managers of the cluster have to agree. */
const indexPatience = 60_000;

const refreshed = z.object({ _shards: z.object({ failed: z.number() }) });

/** A way to a cluster, for whoever keeps something there. */
export class ClusterConnection {
  readonly options: ClusterOptions;
  readonly #client: Client;

  private constructor(options: ClusterOptions, client: Client) {
    this.options = options;
    this.#client = client;
  }

  /** Makes one; nothing is asked yet. */
  static async open(options: ClusterOptions): Promise<ClusterConnection> {
    // Only here: it takes a tenth of a second and 20 MB, which who has no cluster need not spend.
    const { Client } = await import('@opensearch-project/opensearch');
    const { nodes, user, certificates } = options;
    const client = new Client({
      nodes: [...nodes],
      requestTimeout,
      maxRetries,
      ...(user === undefined ? {} : { auth: { username: user.name, password: user.password } }),
      ...(certificates === undefined ? {} : { ssl: { ca: certificates } }),
    });
    return new ClusterConnection(options, client);
  }

  /** How many copies of a shard have to be there for a write. */
  get activeCopies(): number {
    return Math.min(2, this.options.copies);
  }

  /** The name of an index. */
  index(name: string): string {
    return `${this.options.prefix}-${name}`;
  }

  /**
   * Asks the cluster; a node that does not answer, or with 502, 503 or 504, is passed over for others.
   * @param schema what of the answer is read
   * @throws ClusterError
   */
  async ask<T>(schema: z.ZodType<T>, request: ClusterRequest): Promise<T> {
    for (let tries = 1; ; tries++) {
      try {
        return await this.#ask(schema, request);
      } catch (error) {
        if (!isShardOnItsWay(error) || tries === mostTries) throw error;
      }
      await sleep(tryEvery);
    }
  }

  async #ask<T>(schema: z.ZodType<T>, { method, path, query, body, lines, patience }: ClusterRequest): Promise<T> {
    const request = {
      method,
      path: `/${path.map(encodeURIComponent).join('/')}`,
      ...(query === undefined ? {} : { querystring: query }),
      ...(body === undefined ? {} : { body }),
      ...(lines === undefined ? {} : { bulkBody: `${lines.join('\n')}\n` }),
    };
    try {
      const options = patience === undefined ? {} : { requestTimeout: patience };
      return schema.parse((await this.#client.transport.request(request, options)).body);
    } catch (error) {
      throw toClusterError(error);
    }
  }

  /**
   * Makes an index where it is missing.
   * @param body its settings, mappings and aliases, as OpenSearch takes them
   * @throws ClusterError
   */
  async makeIndex(
    name: string,
    body: { readonly settings?: object; readonly mappings: object; readonly aliases?: object },
  ): Promise<void> {
    const { shards, copies } = this.options;
    const settings = {
      number_of_shards: shards,
      number_of_replicas: copies - 1,
      'index.unassigned.node_left.delayed_timeout': rebuiltAfter,
      ...body.settings,
    };
    try {
      await this.ask(z.unknown(), {
        method: 'PUT',
        path: [this.index(name)],
        body: { ...body, settings },
        patience: indexPatience,
      });
    } catch (error) {
      if (!(error instanceof ClusterError) || error.failure.type !== 'resource_already_exists_exception') throw error;
      // Another process may have made it a moment ago: it is there, and cannot be read yet.
      const query = { wait_for_status: 'yellow', timeout: '10s' };
      const health = { method: 'GET', path: ['_cluster', 'health', this.index(name)], query } as const;
      await this.ask(z.unknown(), { ...health, patience: indexPatience }).catch(unlessTimedOut);
    }
  }

  /**
   * Has searches find all that was written into an index.
   * @throws ClusterError
   */
  async refresh(index: string): Promise<void> {
    const { _shards } = await this.ask(refreshed, { method: 'POST', path: [index, '_refresh'] });
    if (_shards.failed === 0) return;
    throw new ClusterError({ status: 503, type: 'refresh_failed', reason: `${_shards.failed} shards of ${index}` });
  }

  async close(): Promise<void> {
    await this.#client.close();
  }
}

/** An index that is not to be read after so long says so itself, where it is read. */
function unlessTimedOut(error: unknown): void {
  if (!(error instanceof ClusterError) || error.failure.status !== 408) throw error;
}

function isShardOnItsWay(error: unknown): boolean {
  return error instanceof ClusterError && error.failure.type === 'no_shard_available_action_exception';
}
