import assert from 'node:assert/strict';
import {
  copyFileSync,
  existsSync,
  mkdirSync,
  readFileSync,
  rmSync,
  statSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import SqliteDatabase from 'better-sqlite3';
import { searchAnswer } from '../../server/schemas/answers.js';
import { cleanUp, lines, newFolder, startService, xunwen } from './cli-process.js';

const key = 'test-key-0123456789';

/** The titles that a search of a data folder finds, in order. */
async function found(query: string, data: string): Promise<string[]> {
  const { stdout } = await xunwen(['search', query, '--json', '--data', data]);
  return searchAnswer
    .parse(JSON.parse(stdout))
    .hits.map(({ title }) => title)
    .sort();
}

describe('xunwen backup, restore and verify', function () {
  this.timeout(90_000);
  afterEach(cleanUp);

  /** A data folder with two articles, a word, a blocked word and a key. */
  const filled = async (): Promise<{ folder: string; data: string }> => {
    const folder = newFolder();
    const data = join(folder, 'data');
    writeFileSync(join(folder, 'news.ndjson'), lines('揽月大桥通车', '揽月湖起雾'));
    await xunwen(['index', join(folder, 'news.ndjson'), '--data', data]);
    await xunwen(['dict', 'add', '揽月大桥', '--data', data]);
    await xunwen(['block', 'add', '内部', '--data', data]);
    return { folder, data };
  };

  it('bring everything back into another folder, where it is found', async () => {
    const { folder, data } = await filled();
    const made = (await xunwen(['key', 'create', 'cms', '--scope', 'write', '--data', data])).stdout.trim();
    const file = join(folder, 'backup.xunwen');
    const backup = await xunwen(['backup', file, '--data', data]);
    assert.deepEqual([backup.code, backup.stdout], [0, '']);
    assert.match(backup.stderr, /^2 articles in .*backup\.xunwen, 0\.\d MB\n$/);
    const other = join(folder, 'other');
    const restored = await xunwen(['restore', file, '--data', other]);
    assert.match(restored.stderr, /^2 articles restored, as of 2\d{3}-.*Z\n$/);
    assert.equal(restored.code, 0);
    assert.deepEqual(await found('揽月', other), ['揽月大桥通车', '揽月湖起雾']);
    assert.match((await xunwen(['dict', 'list', '--data', other])).stdout, /揽月大桥/);
    assert.equal((await xunwen(['block', 'list', '--data', other])).stdout, '内部\n');
    assert.match((await xunwen(['key', 'list', '--data', other])).stdout, new RegExp(made.split('_')[1] ?? 'none'));
    assert.equal(statSync(join(other, 'articles.sqlite')).mode & 0o077, 0);
    const verified = await xunwen(['verify', '--data', other]);
    assert.equal(verified.code, 0, verified.stdout);
    assert.match(verified.stdout, /ok {4}index +finds all 2 articles/);
  });

  it('take one state of a service that goes on writing, which it answers for', async () => {
    const { folder, data } = await filled();
    const { url } = await startService(data, { env: { XUNWEN_ADMIN_KEY: key } });
    const headers = { Authorization: `Bearer ${key}`, 'Content-Type': 'application/json' };
    const progress = { acknowledged: 0, isDone: false };
    const writing = (async () => {
      for (let i = 0; !progress.isDone; i++) {
        await fetch(`${url}/api/articles/w${i}`, { method: 'PUT', headers, body: `{"title":"写入第${i}篇"}` });
        progress.acknowledged = i + 1;
      }
    })();
    while (progress.acknowledged < 20) await new Promise((resolve) => setTimeout(resolve, 5));
    const before = progress.acknowledged;
    const backup = await xunwen(['backup', join(folder, 'b'), '--data', data]);
    assert.equal(backup.code, 0, backup.stderr);
    progress.isDone = true;
    await writing;
    assert.equal((await xunwen(['verify', '--data', data])).code, 0);
    await xunwen(['restore', join(folder, 'b'), '--data', join(folder, 'other')]);
    const ids = new SqliteDatabase(join(folder, 'other', 'articles.sqlite'))
      .prepare('SELECT id FROM articles')
      .pluck()
      .all();
    // What was acknowledged before it began, and of what came meanwhile the first, in order.
    assert.ok(ids.length >= before + 2 && ids.length <= progress.acknowledged + 2, String(ids.length));
    for (let i = 0; i < ids.length - 2; i++) assert.ok(ids.includes(`w${i}`));
  });

  it('touch nothing of a folder that is not empty, unless told to set that aside', async () => {
    const { folder, data } = await filled();
    const file = join(folder, 'b');
    await xunwen(['backup', file, '--data', data]);
    writeFileSync(join(folder, 'more.ndjson'), lines('第三篇'));
    await xunwen(['index', join(folder, 'more.ndjson'), '--data', data]);
    const refused = await xunwen(['restore', file, '--data', data]);
    assert.equal(refused.code, 1);
    assert.match(refused.stderr, /is not empty \(.*articles\.sqlite.*--replace/);
    assert.deepEqual(await found('第三篇', data), ['第三篇']);
    const replaced = await xunwen(['restore', file, '--replace', '--data', data]);
    assert.equal(replaced.code, 0, replaced.stderr);
    const aside = /what was there is in (.*)\n/.exec(replaced.stderr)?.[1] ?? '';
    assert.deepEqual(await found('第三篇', data), []);
    assert.deepEqual(await found('第三篇', aside), ['第三篇']);
  });

  it('are refused while a service has the folder, and where there is nothing to back up', async () => {
    const { folder, data } = await filled();
    await xunwen(['backup', join(folder, 'b'), '--data', data]);
    const again = await xunwen(['backup', join(folder, 'b'), '--data', data]);
    assert.match(again.stderr, /is there already/);
    const none = await xunwen(['backup', join(folder, 'c'), '--data', join(folder, 'none')]);
    assert.equal(none.code, 1);
    assert.ok(!existsSync(join(folder, 'none')) && !existsSync(join(folder, 'c')));
    await startService(data);
    const served = await xunwen(['restore', join(folder, 'b'), '--data', data, '--replace']);
    assert.deepEqual([served.code, served.stderr], [1, `xunwen: a service has ${data}; stop it first\n`]);
  });

  it('take no damaged backup, and change nothing then', async () => {
    const { folder, data } = await filled();
    const file = join(folder, 'b');
    await xunwen(['backup', file, '--data', data]);
    const whole = readFileSync(file);
    const torn = join(folder, 'torn');
    copyFileSync(file, torn);
    truncateSync(torn, whole.length >> 1);
    const flipped = join(folder, 'flipped');
    writeFileSync(
      flipped,
      whole.map((byte, at) => (at > 4096 && at % 97 === 0 ? byte ^ 0xff : byte)),
    );
    const text = join(folder, 'text');
    writeFileSync(text, 'not a backup at all, but long enough to be looked at as a database header');
    for (const wrong of [torn, flipped, text, join(folder, 'none'), join(data, 'articles.sqlite')]) {
      const { code, stderr } = await xunwen(['restore', wrong, '--data', join(folder, 'new')]);
      assert.equal(code, 1, wrong);
      assert.match(stderr, /^xunwen: (?:there is no|.* (?:is damaged|is not a backup of xunwen's))/);
      assert.ok(!existsSync(join(folder, 'new', 'articles.sqlite')));
    }
  });

  it('leave a folder as it is where the backup does not fit on the disk', async () => {
    const { folder, data } = await filled();
    const file = join(folder, 'b');
    await xunwen(['backup', file, '--data', data]);
    const { code, stderr } = await xunwen(['restore', file, '--replace', '--data', data], { before: 'ulimit -f 16' });
    assert.equal(code, 1);
    assert.match(stderr, /cannot be restored into .* \(nothing was lost\)/);
    assert.deepEqual(await found('揽月', data), ['揽月大桥通车', '揽月湖起雾']);
  });

  it('set aside what the log of a database still holds', async () => {
    const { folder, data } = await filled();
    const file = join(folder, 'b');
    await xunwen(['backup', file, '--data', data]);
    const open = new SqliteDatabase(join(data, 'articles.sqlite'));
    open.exec("DELETE FROM articles WHERE article LIKE '%揽月湖%'");
    const { stderr } = await xunwen(['restore', file, '--replace', '--data', data]);
    open.close();
    const aside = /what was there is in (.*)\n/.exec(stderr)?.[1] ?? '';
    assert.deepEqual(await found('揽月', aside), ['揽月大桥通车']);
    assert.deepEqual(await found('揽月', data), ['揽月大桥通车', '揽月湖起雾']);
  });

  it('let nothing start on a folder whose restore was interrupted, until it is run again', async () => {
    const { folder, data } = await filled();
    const file = join(folder, 'b');
    await xunwen(['backup', file, '--data', data]);
    // As a kill between two files leaves it.
    mkdirSync(join(data, 'restoring'));
    rmSync(join(data, 'articles.sqlite'));
    writeFileSync(join(data, 'restore.unfinished'), join(data, 'replaced-1'));
    for (const command of [['search', '桥'], ['verify'], ['serve', '--port', '0']]) {
      const { code, stdout, stderr } = await xunwen([...command, '--data', data]);
      assert.notEqual(code, 0, command.join(' '));
      assert.match(
        stdout + stderr,
        /a restore did not come to its end: .*--replace; what was there before is in .*replaced-1/,
      );
    }
    assert.ok(!existsSync(join(data, 'articles.sqlite')));
    const again = await xunwen(['restore', file, '--replace', '--data', data]);
    assert.equal(again.code, 0, again.stderr);
    // Where the articles were put that there were before the first try, not the half of a backup.
    assert.match(again.stdout + again.stderr, /replaced-1\b/);
    assert.deepEqual(await found('揽月', data), ['揽月大桥通车', '揽月湖起雾']);
    assert.ok(!existsSync(join(data, 'restoring')) && !existsSync(join(data, 'restore.unfinished')));
  });

  it('do not take a folder for a new one whose articles are gone', async () => {
    const { data } = await filled();
    const snapshot = readFileSync(join(data, 'index.snapshot'));
    rmSync(join(data, 'articles.sqlite'));
    for (const command of [['verify'], ['search', '桥'], ['serve', '--port', '0']]) {
      const { code, stdout, stderr } = await xunwen([...command, '--data', data]);
      assert.notEqual(code, 0, command.join(' '));
      assert.match(stdout + stderr, /there is an index, index\.snapshot, but no articles\.sqlite/);
    }
    assert.ok(!existsSync(join(data, 'articles.sqlite')));
    assert.deepEqual(readFileSync(join(data, 'index.snapshot')), snapshot);
  });

  it('say which article is not as it was written, and that a page of the database is damaged', async () => {
    const { data } = await filled();
    const file = join(data, 'articles.sqlite');
    const database = new SqliteDatabase(file);
    database.pragma('wal_checkpoint(TRUNCATE)');
    database.exec("UPDATE articles SET article = replace(article, '的正文', '的改文') WHERE article LIKE '%揽月湖%'");
    database.close();
    const changed = await xunwen(['verify', '--data', data]);
    assert.equal(changed.code, 1);
    assert.match(changed.stdout, /FAIL {2}articles +1 of 2: .*folded text is not its own/);
    const again = new SqliteDatabase(file);
    again.exec("UPDATE articles SET fold_map = x'00'; UPDATE meta SET value = 1 WHERE key = 'last_change'");
    again.close();
    assert.match(
      (await xunwen(['verify', '--data', data])).stdout,
      /the last change is 2, not 1.*not its own.*not its own/,
    );
    const bytes = readFileSync(file);
    bytes.fill(0xa5, 4096 + 200, 8192);
    writeFileSync(file, bytes);
    const damaged = await xunwen(['verify', '--data', data]);
    assert.equal(damaged.code, 1);
    assert.match(damaged.stdout, /FAIL {2}articles\.sqlite[^]*restore a backup/);
  });
});
