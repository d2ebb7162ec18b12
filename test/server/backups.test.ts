import assert from 'node:assert/strict';
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import SqliteDatabase from 'better-sqlite3';
import { parseArticle, SqliteArticleStore } from '../../corpus/index.js';
import { foldArticle } from '../../indexer/index.js';
import { AccessKeys } from '../../server/access/index.js';
import { backUp, KeepingError, readBackup } from '../../server/keeping/index.js';
import { randomNumbers } from '../relevance/eval/substring-runs.js';

/** All that can be read of a backup. */
function contents(file: string): unknown {
  const database = new SqliteDatabase(file, { readonly: true });
  const rows = ['articles', 'deletions', 'meta', 'backup_files'].map((name) =>
    database.prepare(`SELECT * FROM ${name}`).all(),
  );
  database.close();
  return rows;
}

describe('a backup', function () {
  this.timeout(30_000);
  let folder: string;
  let file: string;

  beforeEach(async () => {
    folder = mkdtempSync(join(tmpdir(), 'xunwen-backups-'));
    file = join(folder, 'backup.xunwen');
    const store = SqliteArticleStore.open(join(folder, 'articles.sqlite'));
    const articles = ['揽月大桥通车', '揽月湖起雾', '青铜器展出'].map((title) =>
      parseArticle({ id: title, title, body: `${title}，客流下降35%。` }),
    );
    await store.put(articles.map((article) => ({ article, folded: foldArticle(article) })));
    await store.delete(['青铜器展出']);
    await store.close();
    const keys = await AccessKeys.open(join(folder, 'keys.sqlite'));
    await keys.create({ name: '编辑部', scopes: ['write'], origins: [], rate: null, expiresAt: null });
    await keys.close();
  });

  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  it('is not taken with a bit flipped anywhere, unless it holds the same all the same', async () => {
    await backUp(folder, file);
    const whole = readFileSync(file);
    const before = contents(file);
    const random = randomNumbers(11);
    const flipped = join(folder, 'flipped');
    let refused = 0;
    for (let i = 0; i < 400; i++) {
      const bytes = Buffer.from(whole);
      const at = Math.floor(random() * bytes.length);
      bytes[at] = (bytes[at] ?? 0) ^ (1 << Math.floor(random() * 8));
      writeFileSync(flipped, bytes);
      try {
        readBackup(flipped);
      } catch (error) {
        assert.ok(error instanceof KeepingError, String(error));
        refused++;
        continue;
      }
      assert.deepEqual(contents(flipped), before, `byte ${at}`);
    }
    assert.ok(refused > 20, String(refused));
  });

  it('of the first version, which had no digest, is taken', async () => {
    await backUp(folder, file);
    const database = new SqliteDatabase(file);
    database.exec("UPDATE backup SET value = 1 WHERE key = 'version'; DELETE FROM backup WHERE key = 'digest'");
    database.close();
    assert.equal(readBackup(file).articles, 2);
  });

  it('is for its owner alone, and leaves files alone that are called as if they were its own', async () => {
    writeFileSync(`${file}.tmp`, 'mine');
    await backUp(folder, file);
    assert.equal(statSync(file).mode & 0o077, 0);
    assert.equal(readFileSync(`${file}.tmp`, 'utf8'), 'mine');
    assert.deepEqual(
      readdirSync(folder)
        .filter((name) => name.startsWith('backup'))
        .sort(),
      ['backup.xunwen', 'backup.xunwen.tmp'],
    );
  });
});
