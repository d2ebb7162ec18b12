import { SqliteError } from 'better-sqlite3';
import { ownFile, SqliteFile } from '../../corpus/index.js';
import type { Counts } from '../metrics/index.js';

/** What went on in one minute, and how things stood at its end. */
export interface Sample extends Counts {
  /** Minutes since 1970. */
  readonly minute: number;
  readonly turnedAway: number;
  readonly articles: number;
  /** Bytes that the process takes. */
  readonly rss: number;
}

/** Some minutes together: counts are sums, `p99` the worst and `p50` the mean of those with searches, the rest the last. */
export type Stretch = Sample;

/** The history cannot be read or written. Its message is one sentence for the operator. */
export class HistoryError extends Error {
  override readonly name = 'HistoryError';
}

const tables = `
  CREATE TABLE IF NOT EXISTS minutes (
    minute INTEGER PRIMARY KEY,
    searches INTEGER NOT NULL,
    missed INTEGER NOT NULL,
    p50 REAL NOT NULL,
    p99 REAL NOT NULL,
    written INTEGER NOT NULL,
    turnedAway INTEGER NOT NULL,
    articles INTEGER NOT NULL,
    rss INTEGER NOT NULL
  ) STRICT`;

const stretches = `
  WITH stretch AS (
    SELECT max(minute) AS minute, sum(searches) AS searches, sum(missed) AS missed,
      coalesce(sum(p50 * searches) / nullif(sum(searches), 0), 0) AS p50, max(p99) AS p99,
      sum(written) AS written, sum(turnedAway) AS turnedAway
    FROM minutes WHERE minute > @after GROUP BY minute / CAST(@step AS INTEGER)
  )
  SELECT stretch.*, articles, rss FROM stretch JOIN minutes USING (minute) ORDER BY minute`;

const prepare = ownFile({
  // "xwhi"
  applicationId: 0x78776869,
  version: 1,
  tables,
  // The last minutes before a power cut are no loss.
  pragmas: ['synchronous = NORMAL'],
  refuse: (why) => new HistoryError(why),
});

function translate(error: unknown, file: string): HistoryError {
  const isFull = error instanceof SqliteError && error.code === 'SQLITE_FULL';
  const reason = isFull ? 'no space is left' : error instanceof Error ? error.message : String(error);
  const message = `the history ${file} cannot be used: ${reason}; it may be moved away, nothing else needs it`;
  return new HistoryError(message, { cause: error });
}

/** Keeps samples in a small SQLite file of its own: losing it loses no article. */
export class HistoryFile {
  readonly #file: SqliteFile;

  private constructor(file: SqliteFile) {
    this.#file = file;
  }

  /**
   * Opens the file, made where it is missing; its folder has to be there.
   * @throws HistoryError
   */
  static open(path: string): HistoryFile {
    const options = { prepare, translate: (error: unknown) => translate(error, path) };
    return SqliteFile.open(path, options, (file) => new HistoryFile(file));
  }

  /** Adds a sample; what is older than `days` is forgotten. One of the same minute, after a restart, is added up. */
  add(sample: Sample, days: number): Promise<void> {
    const insert = `INSERT INTO minutes VALUES (@minute, @searches, @missed, @p50, @p99, @written, @turnedAway, @articles, @rss)
      ON CONFLICT DO UPDATE SET searches = searches + excluded.searches, missed = missed + excluded.missed,
        p99 = max(p99, excluded.p99), written = written + excluded.written,
        turnedAway = turnedAway + excluded.turnedAway, articles = excluded.articles, rss = excluded.rss`;
    return this.#file.run(() => {
      this.#file.database.prepare(insert).run(sample);
      this.#file.database.prepare('DELETE FROM minutes WHERE minute <= ?').run(sample.minute - days * 24 * 60);
    });
  }

  /**
   * What went on after a minute, in stretches of `step` minutes, the earliest first.
   * @param after minutes since 1970
   */
  stretches(after: number, step: number): Promise<readonly Stretch[]> {
    return this.#file.run(() => this.#file.database.prepare<[object], Stretch>(stretches).all({ after, step }));
  }

  close(): Promise<void> {
    return this.#file.close();
  }
}
