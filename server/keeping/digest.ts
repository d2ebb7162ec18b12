import { createHash } from 'node:crypto';
import type { Database } from 'better-sqlite3';

/** Tables whose rows the digest is of: all but the one that says it. */
const tablesQuery = `SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite\\_%' ESCAPE '\\'
  AND name <> 'backup' ORDER BY name`;

/**
 * SHA-256 of the contents of a backup, in hexadecimal: SQLite notices a damaged page where its structure is harmed, not a
 * changed letter in a text. Of the schema its statements, and of each row the type and the bytes of each value, as the rows
 * lie.
 */
export function digestOf(database: Database): string {
  const hash = createHash('sha256');
  const schema = database.prepare('SELECT type, name, tbl_name, sql FROM sqlite_schema ORDER BY name').raw().all();
  hash.update(JSON.stringify(schema));
  for (const table of database.prepare<[], string>(tablesQuery).pluck().all()) {
    hash.update(`table ${table}\n`);
    const columns = database.prepare('SELECT name FROM pragma_table_info(?)').pluck().all(table);
    const values = columns.map((column) => `typeof("${String(column)}"), CAST("${String(column)}" AS BLOB)`);
    const rows = database.prepare<[], readonly unknown[]>(`SELECT ${values.join(', ')} FROM "${table}"`).raw();
    for (const row of rows.iterate()) {
      for (const value of row) {
        const bytes = Buffer.isBuffer(value) ? value : Buffer.from(String(value));
        hash.update(`${bytes.length}:`).update(bytes);
      }
    }
  }
  return hash.digest('hex');
}
