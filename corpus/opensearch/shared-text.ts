import { isDeepStrictEqual } from 'node:util';
import { z } from 'zod';
import type { ClusterConnection } from './cluster-connection.js';
import { ClusterError } from './cluster-error.js';
import { versioned, versionSchema, type Version } from './version.js';

/** A text, and the version of the document that it stood in; `null`: there was none. */
interface Known {
  readonly text: string;
  readonly version: Version | null;
}

const document = versioned(z.object({ text: z.string() }));

const mappings = {
  dynamic: 'strict',
  // Of any length: it is neither searched nor sorted by.
  properties: { text: { type: 'keyword', index: false, doc_values: false } },
};
const nothing: Known = { text: '', version: null };

/** A text of up to some ten megabytes, a document of the cluster, which several processes read and replace. */
export class SharedText {
  readonly #connection: ClusterConnection;
  readonly #path: readonly string[];
  /** As it was read or written last. */
  #known: Known = nothing;

  private constructor(connection: ClusterConnection, name: string) {
    this.#connection = connection;
    this.#path = [connection.index('shared'), '_doc', name];
  }

  /**
   * A way to the text of a name; the index is made where it is missing.
   * @throws ClusterError
   */
  static async open(connection: ClusterConnection, name: string): Promise<SharedText> {
    await connection.makeIndex('shared', { settings: { number_of_shards: 1 }, mappings });
    return new SharedText(connection, name);
  }

  /**
   * The text as it is now; empty where there is none yet. Only where it was changed is more than its version sent.
   * @throws ClusterError
   */
  async read(): Promise<string> {
    const { version, text } = this.#known;
    if (version === null) return (await this.#read()).text;
    const now = await this.#get(versionSchema, { _source: false });
    return isDeepStrictEqual(now, version) ? text : (await this.#read()).text;
  }

  /**
   * Puts a text in the place of another; on two copies, or the only one, when this resolves.
   * @param over what it takes the place of
   * @returns whether it did; `false`: there is another than `over` by now, and stays
   * @throws ClusterError
   */
  async write(text: string, over: string): Promise<boolean> {
    const known = this.#known.text === over ? this.#known : await this.#read();
    if (known.text !== over) return false;
    try {
      this.#known = { text, version: await this.#put(text, known.version) };
      return true;
    } catch (error) {
      if (!(error instanceof ClusterError) || error.failure.status !== 409) throw error;
      // The client sends again what it got no answer to: the later version may be this very one.
      return (await this.#read()).text === text;
    }
  }

  #put(text: string, over: Version | null): Promise<Version> {
    const copies = { wait_for_active_shards: this.#connection.activeCopies, timeout: '10s' };
    const query = { ...(over ?? { op_type: 'create' }), ...copies };
    return this.#connection.ask(versionSchema, { method: 'PUT', path: this.#path, query, body: { text } });
  }

  async #read(): Promise<Known> {
    const found = await this.#get(document);
    if (found === null) return (this.#known = nothing);
    const { _source: source, ...version } = found;
    return (this.#known = { text: source.text, version });
  }

  /** `null`: there is none. */
  async #get<T>(schema: z.ZodType<T>, query: Readonly<Record<string, boolean>> = {}): Promise<T | null> {
    try {
      return await this.#connection.ask(schema, { method: 'GET', path: this.#path, query });
    } catch (error) {
      const isMissing = error instanceof ClusterError && error.failure.status === 404;
      if (!isMissing || error.failure.type === 'index_not_found_exception') throw error;
      return null;
    }
  }
}
