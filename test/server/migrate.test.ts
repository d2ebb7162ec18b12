import assert from 'node:assert/strict';
import { existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import SqliteDatabase from 'better-sqlite3';
import { MemoryArticleStore } from '../../corpus/index.js';
import type { Use } from '../../indexer/index.js';
import { AccessKeys } from '../../server/access/index.js';
import { migrate, type MigrateOptions, type MigrationReport } from '../../server/keeping/index.js';
import { compareArticles } from '../../server/keeping/migrate/articles.js';
import { cleanUp, newFolder, startService, xunwen } from './cli-process.js';
import { inFolder, keptIn, putInto, stored, type Kept } from './kept.js';

const config = { userDictionary: null, recency: 0, answerCache: false };
// Of long ago, they would be forgotten when the engine opens.
const today = Math.floor(Date.now() / 86_400_000);
const bridge: Use = { kind: 'query', key: '揽月大桥', text: '揽月大桥', typed: 5, chosen: 2, weight: 6.5, day: today };

const move = (from: string, to: string, more: Partial<MigrateOptions> = {}): Promise<MigrationReport> =>
  inFolder(from, (one) =>
    inFolder(to, (other) => {
      const places = { from: { name: 'the one', storage: one }, to: { name: 'the other', storage: other } };
      return migrate({ ...places, merge: false, config, log: () => undefined, ...more });
    }),
  );

/** Changes a database behind the back of its owner. */
function change(folder: string, file: string, sql: string): void {
  const database = new SqliteDatabase(join(folder, file));
  database.exec(sql);
  database.close();
}

/** Adds to what is kept besides the articles. */
function addLists(path: string, words: string, uses: readonly Use[], blocked: readonly string[]): Promise<void> {
  return inFolder(path, async (storage) => {
    await storage.dictionary.write(words, null);
    const log = await storage.openQueryLog();
    await log.save(uses, []);
    await log.block(blocked);
    await log.close();
  });
}

const keptInFolder = (path: string): Promise<Kept> => inFolder(path, keptIn);
const idsIn = async (path: string): Promise<string[]> =>
  (await keptInFolder(path)).articles.map(({ article }) => article.id);

describe('a migration', function () {
  this.timeout(60_000);
  let one: string;
  let other: string;
  beforeEach(() => ([one, other] = [newFolder(), newFolder()]));
  afterEach(cleanUp);

  it('is refused where articles are already, unless they are to be added to', async () => {
    await putInto(one, [stored('a', '揽月大桥通车'), stored('both', '青铜器展出')]);
    await putInto(other, [stored('both', '旧题'), stored('own', '揽月湖起雾')]);
    const before = await keptInFolder(other);
    await assert.rejects(move(one, other), {
      name: 'KeepingError',
      message: /the other holds 2 articles already.*--merge/,
    });
    assert.deepEqual(await keptInFolder(other), before);
    const report = await move(one, other, { merge: true });
    assert.deepEqual([report.articles, report.besides, report.differences], [{ moved: 2, stood: 0 }, 1, []]);
    const { articles } = await keptInFolder(other);
    assert.deepEqual(articles, [
      stored('a', '揽月大桥通车'),
      stored('both', '青铜器展出'),
      stored('own', '揽月湖起雾'),
    ]);
  });

  it('adds to words, blocked words and keys, and does not double counts', async () => {
    await addLists(one, '揽月大桥 2000\n望舒港\n', [bridge, { ...bridge, key: '雾', typed: 1 }], ['内部', '机密']);
    await addLists(
      other,
      '揽月大桥 5\n云泽\n',
      [
        { ...bridge, typed: 9 },
        { ...bridge, key: '港' },
      ],
      ['内部', '绝密'],
    );
    const keys = await AccessKeys.open(join(other, 'keys.sqlite'));
    const { text } = await keys.create({ name: '编辑部', scopes: ['write'], origins: [], rate: null, expiresAt: null });
    await keys.close();
    for (const moved of [
      [2, 0, 0, 1, 1],
      [0, 0, 0, 0, 0],
    ]) {
      const { lists, differences } = await move(one, other);
      assert.deepEqual([lists.map((list) => list.moved), differences], [moved, []]);
    }
    const kept = await keptInFolder(other);
    assert.equal(kept.dictionary, '揽月大桥 2000\n云泽\n望舒港\n');
    assert.deepEqual(kept.blocked, ['内部', '机密', '绝密']);
    const counts = kept.uses.map(({ key, typed }) => [key, typed]);
    assert.deepEqual(counts, [
      ['揽月大桥', 9],
      ['港', 5],
      ['雾', 1],
    ]);
    assert.ok((await AccessKeys.open(join(other, 'keys.sqlite'))).find(text));
  });

  it('says which articles and keys are not there afterwards, are other ones, or too many', async () => {
    await putInto(
      one,
      ['a', 'b', 'c'].map((id) => stored(id, '揽月大桥通车')),
    );
    const keys = await AccessKeys.open(join(one, 'keys.sqlite'));
    await keys.create({ name: '编辑部', scopes: ['write'], origins: [], rate: null, expiresAt: null });
    await keys.close();
    const copy = `SELECT 99, 'own', replace(article, '"id":"c"', '"id":"own"'), folded, fold_map FROM articles`;
    const onMoved = (): void => {
      change(other, 'articles.sqlite', `INSERT INTO articles ${copy} WHERE id = 'c'`);
      change(other, 'articles.sqlite', "DELETE FROM articles WHERE id = 'a'");
      change(other, 'articles.sqlite', "UPDATE articles SET article = replace(article, '通车', '停工') WHERE id = 'b'");
      change(other, 'keys.sqlite', 'DELETE FROM keys');
    };
    const { differences } = await move(one, other, { onMoved });
    assert.match(
      differences.join('; '),
      /^missing articles: 1 \(a\); articles that are not the same: 1 \(b\); articles there that were not moved: 1; keys missing or not the same: 1 /,
    );
  });

  it('takes nothing out, and says which articles are there that the source has deleted', async () => {
    await putInto(
      one,
      ['a', 'b', 'c'].map((id) => stored(id, '揽月大桥通车')),
    );
    await move(one, other);
    await inFolder(one, async (storage) => {
      const store = await storage.openStore();
      await store.delete(['b']);
      await store.close();
    });
    const { differences } = await move(one, other, { merge: true });
    assert.match(differences.join('; '), /^articles there that the source has deleted, .*: 1 \(b\)$/);
    assert.deepEqual(await idsIn(other), ['a', 'b', 'c']);
  });

  it('leaves what it moves from as it is', async () => {
    await putInto(one, [stored('a', '揽月大桥通车')]);
    await addLists(one, '揽月大桥 2000\n', [bridge], ['内部']);
    const before = await keptInFolder(one);
    await move(one, other);
    assert.deepEqual(await keptInFolder(one), before);
    assert.ok(!existsSync(join(one, 'index.snapshot')) && existsSync(join(other, 'index.snapshot')));
  });

  it('ends where the target is no store, or is half of a backup', async () => {
    await putInto(one, [stored('a', '揽月大桥通车')]);
    writeFileSync(join(other, 'articles.sqlite'), 'not a database, but long enough to be looked at as one');
    await assert.rejects(move(one, other), {
      name: 'KeepingError',
      message: /articles\.sqlite is not an article store/,
    });
    const third = newFolder();
    writeFileSync(join(third, 'restore.unfinished'), '');
    await assert.rejects(move(one, third), { name: 'KeepingError', message: /a restore did not come to its end/ });
  });

  it('folds anew what an older xunwen folded otherwise', async () => {
    await putInto(one, [{ ...stored('a', '揽月大桥通车'), folded: { text: 'old', map: new Uint8Array() } }]);
    assert.deepEqual((await move(one, other)).differences, []);
    assert.deepEqual((await keptInFolder(other)).articles, [stored('a', '揽月大桥通车')]);
  });
});

describe('two stores, compared', () => {
  it('differ by what is missing, another one, deleted or there besides', async () => {
    const [from, to] = [new MemoryArticleStore(), new MemoryArticleStore()];
    await from.put(['same', 'missing', 'different', 'deleted', 'gone'].map((id) => stored(id, '揽月大桥通车')));
    await from.delete(['deleted', 'gone']);
    await to.put(['same', 'deleted', 'own', 'own2'].map((id) => stored(id, '揽月大桥通车')));
    await to.put([stored('different', '揽月湖起雾')]);
    const differences = { missing: ['missing'], different: ['different'], deleted: ['deleted'] };
    assert.deepEqual(await compareArticles(from, to), { articles: 3, besides: 3, ...differences });
  });
});

describe('xunwen migrate', function () {
  this.timeout(60_000);
  afterEach(cleanUp);
  // Nobody answers there.
  const env = { XUNWEN_OPENSEARCH_NODES: 'http://127.0.0.1:9' };

  it('says which settings it needs, and where it can move to', async () => {
    const data = newFolder();
    for (const engine of ['embedded', 'opensearch']) {
      const options = { env: { XUNWEN_ENGINE: engine } };
      const { code, stderr } = await xunwen(['migrate', '--to', 'cluster', '--data', data], options);
      assert.equal(code, 1);
      assert.match(stderr, /XUNWEN_OPENSEARCH_NODES has to name/);
    }
    for (const args of [['migrate'], ['migrate', '--to', 'disk']]) {
      const { code, stderr } = await xunwen([...args, '--data', data], { env });
      assert.equal(code, 1);
      assert.match(stderr, /--to <where>.*(?:not specified|cluster, folder)/);
    }
  });

  it('makes no folder where there is none, nor where no cluster answers', async () => {
    const data = join(newFolder(), 'none');
    const from = await xunwen(['migrate', '--to', 'cluster', '--data', data], { env });
    assert.deepEqual(
      [from.code, from.stderr],
      [1, `xunwen: the folder ${data} holds no articles; there is nothing to move\n`],
    );
    const to = await xunwen(['migrate', '--to', 'folder', '--data', data], { env });
    assert.equal(to.code, 1);
    assert.match(to.stderr, /^xunwen: the cluster cannot be reached: .*\n$/);
    assert.ok(!existsSync(data));
  });

  it('is refused while a service has the folder', async () => {
    const data = newFolder();
    await startService(data);
    const { code, stderr } = await xunwen(['migrate', '--to', 'cluster', '--data', data], { env });
    assert.deepEqual([code, stderr], [1, `xunwen: a service has ${data}; stop it first\n`]);
  });
});
