import assert from 'node:assert/strict';
import { copyFileSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import SqliteDatabase from 'better-sqlite3';
import { CorpusError, MemoryArticleStore, SqliteArticleStore } from '../../corpus/index.js';
import { describeArticleStore, storedArticle } from '../contracts/article-store.js';
import { newFiles } from '../new-files.js';

const { folder, newFile } = newFiles('store', 'db');

describeArticleStore('memory', () => new MemoryArticleStore());
describeArticleStore('SQLite', () => SqliteArticleStore.open(newFile()));

describe('SqliteArticleStore', () => {
  it('has everything, and its id, after it was closed and opened again', async () => {
    const file = newFile();
    const first = SqliteArticleStore.open(file);
    await first.put([storedArticle('1', '甲'), storedArticle('2', '乙')]);
    await first.delete(['1']);
    await first.close();
    const second = SqliteArticleStore.open(file);
    assert.equal(second.id, first.id);
    assert.equal(await second.lastChange(), 3);
    assert.deepEqual(await second.get(['1', '2']), [undefined, storedArticle('2', '乙')]);
    await second.close();
  });

  it('has everything after its process ended without closing it', async () => {
    const file = newFile();
    const first = SqliteArticleStore.open(file);
    await first.put([storedArticle('1', '甲')]);
    const copy = newFile();
    for (const ending of ['', '-wal']) copyFileSync(file + ending, copy + ending);
    const second = SqliteArticleStore.open(copy);
    assert.deepEqual(await second.get(['1']), [storedArticle('1', '甲')]);
    await Promise.all([first.close(), second.close()]);
  });

  it('never gives a change number twice, even of what was deleted last', async () => {
    const file = newFile();
    const first = SqliteArticleStore.open(file);
    await first.put([storedArticle('1', '甲')]);
    await first.delete(['1']);
    await first.close();
    const second = SqliteArticleStore.open(file);
    assert.deepEqual(await second.put([storedArticle('1', '甲')]), [3]);
    await second.close();
  });

  it('says so where the file is no database, and leaves it as it is', () => {
    const file = newFile();
    writeFileSync(file, '这不是数据库'.repeat(100));
    assert.throws(
      () => SqliteArticleStore.open(file),
      (error) =>
        error instanceof CorpusError && error.code === 'unavailable' && /is not an article store/.test(error.message),
    );
    assert.ok(readdirSync(folder).some((name) => file.endsWith(name)));
  });

  it('says so where the folder is missing', () => {
    assert.throws(() => SqliteArticleStore.open(join(folder, 'none', 'x.db')), { code: 'unavailable' });
  });

  it('refuses the database of another program and leaves it as it is', () => {
    const file = newFile();
    const database = new SqliteDatabase(file);
    database.exec('CREATE TABLE bookmarks (url TEXT)');
    database.close();
    const before = readFileSync(file);
    assert.throws(() => SqliteArticleStore.open(file), /another program/);
    assert.deepEqual(readFileSync(file), before);
  });

  it('refuses a store that a newer version made', () => {
    const file = newFile();
    const database = new SqliteDatabase(file);
    database.exec(
      "CREATE TABLE meta (key TEXT PRIMARY KEY, value ANY) WITHOUT ROWID, STRICT; CREATE TABLE articles (id TEXT); INSERT INTO meta VALUES ('version', 99)",
    );
    database.close();
    assert.throws(() => SqliteArticleStore.open(file), /newer/);
  });

  it('reports a full disk as such and keeps what was there', async () => {
    const file = newFile();
    const store = SqliteArticleStore.open(file);
    await store.put([storedArticle('1', '甲')]);
    await store.close();
    const limited = new SqliteDatabase(file);
    const pages = Number(limited.pragma('page_count', { simple: true }));
    limited.close();
    const full = SqliteArticleStore.open(file, { maxPages: pages });
    await assert.rejects(full.put([storedArticle('2', '长'.repeat(200_000))]), { code: 'insufficient_storage' });
    assert.deepEqual(await full.get(['1', '2']), [storedArticle('1', '甲'), undefined]);
    await full.put([storedArticle('1', '短')]);
    assert.equal(await full.lastChange(), 2);
    await full.close();
  });
});
