import SqliteDatabase, { SqliteError, type Database } from 'better-sqlite3';

/** Milliseconds to wait for others who have the database for themselves. */
const patience = 10_000;

/** Whether a database is closed to who looks, and may be whole: SQLite makes files beside it even to read. */
export function isClosedToUs(error: unknown): boolean {
  return error instanceof SqliteError && /^SQLITE_(?:READONLY|CANTOPEN|PERM)/.test(error.code);
}

/** Does something with a database that is only read, whoever writes to it meanwhile. */
export function reading<T>(path: string, task: (database: Database) => T): T {
  const database = new SqliteDatabase(path, { readonly: true, fileMustExist: true, timeout: patience });
  try {
    return task(database);
  } finally {
    database.close();
  }
}
