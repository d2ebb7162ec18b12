import SqliteDatabase, { type Database } from 'better-sqlite3';

/** How a SQLite file is opened. */
export interface SqliteFileOptions {
  /** Makes the tables where they are missing, and refuses what is none of ours. */
  readonly prepare: (database: Database) => void;
  /** What an error of SQLite, or of `prepare`, is to its adapter. */
  readonly translate: (error: unknown) => Error;
  /** Pages of 4 KiB the file may take, for tests of a full disk; default no limit. */
  readonly maxPages?: number | undefined;
}

/** A SQLite file that one adapter has open. Calls are synchronous underneath; whatever they throw is translated. */
export class SqliteFile {
  readonly database: Database;
  readonly #translate: SqliteFileOptions['translate'];

  private constructor(database: Database, translate: SqliteFileOptions['translate']) {
    this.database = database;
    this.#translate = translate;
  }

  /**
   * Opens a file, made where it is missing, for an adapter that `build` makes; closes it where that fails.
   * @throws what `translate` makes of it
   */
  static open<T>(path: string, options: SqliteFileOptions, build: (file: SqliteFile) => T): T {
    let database: Database | undefined;
    try {
      database = new SqliteDatabase(path);
      options.prepare(database);
      if (options.maxPages !== undefined) database.pragma(`max_page_count = ${String(options.maxPages)}`);
      return build(new SqliteFile(database, options.translate));
    } catch (error) {
      database?.close();
      throw options.translate(error);
    }
  }

  /** Does something with the database; rejects with what `translate` makes of an error. */
  run<T>(task: () => T): Promise<T> {
    return new Promise((resolve, reject) => {
      try {
        resolve(task());
      } catch (error) {
        reject(this.#translate(error));
      }
    });
  }

  async close(): Promise<void> {
    await this.run(() => this.database.close());
  }
}
