import type { Database, Statement } from 'better-sqlite3';
import { SqliteFile } from '../../corpus/index.js';
import { CrawlError } from './crawl-error.js';

/** What to send with a request, so that the answer may be that nothing has changed. */
export interface Validators {
  readonly etag: string | null;
  readonly lastModified: string | null;
}

/** A page that a listing named. */
export interface KnownPage extends Validators {
  readonly url: string;
  /** Milliseconds since 1970: first seen in a listing. */
  readonly found: number;
  /** When its content last was new; `null`: never read. */
  readonly changed: number | null;
  /** SHA-256 of what was read of it, in base64url. */
  readonly hash: string | null;
  /** The id of its article in the index; `null` where there is none. */
  readonly article: string | null;
  /** How many times in a row it was not there. */
  readonly missing: number;
  /** Why it is no article. */
  readonly refused: string | null;
}

/** What came of fetching a page. `null`s forget what was known. */
export type PageOutcome = Omit<KnownPage, 'url' | 'found'> & {
  /** When to fetch it again, milliseconds since 1970; `null`: when a listing says that it has changed. */
  readonly due: number | null;
};

const version = 2;
const tables = `
  CREATE TABLE IF NOT EXISTS listings (url TEXT PRIMARY KEY, etag TEXT, last_modified TEXT) WITHOUT ROWID, STRICT;
  CREATE TABLE IF NOT EXISTS pages (
    url TEXT PRIMARY KEY,
    source TEXT NOT NULL,
    listed TEXT,
    found INTEGER NOT NULL,
    due INTEGER,
    changed INTEGER,
    etag TEXT,
    last_modified TEXT,
    hash TEXT,
    article TEXT,
    missing INTEGER NOT NULL DEFAULT 0,
    refused TEXT
  ) STRICT;
  CREATE INDEX IF NOT EXISTS due_pages ON pages (source, due) WHERE due IS NOT NULL;
  CREATE INDEX IF NOT EXISTS article_pages ON pages (article) WHERE article IS NOT NULL;
`;

const pageColumns = 'url, found, changed, etag, last_modified AS lastModified, hash, article, missing, refused';

interface Statements {
  readonly listing: Statement<[string], Validators>;
  readonly saveListing: Statement<[string, string | null, string | null]>;
  readonly insert: Statement<[string, string, string | null, number, number]>;
  readonly relist: Statement<[string, number, string, string, string]>;
  readonly due: Statement<[string, number, number], KnownPage>;
  readonly lookAtOthers: Statement<[{ readonly article: string; readonly url: string; readonly now: number }]>;
  readonly save: Statement<[PageOutcome & { readonly url: string }]>;
}

/** Makes the tables where they are missing. */
export function prepareCrawlState(database: Database): void {
  const found = Number(database.pragma('user_version', { simple: true }));
  if (found > version) throw new CrawlError('state', `it was made by a newer xunwen, version ${found}`);
  database.pragma('journal_mode = WAL');
  database.pragma('synchronous = FULL');
  // A file that is as it should be is not written: the disk may be full.
  if (found === version) return;
  database.exec(tables);
  database.pragma(`user_version = ${version}`);
}

function prepare(database: Database): Statements {
  return {
    listing: database.prepare('SELECT etag, last_modified AS lastModified FROM listings WHERE url = ?'),
    saveListing: database.prepare('INSERT OR REPLACE INTO listings (url, etag, last_modified) VALUES (?, ?, ?)'),
    insert: database.prepare('INSERT OR IGNORE INTO pages (url, source, listed, found, due) VALUES (?, ?, ?, ?, ?)'),
    relist: database.prepare('UPDATE pages SET listed = ?, due = ? WHERE url = ? AND source = ? AND listed IS NOT ?'),
    due: database.prepare(`SELECT ${pageColumns} FROM pages WHERE source = ? AND due <= ? ORDER BY due, url LIMIT ?`),
    lookAtOthers: database.prepare(
      'UPDATE pages SET due = min(ifnull(due, @now), @now) WHERE article = @article AND url <> @url',
    ),
    save: database.prepare(
      'UPDATE pages SET changed = @changed, etag = @etag, last_modified = @lastModified, hash = @hash, ' +
        'article = @article, missing = @missing, refused = @refused, due = @due WHERE url = @url',
    ),
  };
}

/**
 * What a crawl knows of a site, in one SQLite file: the pages that its listings named, which of them are in the index and
 * as what, and which are to be fetched. A crawl that was stopped goes on with it.
 */
export class CrawlState {
  readonly #file: SqliteFile;
  readonly #statements: Statements;

  private constructor(file: SqliteFile) {
    this.#file = file;
    this.#statements = prepare(file.database);
  }

  /**
   * Opens the state in `file`, made where it is missing; `:memory:` keeps it in memory.
   * @throws CrawlError `state`
   */
  static open(file: string): CrawlState {
    const translate = (error: unknown): Error => {
      const reason = error instanceof Error ? error.message : String(error);
      return new CrawlError('state', `the crawl's state ${file} cannot be used: ${reason}`, { cause: error });
    };
    return SqliteFile.open(file, { prepare: prepareCrawlState, translate }, (opened) => new CrawlState(opened));
  }

  /** What was said of a listing when it was fetched last. */
  listing(url: string): Promise<Validators> {
    return this.#file.run(() => this.#statements.listing.get(url) ?? { etag: null, lastModified: null });
  }

  saveListing(url: string, { etag, lastModified }: Validators): Promise<void> {
    return this.#file.run(() => void this.#statements.saveListing.run(url, etag, lastModified));
  }

  /**
   * Takes in the pages that a listing names: new ones are to be fetched, and those of which it says another time than
   * before are to be fetched again. A page is of the source that named it first: others may count its time otherwise.
   * @param pages `listed` is what the listing says of when they changed
   * @returns how many are new
   */
  find(
    source: string,
    pages: readonly { readonly url: string; readonly listed: string | null }[],
    now: number,
  ): Promise<number> {
    const { insert, relist } = this.#statements;
    return this.#file.run(() =>
      this.#file.database.transaction(() => {
        let fresh = 0;
        for (const { url, listed } of pages) {
          if (insert.run(url, source, listed, now, now).changes > 0) fresh++;
          else if (listed !== null) relist.run(listed, now, url, source, listed);
        }
        return fresh;
      })(),
    );
  }

  /** At most `size` pages of a source that are to be fetched by now, those that have waited longest first. */
  due(source: string, now: number, size: number): Promise<readonly KnownPage[]> {
    return this.#file.run(() => this.#statements.due.all(source, now, size));
  }

  /** Notes what came of fetching a page that is known. */
  save(url: string, outcome: PageOutcome): Promise<void> {
    return this.#file.run(() => void this.#statements.save.run({ ...outcome, url }));
  }

  /**
   * Has the pages fetched again that are an article as well, besides one.
   * @returns whether there are such pages
   */
  lookAtOthers(article: string, url: string, now: number): Promise<boolean> {
    return this.#file.run(() => this.#statements.lookAtOthers.run({ article, url, now }).changes > 0);
  }

  close(): Promise<void> {
    return this.#file.close();
  }
}
