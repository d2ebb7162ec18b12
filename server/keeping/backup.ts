import { randomBytes } from 'node:crypto';
import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { basename } from 'node:path';
import SqliteDatabase, { type Database } from 'better-sqlite3';
import { moveDurably } from '../../indexer/index.js';
import { keptFilesIn, storeFileIn } from '../data-folder/index.js';
import { packageVersion } from '../package-version.js';
import { digestOf } from './digest.js';
import { KeepingError } from './keeping-error.js';
import { reading } from './reading.js';

/**
 * The version of the form of backups: the article store's database with two more tables, which hold the other files, and
 * from version 2 on a digest of everything.
 */
export const backupVersion = 2;

const table = `
  CREATE TABLE backup (key TEXT PRIMARY KEY, value ANY) STRICT;
  CREATE TABLE backup_files (name TEXT PRIMARY KEY, content BLOB NOT NULL) STRICT;
`;

/** What a backup holds. */
export interface BackupReport {
  readonly articles: number;
  readonly bytes: number;
}

/**
 * Writes everything of a data folder that cannot be made again into one file, whole or not at all; a service that has the
 * folder goes on. Each database is copied as it is at one moment, the articles last: what the others know of is in them.
 * @param file its path, at which nothing may be
 * @throws KeepingError
 */
export async function backUp(folder: string, file: string): Promise<BackupReport> {
  const store = storeFileIn(folder);
  if (!existsSync(store)) throw new KeepingError(`${folder} holds no articles: there is no ${basename(store)}`);
  if (existsSync(file)) throw new KeepingError(`${file} is there already; choose another name`);
  const [temporary, part] = [temporaryOf(file), temporaryOf(file)];
  try {
    const others = otherFiles(folder, part);
    copyDatabase(store, temporary);
    const report = addFiles(temporary, others);
    await moveDurably(temporary, file);
    return report;
  } catch (error) {
    if (error instanceof KeepingError) throw error;
    throw new KeepingError(`the backup ${file} cannot be written: ${reasonOf(error)}`, { cause: error });
  } finally {
    for (const left of [temporary, part]) rmSync(left, { force: true });
  }
}

/** A name beside a file that nobody else has. */
function temporaryOf(file: string): string {
  return `${file}.${randomBytes(6).toString('hex')}.tmp`;
}

/** One consistent state, without what is deleted; other processes read and write meanwhile. */
function copyDatabase(from: string, to: string): void {
  // Keys and what readers typed are in it: for its owner alone, from the first byte on. SQLite takes an empty file.
  rmSync(to, { force: true });
  writeFileSync(to, '', { flag: 'wx', mode: 0o600 });
  reading(from, (database) => database.prepare('VACUUM INTO ?').run(to));
}

function otherFiles(folder: string, temporary: string): { name: string; content: Buffer }[] {
  const { databases, lists } = keptFilesIn(folder);
  const copied = databases.filter(existsSync).map((path) => {
    copyDatabase(path, temporary);
    return { name: basename(path), content: readFileSync(temporary) };
  });
  const read = lists.filter(existsSync).map((path) => ({ name: basename(path), content: readFileSync(path) }));
  return [...copied, ...read];
}

function addFiles(path: string, files: readonly { name: string; content: Buffer }[]): BackupReport {
  const database = new SqliteDatabase(path);
  try {
    database.transaction(() => {
      database.exec(table);
      const say = database.prepare('INSERT INTO backup VALUES (?, ?)');
      say.run('version', backupVersion);
      say.run('xunwen', packageVersion);
      say.run('madeAt', new Date().toISOString());
      const insert = database.prepare('INSERT INTO backup_files VALUES (@name, @content)');
      for (const file of files) insert.run(file);
      say.run('digest', digestOf(database));
    })();
    return { articles: count(database), bytes: sizeOf(database) };
  } finally {
    database.close();
  }
}

/** How many articles a database has. */
export function count(database: Database): number {
  return Number(database.prepare('SELECT count(*) FROM articles').pluck().get());
}

function sizeOf(database: Database): number {
  const of = (name: string): number => Number(database.pragma(name, { simple: true }));
  return of('page_count') * of('page_size');
}

/** What an error of SQLite or of the system says. */
export function reasonOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
