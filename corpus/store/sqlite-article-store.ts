import { setImmediate as turn } from 'node:timers/promises';
import { SqliteError, type Database, type Statement } from 'better-sqlite3';
import { CorpusError } from '../errors.js';
import type { Article } from '../article.js';
import type { ArticleStore, FoldedTextEntry, StoreChange, StoredArticle, Refolding } from './article-store.js';
import { SqliteFile } from './sqlite-file.js';
import { prepareSchema, readMeta } from './sqlite-schema.js';

interface ArticleRow {
  readonly change: number;
  readonly id: string;
  readonly article: string;
  readonly folded: string;
  readonly fold_map: Buffer;
}

interface DeletionRow {
  readonly change: number;
  readonly id: string;
}

interface Statements {
  readonly insert: Statement<[number, string, string, string, Uint8Array]>;
  readonly remove: Statement<[string]>;
  readonly forget: Statement<[string]>;
  readonly bury: Statement<[number, string]>;
  readonly get: Statement<[string], ArticleRow>;
  readonly articlesAfter: Statement<[number, number], ArticleRow>;
  readonly deletionsAfter: Statement<[number, number], DeletionRow>;
  readonly texts: Statement<[number, number, number], FoldedTextEntry>;
  readonly refold: Statement<[string, Uint8Array, string, number | null]>;
  readonly count: Statement<[], { count: number }>;
  readonly setLastChange: Statement<[number]>;
}

function prepare(database: Database): Statements {
  return {
    insert: database.prepare('INSERT INTO articles (change, id, article, folded, fold_map) VALUES (?, ?, ?, ?, ?)'),
    remove: database.prepare('DELETE FROM articles WHERE id = ?'),
    forget: database.prepare('DELETE FROM deletions WHERE id = ?'),
    bury: database.prepare('INSERT OR REPLACE INTO deletions (change, id) VALUES (?, ?)'),
    get: database.prepare('SELECT * FROM articles WHERE id = ?'),
    articlesAfter: database.prepare('SELECT * FROM articles WHERE change > ? ORDER BY change LIMIT ?'),
    deletionsAfter: database.prepare('SELECT * FROM deletions WHERE change > ? ORDER BY change LIMIT ?'),
    texts: database.prepare(
      'SELECT id, change, folded AS text FROM articles WHERE change > ? AND change <= ? ORDER BY change LIMIT ?',
    ),
    refold: database.prepare(
      'UPDATE articles SET folded = ?, fold_map = ? WHERE id = ? AND change = coalesce(?, change)',
    ),
    count: database.prepare('SELECT count(*) AS count FROM articles'),
    setLastChange: database.prepare("UPDATE meta SET value = ? WHERE key = 'last_change'"),
  };
}

function toStored(row: ArticleRow): StoredArticle {
  // What `put` wrote: an Article as JSON, validated before it came here.
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion
  const article = JSON.parse(row.article) as Article;
  return { article, folded: { text: row.folded, map: new Uint8Array(row.fold_map) } };
}

/** Turns what SQLite throws into an error of this folder, with the sentence an operator needs. */
function translate(error: unknown, file: string): CorpusError {
  if (error instanceof CorpusError) return error;
  if (error instanceof SqliteError && error.code === 'SQLITE_FULL') {
    return new CorpusError('insufficient_storage', `no space is left for the article store ${file}`, { cause: error });
  }
  if (error instanceof SqliteError && error.code === 'SQLITE_IOERR_WRITE') {
    // SQLite tells a quota from a broken disk by no code.
    const reason = 'a limit on its size or a quota is reached, or the disk fails';
    return new CorpusError('insufficient_storage', `nothing more can be written to ${file}: ${reason}`, {
      cause: error,
    });
  }
  if (error instanceof SqliteError && error.code === 'SQLITE_NOTADB') {
    return new CorpusError('unavailable', `${file} is not an article store`, { cause: error });
  }
  const reason = error instanceof Error ? error.message : String(error);
  return new CorpusError('unavailable', `the article store ${file} cannot be used: ${reason}`, { cause: error });
}

/**
 * Keeps articles in one SQLite file, in WAL mode with full sync: what a resolved call wrote outlives the process and
 * the power. Calls are synchronous underneath and short; one process owns the file.
 */
export class SqliteArticleStore implements ArticleStore {
  readonly id: string;
  readonly #file: SqliteFile;
  readonly #statements: Statements;
  #lastChange: number;

  private constructor(file: SqliteFile) {
    const { database } = file;
    this.#file = file;
    this.#statements = prepare(database);
    this.id = String(readMeta(database, 'id'));
    this.#lastChange = Number(readMeta(database, 'last_change'));
  }

  /**
   * Opens the store in `file`, made where it is missing; its folder has to be there.
   * @param options `maxPages`: pages of 4 KiB the file may take, for tests of a full disk; default no limit
   * @throws CorpusError `unavailable` where it cannot be opened or written, is damaged, or of a newer version
   */
  static open(file: string, options: { readonly maxPages?: number } = {}): SqliteArticleStore {
    const opening = { ...options, prepare: prepareSchema, translate: (error: unknown) => translate(error, file) };
    return SqliteFile.open(file, opening, (opened) => new SqliteArticleStore(opened));
  }

  put(entries: readonly StoredArticle[]): Promise<readonly number[]> {
    return this.#write((next) => entries.map((stored) => this.#putOne(stored, next())));
  }

  delete(ids: readonly string[]): Promise<readonly { id: string; change: number }[]> {
    const { remove, bury } = this.#statements;
    return this.#write((next) => {
      const present = ids.filter((id) => remove.run(id).changes > 0);
      return present.map((id) => {
        const change = next();
        bury.run(change, id);
        return { id, change };
      });
    });
  }

  get(ids: readonly string[]): Promise<readonly (StoredArticle | undefined)[]> {
    return this.#file.run(() =>
      ids.map((id) => {
        const row = this.#statements.get.get(id);
        return row && toStored(row);
      }),
    );
  }

  count(): Promise<number> {
    return this.#file.run(() => this.#statements.count.get()?.count ?? 0);
  }

  lastChange(): Promise<number> {
    return Promise.resolve(this.#lastChange);
  }

  /** Read page by page, with a turn of the event loop between: an open iterator would keep writers out. */
  async *changesSince(after: number, batchSize: number): AsyncGenerator<readonly StoreChange[]> {
    for (let last = after; ;) {
      const from = last;
      const batch = await this.#file.run(() => this.#page(from, batchSize));
      if (batch.length === 0) return;
      yield batch;
      await turn();
      last = batch.at(-1)?.change ?? last;
    }
  }

  async *foldedTexts(through: number, batchSize: number): AsyncGenerator<readonly FoldedTextEntry[]> {
    for (let last = 0; ;) {
      const from = last;
      const batch = await this.#file.run(() => this.#statements.texts.all(from, through, batchSize));
      if (batch.length === 0) return;
      yield batch;
      await turn();
      last = batch.at(-1)?.change ?? last;
    }
  }

  async refold(entries: readonly Refolding[]): Promise<void> {
    await this.#write(() => {
      for (const { id, change, folded } of entries)
        this.#statements.refold.run(folded.text, folded.map, id, change ?? null);
    });
  }

  close(): Promise<void> {
    return this.#file.close();
  }

  #putOne({ article, folded }: StoredArticle, change: number): number {
    const { insert, remove, forget } = this.#statements;
    remove.run(article.id);
    forget.run(article.id);
    insert.run(change, article.id, JSON.stringify(article), folded.text, folded.map);
    return change;
  }

  #page(after: number, size: number): StoreChange[] {
    const articles = this.#statements.articlesAfter.all(after, size);
    const deletions = this.#statements.deletionsAfter.all(after, size);
    const changes: StoreChange[] = [
      ...articles.map((row) => ({ change: row.change, id: row.id, stored: toStored(row) })),
      ...deletions.map(({ change, id }) => ({ change, id, stored: null })),
    ];
    return changes.sort((a, b) => a.change - b.change).slice(0, size);
  }

  /** Runs a transaction; `next` gives change numbers, which count only when it commits. */
  #write<T>(task: (next: () => number) => T): Promise<T> {
    return this.#file.run(() => {
      let change = this.#lastChange;
      const result = this.#file.database.transaction(() => {
        const value = task(() => ++change);
        this.#statements.setLastChange.run(change);
        return value;
      })();
      this.#lastChange = change;
      return result;
    });
  }
}
