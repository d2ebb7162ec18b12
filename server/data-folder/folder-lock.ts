import { accessSync, constants } from 'node:fs';
import Database from 'better-sqlite3';
import { FolderError } from './folder-error.js';

/**
 * A lock that one process at a time can hold, and that the system takes back when the process ends, however it ends.
 * Node has no file locks of its own; SQLite has, so the lock is an empty database in an exclusive transaction. Nothing
 * else in this process may open the file: closing it again would give up the lock (POSIX).
 */
export class FolderLock {
  readonly #database: Database.Database;

  private constructor(database: Database.Database) {
    this.#database = database;
  }

  /**
   * @param file the lock, made where it is missing; it stays empty
   * @returns `null` where another process holds it, or this one already
   * @throws FolderError `unusable`
   */
  static take(file: string): FolderLock | null {
    let database: Database.Database | undefined;
    try {
      database = new Database(file, { timeout: 0 });
      database.exec('PRAGMA journal_mode = MEMORY; PRAGMA locking_mode = EXCLUSIVE; BEGIN EXCLUSIVE');
      // SQLite opens a file that it may not write for reading only, and then locks nothing.
      accessSync(file, constants.W_OK);
      return new FolderLock(database);
    } catch (error) {
      database?.close();
      if (isBusy(error)) return null;
      throw new FolderError('unusable', `the lock ${file} cannot be taken: ${String(error)}`, { cause: error });
    }
  }

  release(): void {
    this.#database.close();
  }
}

function isBusy(error: unknown): boolean {
  return error instanceof Database.SqliteError && error.code.startsWith('SQLITE_BUSY');
}
