import { existsSync } from 'node:fs';
import type { Database } from 'better-sqlite3';
import { backupVersion, count, reasonOf } from './backup.js';
import { digestOf } from './digest.js';
import { KeepingError } from './keeping-error.js';
import { reading } from './reading.js';

/** A backup that was found whole. */
export interface Backup {
  readonly path: string;
  readonly articles: number;
  /** When it was made, ISO 8601. */
  readonly madeAt: string;
  /** The files besides the articles. */
  readonly files: readonly { readonly name: string; readonly content: Buffer }[];
}

/** @throws KeepingError where the file is no whole backup of a version that is known */
export function readBackup(path: string): Backup {
  if (!existsSync(path)) throw new KeepingError(`there is no ${path}`);
  try {
    return reading(path, (database) => {
      const say = (key: string): unknown => database.prepare('SELECT value FROM backup WHERE key = ?').pluck().get(key);
      const version = Number(say('version'));
      if (!(version >= 1)) throw new KeepingError(`${path} is damaged: it does not say which version it is`);
      if (version > backupVersion) throw new KeepingError(`${path} was made by a newer xunwen, version ${version}`);
      const damage = damageOf(database, version, say('digest'));
      if (damage !== null) throw new KeepingError(`${path} is damaged: ${damage}`);
      const files = database.prepare<[], Backup['files'][number]>('SELECT name, content FROM backup_files').all();
      return { path, articles: count(database), madeAt: String(say('madeAt')), files };
    });
  } catch (error) {
    if (error instanceof KeepingError) throw error;
    throw new KeepingError(`${path} is not a backup of xunwen's: ${reasonOf(error)}`, { cause: error });
  }
}

function damageOf(database: Database, version: number, digest: unknown): string | null {
  const structure = String(database.pragma('integrity_check(1)', { simple: true }));
  if (structure !== 'ok') return structure;
  // Version 1 had none.
  return version === 1 || digestOf(database) === digest ? null : 'something in it is not as it was written';
}
