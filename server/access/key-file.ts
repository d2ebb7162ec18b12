import { SqliteError, type Database } from 'better-sqlite3';
import { ownFile, SqliteFile } from '../../corpus/index.js';
import { AccessError } from './access-error.js';
import { keptKey, type KeptKey, type KeyStore } from './key-store.js';

const tables = `CREATE TABLE IF NOT EXISTS keys (id TEXT PRIMARY KEY, hash BLOB NOT NULL, key TEXT NOT NULL) STRICT`;

/** Makes the table where it is missing. */
export const prepareKeys: (database: Database) => void = ownFile({
  // "xwak"
  applicationId: 0x7877616b,
  version: 1,
  tables,
  // What is revoked is overwritten.
  pragmas: ['synchronous = FULL', 'secure_delete = ON'],
  refuse: (why) => new AccessError('unusable', why),
});

function translate(error: unknown, file: string): AccessError {
  const isFull = error instanceof SqliteError && error.code === 'SQLITE_FULL';
  if (isFull) return new AccessError('full', `no space is left for ${file}`, { cause: error });
  const reason = error instanceof Error ? error.message : String(error);
  const advice = 'restore it from a backup, or move it away and make the keys anew';
  return new AccessError('unusable', `the keys in ${file} cannot be used: ${reason}; ${advice}`, { cause: error });
}

/** Keeps keys in a small SQLite file. */
export class KeyFile implements KeyStore {
  readonly #file: SqliteFile;

  private constructor(file: SqliteFile) {
    this.#file = file;
  }

  /**
   * Opens the file, made where it is missing; its folder has to be there.
   * @throws AccessError
   */
  static open(path: string): KeyFile {
    const options = { prepare: prepareKeys, translate: (error: unknown) => translate(error, path) };
    return SqliteFile.open(path, options, (file) => new KeyFile(file));
  }

  all(): Promise<readonly KeptKey[]> {
    return this.#file.run(() => {
      const rows = this.#file.database.prepare<[], { hash: Buffer; key: string }>('SELECT hash, key FROM keys').all();
      return rows.map(({ hash, key }) => ({ key: keptKey.parse(JSON.parse(key)), hash }));
    });
  }

  add({ key, hash }: KeptKey): Promise<void> {
    const insert = 'INSERT INTO keys (id, hash, key) VALUES (?, ?, ?)';
    return this.#file.run(() => void this.#file.database.prepare(insert).run(key.id, hash, JSON.stringify(key)));
  }

  remove(id: string): Promise<void> {
    return this.#file.run(() => void this.#file.database.prepare('DELETE FROM keys WHERE id = ?').run(id));
  }

  close(): Promise<void> {
    return this.#file.close();
  }
}
