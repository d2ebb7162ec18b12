import { randomUUID } from 'node:crypto';
import type { Database } from 'better-sqlite3';
import { CorpusError } from '../errors.js';

const version = 1;

/**
 * `change` is the row's number, so the history is read as the file lies and a changed article moves to the end.
 * `meta` holds the store's `id`, its schema's `version` and the `last_change` given out, which deletions outlive.
 */
const tables = `
  CREATE TABLE IF NOT EXISTS meta (key TEXT PRIMARY KEY, value ANY) WITHOUT ROWID, STRICT;
  CREATE TABLE IF NOT EXISTS articles (
    change INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    article TEXT NOT NULL,
    folded TEXT NOT NULL,
    fold_map BLOB NOT NULL
  ) STRICT;
  CREATE TABLE IF NOT EXISTS deletions (change INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE) STRICT;
`;

function prepareMeta(database: Database): void {
  const insert = database.prepare('INSERT OR IGNORE INTO meta (key, value) VALUES (?, ?)');
  insert.run('id', randomUUID());
  insert.run('version', version);
  insert.run('last_change', 0);
}

/** A value of the `meta` table. */
export function readMeta(database: Database, key: 'id' | 'version' | 'last_change'): unknown {
  return database.prepare('SELECT value FROM meta WHERE key = ?').pluck().get(key);
}

/** Refuses a database that is not ours or not for us, before anything in it is changed. */
function checkOwnership(database: Database): void {
  const names = database.prepare("SELECT name FROM sqlite_schema WHERE type = 'table'").pluck().all();
  if (names.length === 0) return;
  const found =
    names.includes('meta') && names.includes('articles') ? Number(readMeta(database, 'version')) : Number.NaN;
  if (!(found >= 1)) throw new CorpusError('unavailable', 'this is a database of another program');
  if (found > version) {
    const versions = `${String(found)}; this xunwen reads up to version ${String(version)}`;
    throw new CorpusError('unavailable', `the article store was made by a newer xunwen, version ${versions}`);
  }
}

function isComplete(database: Database): boolean {
  const names = database.prepare("SELECT name FROM sqlite_schema WHERE type = 'table'").pluck().all();
  const isThere = ['meta', 'articles', 'deletions'].every((name) => names.includes(name));
  return isThere && Number(readMeta(database, 'version')) === version && readMeta(database, 'id') !== undefined;
}

/**
 * Makes the tables where they are missing.
 * @throws CorpusError `unavailable` where another program or a newer version of this one made the database
 */
export function prepareSchema(database: Database): void {
  checkOwnership(database);
  database.pragma('journal_mode = WAL');
  database.pragma('synchronous = FULL');
  database.pragma('busy_timeout = 5000');
  // A database that is as it should be is not written: the disk may be full.
  if (isComplete(database)) return;
  database.transaction(() => {
    database.exec(tables);
    prepareMeta(database);
  })();
}
