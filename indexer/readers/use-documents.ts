import { createHash } from 'node:crypto';
import { z } from 'zod';
import {
  ClusterError,
  versioned,
  versionSchema,
  type ClusterConnection,
  type ClusterRequest,
  type Version,
} from '../../corpus/index.js';
import type { Use, UseName } from './query-log.js';

const use: z.ZodType<Use> = z.object({
  kind: z.enum(['query', 'missed', 'article']),
  key: z.string(),
  text: z.string(),
  typed: z.number(),
  chosen: z.number(),
  weight: z.number(),
  day: z.number(),
});

/** What stands in the cluster of a use. */
export interface UseDocument {
  /** `null`: it was forgotten. That it was is kept for a while, without its name, so that others forget it, too. */
  readonly use: Use | null;
  /** The process that wrote it, and its how manieth attempt to write that was. */
  readonly by: string;
  readonly attempt: number;
  /** Days since 1970 of the writing. */
  readonly day: number;
}

/** A document that was read, and its id. */
export type KeptUse = UseDocument & { readonly id: string; readonly version: Version };

/** A document to be written in place of a version; `null`: where there is none. */
export interface UseWrite extends UseDocument {
  readonly id: string;
  readonly over: Version | null;
}

const document = z.object({ use: use.nullable(), by: z.string(), attempt: z.number(), day: z.number() });
const hit = z.intersection(z.object({ _id: z.string() }), versioned(document));
const found = z.object({ hits: z.object({ hits: z.array(hit) }) });

const failure = z.object({ type: z.string(), reason: z.string().nullish() });
const several = z.object({
  docs: z.array(z.union([hit, z.object({ found: z.literal(false) }), z.object({ error: failure })])),
});
const refused = z.object({ status: z.number(), error: failure });
const outcome = z.union([refused, versionSchema]);
const written = z.object({
  items: z.array(
    z
      .union([z.object({ index: outcome }), z.object({ create: outcome })])
      .transform((item) => ('index' in item ? item.index : item.create)),
  ),
});

const mappings = {
  dynamic: 'strict',
  properties: {
    use: { type: 'object', enabled: false },
    forgotten: { type: 'boolean' },
    by: { type: 'keyword' },
    attempt: { type: 'long', index: false, doc_values: false },
    day: { type: 'integer' },
  },
};

/** What OpenSearch calls a use: a hash, so that nothing is left of the name when it is forgotten. */
export function idOf({ kind, key }: UseName): string {
  return createHash('sha256').update(`${kind} ${key}`).digest('base64url').slice(0, 22);
}

/** The uses that processes share, a document each. All throw ClusterError. */
export class UseDocuments {
  readonly #connection: ClusterConnection;
  readonly #index: string;

  private constructor(connection: ClusterConnection) {
    this.#connection = connection;
    this.#index = connection.index('uses');
  }

  /** Their index is made where it is missing: of one shard, whose numbers tell what was written later. */
  static async open(connection: ClusterConnection): Promise<UseDocuments> {
    await connection.makeIndex('uses', { settings: { number_of_shards: 1 }, mappings });
    return new UseDocuments(connection);
  }

  /** @returns of each its new version; `null`: another one has been written meanwhile, and stays; or why it is refused */
  async write(writes: readonly UseWrite[]): Promise<readonly (Version | ClusterError | null)[]> {
    const lines = writes.flatMap(({ id, over, ...document }) => {
      const how = over === null ? { create: { _id: id } } : { index: { _id: id, ...over } };
      return [JSON.stringify(how), JSON.stringify({ ...document, forgotten: document.use === null })];
    });
    const query = { wait_for_active_shards: this.#connection.activeCopies, timeout: '10s' };
    const { items } = await this.#ask(written, '_bulk', { query, lines });
    return items.map((item) => {
      if (!('error' in item)) return item;
      return item.status === 409 ? null : toError(item.status, item.error);
    });
  }

  /** Those that are there, as they are now: also where the other copy does not know it yet. */
  async read(ids: readonly string[]): Promise<readonly KeptUse[]> {
    if (ids.length === 0) return [];
    const { docs } = await this.#ask(several, '_mget', { query: { preference: '_primary' }, body: { ids } });
    return docs.flatMap((one) => {
      if ('error' in one) throw toError(503, one.error);
      return 'found' in one ? [] : [kept(one)];
    });
  }

  /** From now on `after` finds what was written before. */
  async refresh(): Promise<void> {
    await this.#ask(z.unknown(), '_refresh', {});
  }

  /**
   * Those that were written after a number, the earliest first.
   * @param after the number of a version; -1: all
   * @param unless a process whose own are left out
   */
  after(after: number, size: number, unless?: string): Promise<readonly KeptUse[]> {
    const filter = [{ range: { _seq_no: { gt: after } } }];
    const query = { bool: { filter, must_not: unless === undefined ? [] : [{ term: { by: unless } }] } };
    return this.#search({ query, size, sort: [{ _seq_no: 'asc' }] });
  }

  /** Takes out the last of what was forgotten before a day; so many at most. */
  async purge(before: number, size: number): Promise<void> {
    const filter = [{ term: { forgotten: true } }, { range: { day: { lt: before } } }];
    const old = await this.#search({ query: { bool: { filter } }, size });
    if (old.length === 0) return;
    const lines = old.map(({ id, version }) => JSON.stringify({ delete: { _id: id, ...version } }));
    await this.#ask(z.unknown(), '_bulk', { query: { timeout: '10s' }, lines });
  }

  async #search(body: object): Promise<readonly KeptUse[]> {
    // A part of the answer would be taken for the whole.
    const query = { allow_partial_search_results: false };
    const { hits } = await this.#ask(found, '_search', { query, body: { ...body, seq_no_primary_term: true } });
    return hits.hits.map(kept);
  }

  #ask<T>(schema: z.ZodType<T>, what: string, rest: Omit<ClusterRequest, 'method' | 'path'>): Promise<T> {
    return this.#connection.ask(schema, { method: 'POST', path: [this.#index, what], ...rest });
  }
}

function toError(status: number, { type, reason }: z.infer<typeof failure>): ClusterError {
  return new ClusterError({ status, type, reason: reason ?? '' });
}

function kept({ _id: id, _source: document, ...version }: z.infer<typeof hit>): KeptUse {
  return { ...document, id, version };
}
