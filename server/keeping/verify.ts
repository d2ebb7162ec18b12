import { existsSync } from 'node:fs';
import { isDeepStrictEqual } from 'node:util';
import { basename } from 'node:path';
import type { Database } from 'better-sqlite3';
import { parseArticle, type ArticleStore } from '../../corpus/index.js';
import { foldArticle, type SearchIndex } from '../../indexer/index.js';
import { keptFilesIn, lossIn, storeFileIn } from '../data-folder/index.js';
import { reasonOf } from './backup.js';
import { isClosedToUs, reading } from './reading.js';
import { fail, ok, type Finding } from '../doctor/finding.js';

const restoreAdvice = 'stop the service and restore a backup: xunwen restore';
/** Problems that are told of each kind. */
const most = 5;

/** Whether the databases of a data folder are whole, and each article is one, folded as it would be now. */
export function verifyFiles(folder: string): readonly Finding[] {
  const store = storeFileIn(folder);
  const loss = lossIn(folder) ?? (existsSync(store) ? null : `there is no ${basename(store)}`);
  if (loss !== null) return [fail('articles', loss, 'see docs/OPERATIONS.md; is the disk mounted?')];
  const databases = [store, ...keptFilesIn(folder).databases].filter(existsSync);
  return [...databases.map(integrity), articles(store)];
}

function integrity(path: string): Finding {
  const name = basename(path);
  try {
    const damage = reading(path, (database) => database.prepare('PRAGMA integrity_check(5)').pluck().all());
    if (damage.length === 1 && damage[0] === 'ok') return ok(name, 'whole');
    return fail(name, damage.join('; '), restoreAdvice);
  } catch (error) {
    return fail(name, reasonOf(error), adviceFor(error));
  }
}

function adviceFor(error: unknown): string {
  return isClosedToUs(error) ? 'look as the user that xunwen runs as' : restoreAdvice;
}

function articles(path: string): Finding {
  const wrong: string[] = [];
  try {
    const count = reading(path, (database) => {
      let seen = 0;
      wrong.push(...lastChangeOf(database));
      for (const row of database.prepare<[], Row>('SELECT id, article, folded, fold_map FROM articles').iterate()) {
        seen++;
        const problem = problemOf(row);
        if (problem !== null) wrong.push(`${row.id}: ${problem}`);
      }
      return seen;
    });
    if (wrong.length === 0) return ok('articles', `${count}, each as it was written`);
    return fail('articles', `${wrong.length} of ${count}: ${wrong.slice(0, most).join('; ')}`, restoreAdvice);
  } catch (error) {
    return fail('articles', reasonOf(error), adviceFor(error));
  }
}

/** A problem where the next change would be given a number that is taken. */
function lastChangeOf(database: Database): string[] {
  const given = Number(database.prepare("SELECT value FROM meta WHERE key = 'last_change'").pluck().get());
  const most = 'SELECT max(change) FROM (SELECT change FROM articles UNION ALL SELECT change FROM deletions)';
  const used = Number(database.prepare(most).pluck().get() ?? 0);
  return given >= used ? [] : [`the last change is ${used}, not ${given} as the store says`];
}

interface Row {
  readonly id: string;
  readonly article: string;
  readonly folded: string;
  readonly fold_map: Uint8Array;
}

function problemOf({ id, article, folded, fold_map }: Row): string | null {
  try {
    const parsed = parseArticle(JSON.parse(article));
    if (parsed.id !== id) return 'it is another article';
    if (!isDeepStrictEqual(parsed, JSON.parse(article))) return 'it is not as articles are written now';
    const { text, map } = foldArticle(parsed);
    const isOwn = text === folded && Buffer.from(fold_map).equals(map);
    return isOwn ? null : 'its folded text is not its own';
  } catch (error) {
    return reasonOf(error);
  }
}

/** Whether an index finds exactly the articles of its store. Writes meanwhile may be told as a difference. */
export async function verifyIndex(store: ArticleStore, index: SearchIndex): Promise<Finding> {
  const missing: string[] = [];
  let stored = 0;
  for await (const changes of store.changesSince(0, 1000)) {
    const ids = changes.filter((change) => change.stored !== null).map(({ id }) => id);
    stored += ids.length;
    missing.push(...(await index.missing(ids)));
  }
  const { articles: found, lastChange } = index.stats();
  const advice =
    'start again; where it stays, have the index built anew: move index.snapshot away and start; of a cluster, run xunwen reindex';
  if (missing.length > 0) {
    return fail(
      'index',
      `${missing.length} of ${stored} articles cannot be found: ${missing.slice(0, most).join(', ')}`,
      advice,
    );
  }
  if (found !== stored) return fail('index', `it has ${found} articles, the store ${stored}`, advice);
  return ok('index', `finds all ${stored} articles, up to change ${lastChange}`);
}
