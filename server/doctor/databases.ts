import { existsSync } from 'node:fs';
import { basename } from 'node:path';
import type { Database } from 'better-sqlite3';
import { prepareArticleStore } from '../../corpus/index.js';
import { prepareQueryLog } from '../../indexer/index.js';
import { prepareKeys } from '../access/index.js';
import { prepareCrawlState } from '../crawl/index.js';
import type { Config } from '../config.js';
import { crawlFileIn, keysFileIn, lossIn, readersFileIn, storeFileIn } from '../data-folder/index.js';
import { isClosedToUs, reading } from '../keeping/reading.js';
import { fail, ok, type Finding } from './finding.js';

/** Whether the databases without which a service does not start are ours, and for this version. */
export function databases(path: string, engine: Config['engine']): Finding {
  const loss = engine === 'embedded' ? lossIn(path) : null;
  if (loss !== null) return fail('databases', loss, 'see docs/OPERATIONS.md; is the disk mounted?');
  const there = databasesOf(path, engine).filter(([file]) => existsSync(file));
  const looks = there.map(([file, prepare]) => ({ name: basename(file), ...lookAt(file, prepare) }));
  const problems = looks.flatMap(({ name, problem }) => (problem === null ? [] : [`${name}: ${problem}`]));
  if (problems.length > 0) return fail('databases', problems.join('; '), 'see xunwen verify, or restore a backup');
  const told = [
    [looks.filter(({ isClosed }) => !isClosed), 'ours, for this version'],
    [looks.filter(({ isClosed }) => isClosed), 'not looked into: older, or closed to this user'],
  ] as const;
  const texts = told.flatMap(([some, what]) =>
    some.length === 0 ? [] : [`${some.map(({ name }) => name).join(', ')}: ${what}`],
  );
  return ok('databases', texts.join('; ') || 'there are none yet');
}

type Known = readonly [file: string, prepare: (database: Database) => void];

function databasesOf(path: string, engine: Config['engine']): readonly Known[] {
  const ofEveryEngine: readonly Known[] = [[crawlFileIn(path), prepareCrawlState]];
  if (engine === 'opensearch') return ofEveryEngine;
  return [
    [storeFileIn(path), prepareArticleStore],
    [readersFileIn(path), prepareQueryLog],
    [keysFileIn(path), prepareKeys],
    ...ofEveryEngine,
  ];
}

interface Look {
  /** `null`: none was seen. */
  readonly problem: string | null;
  /** An older one, which the next start brings up to date, or one closed to us; that is told elsewhere. */
  readonly isClosed: boolean;
}

/** What a service would say of a database: the same look, at one that is only read. */
function lookAt(file: string, prepare: (database: Database) => void): Look {
  try {
    reading(file, prepare);
    return { problem: null, isClosed: false };
  } catch (error) {
    if (isClosedToUs(error)) return { problem: null, isClosed: true };
    return { problem: error instanceof Error ? error.message : String(error), isClosed: false };
  }
}
