import { z } from 'zod';
import { ClusterError, versioned, type ClusterConnection, type Version } from '../../../corpus/index.js';
import { parseUserWords, UserWords } from '../../analyzer/user-words.js';

const mappings = {
  dynamic: 'strict',
  properties: {
    words: { type: 'keyword', index: false, doc_values: false },
    from: { type: 'long', index: false },
    to: { type: 'long', index: false },
    toAt: { type: 'long', index: false },
    at: { type: 'long', index: false },
  },
};

const version = z.object({ _seq_no: z.number() });
const keptWords = z.object({ _source: z.object({ words: z.string() }) });
const keptChecked = versioned(z.object({ from: z.number(), to: z.number(), toAt: z.number(), at: z.number() }));

/** Up to which change it was looked whether an index has all. */
export interface Checked {
  /** The index has all up to this: they were looked for so late that whoever wrote them has long ended. */
  readonly from: number;
  /** The newest change at a later moment, and that moment, in milliseconds since 1970. */
  readonly to: number;
  readonly toAt: number;
}

/** What processes that share a search index have to agree on, kept in the cluster. */
export class IndexingState {
  readonly #connection: ClusterConnection;
  readonly #index: string;

  private constructor(connection: ClusterConnection) {
    this.#connection = connection;
    this.#index = connection.index('indexing');
  }

  /** @throws ClusterError */
  static async open(connection: ClusterConnection): Promise<IndexingState> {
    await connection.makeIndex('indexing', { settings: { number_of_shards: 1 }, mappings });
    return new IndexingState(connection);
  }

  /** The user's words by which the articles were cut. */
  async words(): Promise<UserWords> {
    const found = await this.#read(keptWords, 'words');
    return new UserWords(parseUserWords(found?._source.words ?? '', 'the index'));
  }

  /** Another number whenever these words have changed. */
  async wordsVersion(): Promise<number> {
    return (await this.#read(version, 'words', { _source: false }))?._seq_no ?? -1;
  }

  async setWords(words: UserWords): Promise<void> {
    await this.#write('words', { words: words.toText() });
  }

  /**
   * Up to which change a search index was looked through.
   * @param index its id: another one may get the name of one that is gone
   */
  async checked(index: string): Promise<Checked> {
    return (await this.#read(keptChecked, `checked ${index}`))?._source ?? { from: 0, to: 0, toAt: 0 };
  }

  async setChecked(index: string, checked: Checked): Promise<void> {
    await this.#write(`checked ${index}`, { ...checked, at: Date.now() });
  }

  /**
   * Whether it is this process's turn to look through an index: where none has for so many milliseconds, the first to ask.
   */
  async takeTurn(index: string, every: number): Promise<boolean> {
    const name = `checked ${index}`;
    const found = await this.#read(keptChecked, name);
    if (found === null || found._source.at > Date.now() - every) return false;
    const { _source: source, ...unchanged } = found;
    try {
      await this.#write(name, { ...source, at: Date.now() }, unchanged);
      return true;
    } catch (error) {
      if (error instanceof ClusterError && error.failure.status === 409) return false;
      throw error;
    }
  }

  async #read<T>(schema: z.ZodType<T>, name: string, query: Readonly<Record<string, boolean>> = {}): Promise<T | null> {
    try {
      return await this.#connection.ask(schema, { method: 'GET', path: [this.#index, '_doc', name], query });
    } catch (error) {
      if (error instanceof ClusterError && error.failure.status === 404) return null;
      throw error;
    }
  }

  async #write(name: string, body: object, condition: Partial<Version> = {}): Promise<void> {
    const query = { wait_for_active_shards: this.#connection.activeCopies, ...condition };
    await this.#connection.ask(z.unknown(), { method: 'PUT', path: [this.#index, '_doc', name], query, body });
  }
}
