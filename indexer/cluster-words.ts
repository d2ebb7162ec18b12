import { ClusterError, SharedText, type ClusterConnection } from '../corpus/index.js';
import { IndexerError } from './errors.js';
import type { WordSource } from './word-source.js';

/** A list of words or rules that all processes of a cluster share. */
export class ClusterWords implements WordSource {
  readonly path: string;
  readonly #text: SharedText;

  private constructor(path: string, text: SharedText) {
    this.path = path;
    this.#text = text;
  }

  /**
   * Opens a list, empty where there is none yet. The connection is its maker's to close.
   * @throws IndexerError `words_unavailable`, `words_full`
   */
  static async open(connection: ClusterConnection, name: 'dictionary' | 'synonyms'): Promise<ClusterWords> {
    const path = `${connection.index('shared')}/${name}`;
    return new ClusterWords(path, await translated(path, SharedText.open(connection, name)));
  }

  read(): Promise<string> {
    return translated(this.path, this.#text.read());
  }

  async readAgain(known: string | null): Promise<string | null> {
    const text = await this.read();
    return text === known ? null : text;
  }

  async write(text: string, over: string | null): Promise<void> {
    const isWritten = over !== null && (await translated(this.path, this.#text.write(text, over)));
    if (!isWritten) throw new IndexerError('words_changed', `other processes change ${this.path} all the time`);
  }
}

/** What a cluster answers, or its error as one of words. */
async function translated<T>(path: string, answer: Promise<T>): Promise<T> {
  try {
    return await answer;
  } catch (cause) {
    if (!(cause instanceof ClusterError)) throw cause;
    const code = cause.code === 'insufficient_storage' ? 'words_full' : 'words_unavailable';
    throw new IndexerError(code, `the words in ${path} cannot be read or written: ${cause.message}`, { cause });
  }
}
