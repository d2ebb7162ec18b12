import { z } from 'zod';
import { ClusterError, type ClusterConnection } from '../../corpus/index.js';
import { AccessError } from './access-error.js';
import { keptKey, type KeptKey, type KeyStore } from './key-store.js';

const mappings = {
  dynamic: 'strict',
  properties: {
    id: { type: 'keyword' },
    hash: { type: 'keyword', index: false, doc_values: false },
    key: { type: 'object', enabled: false },
  },
};

const document = z.object({ hash: z.base64(), key: keptKey });
const found = z.object({ hits: z.object({ hits: z.array(z.object({ _source: document })) }) });
const one = z.object({ _source: document });

/** Keys that are read at once. */
const batch = 1000;

/** Keeps keys in a cluster, for all its processes: what a resolved call did is done on two copies, or the only one. */
export class ClusterKeys implements KeyStore {
  readonly #connection: ClusterConnection;
  readonly #index: string;

  private constructor(connection: ClusterConnection) {
    this.#connection = connection;
    this.#index = connection.index('keys');
  }

  /**
   * Opens the keys of a cluster; their index is made where it is missing. The connection is its maker's to close.
   * @throws AccessError
   */
  static async open(connection: ClusterConnection): Promise<ClusterKeys> {
    await translated(connection.makeIndex('keys', { settings: { number_of_shards: 1 }, mappings }));
    return new ClusterKeys(connection);
  }

  async all(): Promise<readonly KeptKey[]> {
    const keys: KeptKey[] = [];
    for (let after: string | undefined; ;) {
      const read = await translated(this.#after(after));
      keys.push(...read);
      if (read.length < batch) return keys;
      after = read.at(-1)?.key.id;
    }
  }

  async add(kept: KeptKey): Promise<void> {
    try {
      await translated(this.#create(kept));
    } catch (error) {
      // The client sends again what it got no answer to: the key that is there may be this very one.
      if (!isConflict(error) || !(await translated(this.#has(kept)))) throw error;
    }
  }

  async remove(id: string): Promise<void> {
    try {
      await translated(this.#write('DELETE', id));
    } catch (error) {
      if (!isMissing(error)) throw error;
    }
  }

  close(): Promise<void> {
    return Promise.resolve();
  }

  async #after(id: string | undefined): Promise<readonly KeptKey[]> {
    const body = { size: batch, sort: [{ id: 'asc' }], ...(id === undefined ? {} : { search_after: [id] }) };
    const { hits } = await this.#connection.ask(found, {
      method: 'POST',
      path: [this.#index, '_search'],
      // A part of the keys would be taken for all.
      query: { allow_partial_search_results: false },
      body,
    });
    return hits.hits.map(({ _source }) => unpacked(_source));
  }

  #create({ key, hash }: KeptKey): Promise<void> {
    const body = { id: key.id, hash: Buffer.from(hash).toString('base64'), key };
    return this.#write('PUT', key.id, { op_type: 'create' }, body);
  }

  /** Found by every search that begins when it resolves. */
  async #write(method: 'PUT' | 'DELETE', id: string, how: Record<string, string> = {}, body?: object): Promise<void> {
    const copies = { wait_for_active_shards: this.#connection.activeCopies, timeout: '10s' };
    const query = { ...how, ...copies, refresh: true };
    const path = [this.#index, '_doc', id];
    await this.#connection.ask(z.unknown(), { method, path, query, ...(body === undefined ? {} : { body }) });
  }

  async #has({ key, hash }: KeptKey): Promise<boolean> {
    const { _source } = await this.#connection.ask(one, { method: 'GET', path: [this.#index, '_doc', key.id] });
    return Buffer.from(hash).equals(unpacked(_source).hash);
  }
}

function unpacked({ hash, key }: z.infer<typeof document>): KeptKey {
  return { key, hash: new Uint8Array(Buffer.from(hash, 'base64')) };
}

/** What a cluster answers, or its error as one of keys. */
async function translated<T>(answer: Promise<T>): Promise<T> {
  try {
    return await answer;
  } catch (cause) {
    if (!(cause instanceof ClusterError)) throw cause;
    const code = cause.code === 'insufficient_storage' ? 'full' : 'unusable';
    throw new AccessError(code, `the keys in the cluster cannot be used: ${cause.message}`, { cause });
  }
}

function isConflict(error: unknown): boolean {
  return statusOf(error) === 409;
}

/** Of a key, not of the index. */
function isMissing(error: unknown): boolean {
  return statusOf(error) === 404 && !/index_not_found/.test(String(error));
}

function statusOf(error: unknown): number | null {
  return error instanceof AccessError && error.cause instanceof ClusterError ? error.cause.failure.status : null;
}
