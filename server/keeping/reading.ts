import SqliteDatabase, { type Database } from 'better-sqlite3';

/** Milliseconds to wait for others who have the database for themselves. */
const patience = 10_000;

/** Does something with a database that is only read, whoever writes to it meanwhile. */
export function reading<T>(path: string, task: (database: Database) => T): T {
  const database = new SqliteDatabase(path, { readonly: true, fileMustExist: true, timeout: patience });
  try {
    return task(database);
  } finally {
    database.close();
  }
}
