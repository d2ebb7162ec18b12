import assert from 'node:assert/strict';
import SqliteDatabase from 'better-sqlite3';
import { CrawlState } from '../../../server/crawl/crawl-state.js';
import { newFiles } from '../../new-files.js';

/** As version 1 made it. */
const versionOne = `
  CREATE TABLE listings (url TEXT PRIMARY KEY, etag TEXT, last_modified TEXT) WITHOUT ROWID, STRICT;
  CREATE TABLE pages (
    url TEXT PRIMARY KEY, source TEXT NOT NULL, listed TEXT, found INTEGER NOT NULL, due INTEGER, changed INTEGER,
    etag TEXT, last_modified TEXT, hash TEXT, article TEXT, missing INTEGER NOT NULL DEFAULT 0, refused TEXT
  ) STRICT;
  CREATE INDEX due_pages ON pages (source, due) WHERE due IS NOT NULL;
  PRAGMA user_version = 1;
  INSERT INTO listings VALUES ('https://news.example/rss.xml', '"1"', NULL);
  INSERT INTO pages (url, source, found, article) VALUES ('https://news.example/1', 'https://news.example/rss.xml', 5, 'a1');
`;

describe('the state of a crawl', () => {
  const { newFile } = newFiles('crawl', 'sqlite');

  it('of version 1 is brought up to date, with all that it knew', async () => {
    const file = newFile();
    new SqliteDatabase(file).exec(versionOne).close();
    const state = CrawlState.open(file);
    assert.equal((await state.listing('https://news.example/rss.xml')).etag, '"1"');
    assert.ok(await state.lookAtOthers('a1', 'https://news.example/2', 7));
    const [page] = await state.due('https://news.example/rss.xml', 7, 9);
    assert.deepEqual([page?.url, page?.article], ['https://news.example/1', 'a1']);
    await state.close();
    const database = new SqliteDatabase(file, { readonly: true });
    assert.equal(database.pragma('user_version', { simple: true }), 2);
    const [plan] = database.prepare("EXPLAIN QUERY PLAN UPDATE pages SET due = 1 WHERE article = 'a1'").all();
    assert.match(JSON.stringify(plan), /article_pages/);
    database.close();
  });
});
