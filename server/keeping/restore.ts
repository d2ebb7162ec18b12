import { copyFileSync, existsSync, mkdirSync, renameSync, rmSync } from 'node:fs';
import { chmod } from 'node:fs/promises';
import { basename, join } from 'node:path';
import SqliteDatabase from 'better-sqlite3';
import { moveDurably, replaceFile } from '../../indexer/index.js';
import { keptFilesIn, snapshotFileIn, storeFileIn, type DataFolder } from '../data-folder/index.js';
import { backupVersion, count, reasonOf } from './backup.js';
import { KeepingError } from './keeping-error.js';
import { reading } from './reading.js';

/** What came of restoring. */
export interface RestoreReport {
  readonly articles: number;
  /** When the backup was made, ISO 8601. */
  readonly madeAt: string;
  /** Where what was in the folder has gone; `null`: nothing was. */
  readonly setAside: string | null;
}

interface BackupFile {
  readonly name: string;
  readonly content: Buffer;
}

/**
 * Puts a backup into a data folder; the index is built at the next start. The articles come last: a folder that has them
 * has all.
 * @param folder taken for this process
 * @param replace whether what is there may be set aside; nothing is deleted
 * @throws KeepingError, before anything has been changed, where the backup is damaged or the folder is not empty
 */
export async function restore(folder: DataFolder, file: string, replace: boolean): Promise<RestoreReport> {
  const { path } = folder;
  const checked = check(file);
  const present = filesIn(path).filter(existsSync);
  if (present.length > 0 && !replace) {
    const names = present.map((one) => basename(one)).join(', ');
    throw new KeepingError(`${path} is not empty (${names}); choose another folder, or set that aside with --replace`);
  }
  try {
    const setAside = present.length === 0 ? null : moveAway(path, present);
    const allowed = filesIn(path).map((one) => basename(one));
    for (const { name, content } of checked.files.filter((one) => allowed.includes(one.name))) {
      await replaceFile(join(path, name), (target) => target.writeFile(content));
    }
    await putStore(file, storeFileIn(path));
    return { articles: checked.articles, madeAt: checked.madeAt, setAside };
  } catch (error) {
    throw new KeepingError(`${file} cannot be restored into ${path}: ${reasonOf(error)}`, { cause: error });
  }
}

/** All that a data folder keeps, with what SQLite keeps beside it. */
function filesIn(path: string): string[] {
  const { databases, lists } = keptFilesIn(path);
  const stores = [...databases, storeFileIn(path)];
  const beside = stores.flatMap((one) => [`${one}-wal`, `${one}-shm`]);
  return [...stores, ...beside, ...lists, snapshotFileIn(path)];
}

/** @throws KeepingError where the file is no whole backup of a version that is known */
function check(file: string): { readonly articles: number; readonly madeAt: string; readonly files: BackupFile[] } {
  if (!existsSync(file)) throw new KeepingError(`there is no ${file}`);
  try {
    return reading(file, (database) => {
      const say = (key: string): unknown => database.prepare('SELECT value FROM backup WHERE key = ?').pluck().get(key);
      const version = Number(say('version'));
      if (version > backupVersion) throw new KeepingError(`${file} was made by a newer xunwen, version ${version}`);
      const damage = String(database.pragma('integrity_check(1)', { simple: true }));
      if (damage !== 'ok') throw new KeepingError(`${file} is damaged: ${damage}`);
      const files = database.prepare<[], BackupFile>('SELECT name, content FROM backup_files').all();
      return { articles: count(database), madeAt: String(say('madeAt')), files };
    });
  } catch (error) {
    if (error instanceof KeepingError) throw error;
    throw new KeepingError(`${file} is not a backup of xunwen's: ${reasonOf(error)}`, { cause: error });
  }
}

function moveAway(path: string, files: readonly string[]): string {
  const place = join(path, `replaced-${new Date().toISOString().replace(/[:.]/g, '-')}`);
  mkdirSync(place, { mode: 0o700 });
  // The articles first: a folder without them has nothing.
  const sorted = [...files].sort((a, b) => Number(b.includes('articles')) - Number(a.includes('articles')));
  for (const one of sorted) renameSync(one, join(place, basename(one)));
  return place;
}

async function putStore(file: string, store: string): Promise<void> {
  const temporary = `${store}.restoring`;
  rmSync(temporary, { force: true });
  copyFileSync(file, temporary);
  const database = new SqliteDatabase(temporary);
  try {
    database.pragma('synchronous = FULL');
    database.exec('DROP TABLE backup_files; DROP TABLE backup; VACUUM');
  } finally {
    database.close();
  }
  await chmod(temporary, 0o600);
  await moveDurably(temporary, store);
}
