import { existsSync } from 'node:fs';
import { basename } from 'node:path';
import { SqliteError, type Database } from 'better-sqlite3';
import { prepareArticleStore } from '../../corpus/index.js';
import { prepareQueryLog } from '../../indexer/index.js';
import { prepareKeys } from '../access/index.js';
import { prepareCrawlState } from '../crawl/index.js';
import { crawlFileIn, keysFileIn, lossIn, readersFileIn, storeFileIn } from '../data-folder/index.js';
import { reading } from '../keeping/reading.js';
import { fail, ok, type Finding } from './finding.js';

/** Whether the databases without which a service does not start are ours, and for this version. */
export function databases(path: string): Finding {
  const loss = lossIn(path);
  if (loss !== null) return fail('databases', loss, 'see docs/OPERATIONS.md; is the disk mounted?');
  const all: readonly (readonly [string, (database: Database) => void])[] = [
    [storeFileIn(path), prepareArticleStore],
    [readersFileIn(path), prepareQueryLog],
    [keysFileIn(path), prepareKeys],
    [crawlFileIn(path), prepareCrawlState],
  ];
  const there = all.filter(([file]) => existsSync(file));
  const problems = there.flatMap(([file, prepare]) => problemOf(file, prepare) ?? []);
  if (problems.length > 0) return fail('databases', problems.join('; '), 'see xunwen verify, or restore a backup');
  const names = there.map(([file]) => basename(file)).join(', ');
  return ok('databases', names === '' ? 'there are none yet' : `${names}: ours, for this version`);
}

/** What a service would say of a database: the same look, at one that is only read. */
function problemOf(file: string, prepare: (database: Database) => void): string | null {
  try {
    reading(file, prepare);
    return null;
  } catch (error) {
    // An older one, which the next start brings up to date, or one that a folder closed to us holds; that is told elsewhere.
    if (error instanceof SqliteError && error.code.startsWith('SQLITE_READONLY')) return null;
    return `${basename(file)}: ${error instanceof Error ? error.message : String(error)}`;
  }
}
