import { copyFileSync, existsSync, linkSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { chmod } from 'node:fs/promises';
import { basename, join } from 'node:path';
import SqliteDatabase from 'better-sqlite3';
import { moveDurably, replaceFile, toDisk } from '../../indexer/index.js';
import {
  keptFilesIn,
  snapshotFileIn,
  storeFileIn,
  unfinishedRestoreIn,
  type DataFolder,
} from '../data-folder/index.js';
import { reasonOf } from './backup.js';
import { KeepingError } from './keeping-error.js';
import type { Backup } from './read-backup.js';

/**
 * Puts a backup into a data folder; the index is built at the next start. New files are made whole before any old one is
 * touched, and the old ones have a second name before they lose their first. In between, a mark in the folder keeps
 * everything else from starting on half of it.
 * @param folder taken for this process
 * @param replace whether what is there may be set aside; nothing is deleted
 * @returns where what was in the folder has gone, before the first try where an earlier one was interrupted; `null`:
 *   nothing was
 * @throws KeepingError; it says where what was there has gone
 */
export async function restore({ path }: DataFolder, backup: Backup, replace: boolean): Promise<string | null> {
  const present = filesIn(path).filter(existsSync);
  if (present.length > 0 && !replace) {
    const names = present.map((one) => basename(one)).join(', ');
    throw new KeepingError(`${path} is not empty (${names}); choose another folder, or set that aside with --replace`);
  }
  const staging = join(path, 'restoring');
  // After an interrupted try, what is in the folder is half of a backup: what was there before is where that one said.
  const mark = unfinishedRestoreIn(path);
  let before = existsSync(mark) ? readFileSync(mark, 'utf8') : null;
  try {
    const staged = await stage(staging, path, backup);
    const setAside = present.length === 0 ? '' : await keepAside(path, present);
    before ??= setAside;
    await exchange(path, { staged, present, before });
    return before || null;
  } catch (error) {
    const left = before ? `what was there is in ${before}` : 'nothing was lost';
    throw new KeepingError(`${backup.path} cannot be restored into ${path} (${left}): ${reasonOf(error)}`, {
      cause: error,
    });
  } finally {
    rmSync(staging, { recursive: true, force: true });
  }
}

/** All that a data folder keeps, the articles first, each with what SQLite keeps beside it. */
function filesIn(path: string): string[] {
  const { databases, lists } = keptFilesIn(path);
  const stores = [storeFileIn(path), ...databases];
  return [...stores.flatMap((one) => [one, `${one}-wal`, `${one}-shm`]), ...lists, snapshotFileIn(path)];
}

/** Makes the new files; gives where they are, the articles last. */
async function stage(staging: string, path: string, backup: Backup): Promise<string[]> {
  rmSync(staging, { recursive: true, force: true });
  mkdirSync(staging, { mode: 0o700 });
  const { databases, lists } = keptFilesIn(path);
  const allowed = [...databases, ...lists].map((one) => basename(one));
  const files = backup.files.filter(({ name }) => allowed.includes(name));
  for (const { name, content } of files) writeFileSync(join(staging, name), content, { mode: 0o600 });
  const store = join(staging, basename(storeFileIn(path)));
  await stageStore(backup.path, store);
  return [...files.map(({ name }) => join(staging, name)), store];
}

async function stageStore(file: string, store: string): Promise<void> {
  copyFileSync(file, store);
  await chmod(store, 0o600);
  const database = new SqliteDatabase(store);
  try {
    database.exec('DROP TABLE backup_files; DROP TABLE backup; VACUUM');
  } finally {
    database.close();
  }
}

/** Gives files a second name in a folder of their own, or copies them where there are no second names. */
async function keepAside(path: string, files: readonly string[]): Promise<string> {
  const place = join(path, `replaced-${new Date().toISOString().replace(/[:.]/g, '-')}`);
  mkdirSync(place, { mode: 0o700 });
  for (const one of files) {
    const copy = join(place, basename(one));
    try {
      linkSync(one, copy);
    } catch {
      copyFileSync(one, copy);
      await toDisk(copy);
    }
  }
  await toDisk(place);
  await toDisk(path);
  return place;
}

interface Exchange {
  readonly staged: readonly string[];
  readonly present: readonly string[];
  /** Where what was there before has gone; empty: nothing was. */
  readonly before: string;
}

async function exchange(path: string, { staged, present, before }: Exchange): Promise<void> {
  const mark = unfinishedRestoreIn(path);
  await replaceFile(mark, (file) => file.writeFile(before));
  for (const one of present) rmSync(one, { force: true });
  for (const one of staged) await moveDurably(one, join(path, basename(one)));
  rmSync(mark);
  await toDisk(path);
}
