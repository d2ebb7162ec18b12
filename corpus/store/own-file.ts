import type { Database } from 'better-sqlite3';

/** A small database of ours, beside the articles. */
export interface OwnFile {
  /** Stands in the file's header, so that a database of another program is left alone. */
  readonly applicationId: number;
  /** Of the tables. */
  readonly version: number;
  readonly tables: string;
  /** Statements for each connection, such as how soon a write has to be on the disk. */
  readonly pragmas: readonly string[];
  /** The error for a file that is none of ours or not for us. @param why one clause */
  readonly refuse: (why: string) => Error;
}

/**
 * Makes the tables of a database of ours where they are missing.
 * @returns for `SqliteFile.open`; throws what `refuse` makes, before anything is changed, where another program or a newer
 *   version of this one made the database
 */
export function ownFile({ applicationId, version, tables, pragmas, refuse }: OwnFile): (database: Database) => void {
  return (database) => {
    const tableCount = database.prepare('SELECT count(*) FROM sqlite_schema').pluck().get();
    const isOurs = database.pragma('application_id', { simple: true }) === applicationId;
    if (tableCount !== 0 && !isOurs) throw refuse('it is a database of another program');
    const found = Number(database.pragma('user_version', { simple: true }));
    if (found > version) throw refuse(`a newer xunwen made it, version ${found}`);
    for (const pragma of ['journal_mode = WAL', 'busy_timeout = 5000', ...pragmas]) database.pragma(pragma);
    // A file that is as it should be is not written: the disk may be full.
    if (isOurs && found === version) return;
    database.pragma(`application_id = ${applicationId}`);
    database.exec(tables);
    database.pragma(`user_version = ${version}`);
  };
}
