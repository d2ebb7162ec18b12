import assert from 'node:assert/strict';
import { copyFileSync, readFileSync, writeFileSync } from 'node:fs';
import SqliteDatabase from 'better-sqlite3';
import { IndexerError, MemoryQueryLog, SqliteQueryLog } from '../../indexer/index.js';
import { describeQueryLog, queryUse } from '../contracts/query-log.js';
import { newFiles } from '../new-files.js';

const { newFile } = newFiles('readers', 'sqlite');

describeQueryLog('memory', () => new MemoryQueryLog());
describeQueryLog('SQLite', () => SqliteQueryLog.open(newFile()));

describe('SqliteQueryLog', () => {
  const isOfLog =
    (pattern: RegExp, code = 'query_log') =>
    (error: unknown) =>
      error instanceof IndexerError && error.code === code && pattern.test(error.message);

  it('has everything after its process ended without closing it', async () => {
    const file = newFile();
    const first = SqliteQueryLog.open(file);
    await first.save([queryUse('大桥', 3)], []);
    await first.block(['灯塔']);
    const copy = newFile();
    for (const ending of ['', '-wal']) copyFileSync(file + ending, copy + ending);
    const second = SqliteQueryLog.open(copy);
    assert.deepEqual(await second.uses(), [queryUse('大桥', 3)]);
    assert.deepEqual(await second.blocked(), ['灯塔']);
    await Promise.all([first.close(), second.close()]);
  });

  it('leaves nothing in the file of what was forgotten', async () => {
    const file = newFile();
    const log = SqliteQueryLog.open(file);
    await log.save([queryUse('somebody-secret', 1)], []);
    await log.save([], [{ kind: 'query', key: 'somebody-secret' }]);
    await log.close();
    assert.ok(!readFileSync(file).includes('somebody-secret'));
  });

  it('says which file is no database, and what to do', () => {
    const file = newFile();
    writeFileSync(file, '这不是数据库'.repeat(100));
    assert.throws(() => SqliteQueryLog.open(file), isOfLog(/readers-\d+\.sqlite cannot be used: .*move it away/));
  });

  it('refuses the database of another program and leaves it as it is', () => {
    const file = newFile();
    const database = new SqliteDatabase(file);
    database.exec('CREATE TABLE bookmarks (url TEXT)');
    database.close();
    const before = readFileSync(file);
    assert.throws(() => SqliteQueryLog.open(file), isOfLog(/another program/));
    assert.deepEqual(readFileSync(file), before);
  });

  it('refuses what a newer version made', async () => {
    const file = newFile();
    await SqliteQueryLog.open(file).close();
    const database = new SqliteDatabase(file);
    database.pragma('user_version = 99');
    database.close();
    assert.throws(() => SqliteQueryLog.open(file), isOfLog(/newer/));
  });

  it('reports a full disk as such and keeps what was there', async () => {
    const file = newFile();
    await SqliteQueryLog.open(file).close();
    const database = new SqliteDatabase(file);
    const pages = Number(database.pragma('page_count', { simple: true }));
    database.close();
    const full = SqliteQueryLog.open(file, { maxPages: pages });
    await full.block(['大桥']);
    const many = Array.from({ length: 5000 }, (_, i) => queryUse(`q${String(i)}`, 1));
    await assert.rejects(full.save(many, []), isOfLog(/no space/, 'query_log_full'));
    assert.deepEqual([await full.uses(), await full.blocked()], [[], ['大桥']]);
    await full.close();
  });
});
