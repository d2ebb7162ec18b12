import { SqliteError, type Database, type Statement } from 'better-sqlite3';
import { ownFile, SqliteFile } from '../../corpus/index.js';
import { IndexerError } from '../errors.js';
import type { QueryLog, Use, UseChange, UseName } from './query-log.js';

const tables = `
  CREATE TABLE IF NOT EXISTS uses (
    kind TEXT NOT NULL,
    key TEXT NOT NULL,
    text TEXT NOT NULL,
    typed INTEGER NOT NULL,
    chosen INTEGER NOT NULL,
    weight REAL NOT NULL,
    day INTEGER NOT NULL,
    PRIMARY KEY (kind, key)
  ) WITHOUT ROWID, STRICT;
  CREATE TABLE IF NOT EXISTS blocked (word TEXT PRIMARY KEY) WITHOUT ROWID, STRICT;
`;

interface Statements {
  readonly uses: Statement<[], Use>;
  readonly put: Statement<[Use]>;
  readonly forget: Statement<[string, string]>;
  readonly blocked: Statement<[], { word: string }>;
  readonly block: Statement<[string]>;
  readonly unblock: Statement<[string]>;
}

function prepare(database: Database): Statements {
  return {
    uses: database.prepare('SELECT kind, key, text, typed, chosen, weight, day FROM uses'),
    put: database.prepare('INSERT OR REPLACE INTO uses VALUES (@kind, @key, @text, @typed, @chosen, @weight, @day)'),
    forget: database.prepare('DELETE FROM uses WHERE kind = ? AND key = ?'),
    blocked: database.prepare('SELECT word FROM blocked'),
    block: database.prepare('INSERT OR IGNORE INTO blocked VALUES (?)'),
    unblock: database.prepare('DELETE FROM blocked WHERE word = ?'),
  };
}

/** Makes the tables where they are missing. */
export const prepareQueryLog: (database: Database) => void = ownFile({
  // "xwrl"
  applicationId: 0x7877726c,
  version: 1,
  tables,
  // What is forgotten is overwritten: nobody finds old queries in the file.
  pragmas: ['secure_delete = ON'],
  refuse: (why) => new IndexerError('query_log', why),
});

/** Says which file it is, and what to do. */
function translate(error: unknown, file: string): IndexerError {
  const isFull = error instanceof SqliteError && error.code === 'SQLITE_FULL';
  if (isFull) return new IndexerError('query_log_full', `no space is left for ${file}`, { cause: error });
  const reason = error instanceof Error ? error.message : String(error);
  const advice = 'mend it, or move it away to begin with no counts and no blocked words';
  return new IndexerError('query_log', `the readers' file ${file} cannot be used: ${reason}; ${advice}`, {
    cause: error,
  });
}

/**
 * Keeps what readers typed in a small SQLite file of its own, beside the articles: losing it loses no article.
 * Counts are not synced to the disk one by one, blocked words are.
 */
export class SqliteQueryLog implements QueryLog {
  readonly #file: SqliteFile;
  readonly #statements: Statements;

  private constructor(file: SqliteFile) {
    this.#file = file;
    this.#statements = prepare(file.database);
  }

  /**
   * Opens the log in `file`, made where it is missing; its folder has to be there.
   * @param options `maxPages`: pages of 4 KiB the file may take, for tests of a full disk; default no limit
   * @throws IndexerError `query_log`
   */
  static open(file: string, options: { readonly maxPages?: number } = {}): SqliteQueryLog {
    const opening = { ...options, prepare: prepareQueryLog, translate: (error: unknown) => translate(error, file) };
    return SqliteFile.open(file, opening, (opened) => new SqliteQueryLog(opened));
  }

  uses(): Promise<readonly Use[]> {
    return this.#file.run(() => this.#statements.uses.all());
  }

  save(uses: readonly Use[], forgotten: readonly UseName[]): Promise<void> {
    return this.#write('NORMAL', () => {
      for (const { kind, key } of forgotten) this.#statements.forget.run(kind, key);
      for (const use of uses) this.#statements.put.run(use);
    });
  }

  /** The file is one process's. */
  changes(): Promise<readonly UseChange[]> {
    return Promise.resolve([]);
  }

  blocked(): Promise<readonly string[]> {
    return this.#file.run(() =>
      this.#statements.blocked
        .all()
        .map(({ word }) => word)
        .sort(),
    );
  }

  block(words: readonly string[]): Promise<void> {
    return this.#write('FULL', () => {
      for (const word of words) this.#statements.block.run(word);
    });
  }

  unblock(words: readonly string[]): Promise<void> {
    return this.#write('FULL', () => {
      for (const word of words) this.#statements.unblock.run(word);
    });
  }

  close(): Promise<void> {
    return this.#file.close();
  }

  /** @param sync how soon a transaction has to be on the disk: `FULL` at once, `NORMAL` at the next checkpoint */
  #write(sync: 'FULL' | 'NORMAL', task: () => void): Promise<void> {
    return this.#file.run(() => {
      this.#file.database.pragma(`synchronous = ${sync}`);
      this.#file.database.transaction(task)();
    });
  }
}
