import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { ClusterError, type ClusterConnection } from '../../corpus/index.js';
import type { Use } from '../../indexer/index.js';
import { AccessKeys } from '../../server/access/index.js';
import { migrate } from '../../server/keeping/index.js';
import { ClusterStorage, type ClusterSettings } from '../../server/storage/index.js';
import { cleanUp, newFolder, Run, xunwen, type Outcome } from '../server/cli-process.js';
import { inFolder, keptIn, putInto, stored, type Kept } from '../server/kept.js';
import { connections } from './connections.js';
import { nodeUrls } from './one-cluster.js';

const today = Math.floor(Date.now() / 86_400_000);
const use: Use = { kind: 'query', key: '揽月大桥', text: '揽月大桥', typed: 5, chosen: 2, weight: 6.25, day: today };
const uses: readonly Use[] = [
  use,
  { ...use, kind: 'missed', key: '𠮷野家', text: '𠮷野家', typed: 1, chosen: 0, weight: 0.7071067811865476 },
  { ...use, kind: 'article', key: 'a/1', text: '', typed: 0, chosen: 3, weight: 3, day: today - 2 },
];

const last = z.object({ _source: z.object({ last: z.number() }) });
const counted = z.object({ count: z.number() });

describe('xunwen migrate with a cluster', function () {
  this.timeout(180_000);
  // First: a command that still runs would make indices again.
  afterEach(cleanUp);
  const { connect, fill } = connections('migrate');
  let connection: ClusterConnection;
  let settings: ClusterSettings;
  let one: string;
  beforeEach(async () => {
    connection = await connect();
    settings = {
      openSearchNodes: nodeUrls(),
      openSearchUser: null,
      openSearchPassword: null,
      openSearchCa: null,
      openSearchPrefix: connection.options.prefix,
      openSearchCopies: 2,
      openSearchShards: 1,
    };
    one = newFolder();
  });

  const env = (): Record<string, string> => ({
    XUNWEN_OPENSEARCH_NODES: settings.openSearchNodes.join(','),
    XUNWEN_OPENSEARCH_PREFIX: settings.openSearchPrefix,
  });
  const move = (to: string, data: string, ...more: readonly string[]): Promise<Outcome> =>
    xunwen(['migrate', '--to', to, '--data', data, ...more], { env: env() });

  const inCluster = async <T>(task: (storage: ClusterStorage) => Promise<T>): Promise<T> => {
    const storage = await ClusterStorage.open(settings);
    try {
      return await task(storage);
    } finally {
      await storage.close();
    }
  };
  const keptInFolder = (path: string): Promise<Kept> => inFolder(path, keptIn);
  const countIn = async (index: string): Promise<number> => {
    const path = [connection.index(index), '_count'];
    return (await connection.ask(counted, { method: 'GET', path })).count;
  };
  /** The number of the last article that was written into the cluster; 0: there is none yet. */
  const lastChange = async (): Promise<number> => {
    try {
      const path = [connection.index('meta'), '_doc', 'changes'];
      return (await connection.ask(last, { method: 'GET', path }))._source.last;
    } catch (error) {
      // Its index is not there yet, or is being made.
      if (error instanceof ClusterError && [404, 503].includes(error.failure.status)) return 0;
      throw error;
    }
  };

  /** A folder with everything that there can be. @returns the text of its key */
  const filled = async (path: string): Promise<string> => {
    const ids = ['a/1', '𠮷'.repeat(250), '长'.repeat(512), `${'x'.repeat(499)}界`, '=a', '#a', '删', '改'];
    await putInto(
      path,
      ids.map((id, i) => stored(id, `第${i}篇：揽月大桥通车 😀👨‍👩‍👧`)),
    );
    await putInto(path, [stored('改', '改过的题', `𠮷野家\n${'很长的正文。'.repeat(20_000)}`)]);
    writeFileSync(join(path, 'dictionary.txt'), '揽月大桥 2000 ns\n望舒港\n𠮷野家\n');
    writeFileSync(join(path, 'synonyms.txt'), '北约, 北大西洋公约组织\n世卫 => 世界卫生组织\n');
    await inFolder(path, async (storage) => {
      const store = await storage.openStore();
      await store.delete(['删']);
      await store.close();
      const log = await storage.openQueryLog();
      await log.save(uses, []);
      await log.block(['内部', '𠮷']);
      await log.close();
    });
    const keys = await AccessKeys.open(join(path, 'keys.sqlite'));
    const wish = { name: '编辑部', origins: ['https://news.example'], rate: 60, expiresAt: '2099-01-01T00:00:00.000Z' };
    const { text } = await keys.create({ ...wish, scopes: ['write', 'search'] }, new Date('2025-01-02T03:04:05.678Z'));
    await keys.close();
    return text;
  };

  it('moves all of a folder into a cluster and from there into another folder, which is the same then', async () => {
    const key = await filled(one);
    const before = await keptInFolder(one);
    const there = await move('cluster', one);
    assert.equal(there.code, 0, there.stderr);
    assert.match(
      there.stdout,
      /^7 articles moved, 0 stood there already\n3 dictionary words, 3 of them moved\n2 synonym rules, 2 .*\n1 key, 1 .*\n2 blocked words, 2 .*\n3 counts .*, 3 of them moved\n.*has all of/,
    );
    assert.deepEqual(await keptInFolder(one), before);
    assert.deepEqual(await inCluster(keptIn), before);
    const other = join(newFolder(), 'data');
    const back = await move('folder', other);
    assert.equal(back.code, 0, back.stderr);
    assert.deepEqual(await keptInFolder(other), before);
    const keys = await AccessKeys.open(join(other, 'keys.sqlite'));
    assert.equal(keys.find(key)?.createdAt, '2025-01-02T03:04:05.678Z');
    await keys.close();
    const verified = await xunwen(['verify', '--data', other]);
    assert.equal(verified.code, 0, verified.stdout);
    assert.match(verified.stdout, /finds all 7 articles/);
    const found = await xunwen(['search', '揽月大桥', '--data', other]);
    const inIt = await xunwen(['search', '揽月大桥', '--data', newFolder()], {
      env: { ...env(), XUNWEN_ENGINE: 'opensearch' },
    });
    assert.match(found.stdout, /第0篇/);
    const hits = ({ stdout }: Outcome): string => stdout.replace(/\([\d.]+ ms\)/, '');
    assert.equal(hits(inIt), hits(found));
  });

  it('is refused where articles are already, and adds to them with --merge', async () => {
    await putInto(one, [stored('a', '揽月大桥通车'), stored('both', '青铜器展出')]);
    const other = newFolder();
    await putInto(other, [stored('own', '揽月湖起雾'), stored('both', '旧题')]);
    assert.equal((await move('cluster', other)).code, 0);
    const refused = await move('cluster', one);
    assert.equal(refused.code, 1);
    assert.match(refused.stderr, /^xunwen: the cluster \(prefix migrate-\d+\) holds 2 articles already; .*--merge/);
    assert.match((await move('folder', one)).stderr, /^xunwen: the folder .* holds 2 articles already; .*--merge/);
    const merged = await move('cluster', one, '--merge');
    assert.equal(merged.code, 0, merged.stderr);
    assert.match(merged.stdout, /^2 articles moved, 0 stood.*\n[^]*has 1 article besides\n/);
    const { articles } = await inCluster(keptIn);
    assert.deepEqual(articles, [
      stored('a', '揽月大桥通车'),
      stored('both', '青铜器展出'),
      stored('own', '揽月湖起雾'),
    ]);
    const back = await move('folder', other, '--merge');
    assert.match(back.stdout, /^2 articles moved, 1 stood there already\n/);
    assert.deepEqual((await keptInFolder(other)).articles, articles);
  });

  it('moves from nowhere else where the prefix is another, and makes nothing there', async () => {
    const { code, stderr } = await move('folder', one);
    assert.deepEqual(
      [code, stderr],
      [
        1,
        `xunwen: the cluster, under the prefix ${settings.openSearchPrefix}, holds no articles; there is nothing to move\n`,
      ],
    );
    const names = z.array(z.object({ index: z.string() }));
    const path = ['_cat', 'indices', connection.index('*')];
    assert.deepEqual(await connection.ask(names, { method: 'GET', path, query: { format: 'json' } }), []);
  });

  it('goes on where it was killed, into a cluster and back, with nothing lost or double', async () => {
    await filled(one);
    const many = Array.from({ length: 4000 }, (_, i) => stored(`n${i}`, `第${i}号台风登陆`));
    await putInto(one, many);
    const before = await keptInFolder(one);
    const into = new Run(['migrate', '--to', 'cluster', '--data', one], { env: env() });
    while ((await lastChange()) < 1000) await new Promise((resolve) => setTimeout(resolve, 10));
    await into.end('SIGKILL');
    assert.ok((await lastChange()) < 4000, 'it was killed too late');
    assert.match((await move('cluster', one)).stderr, /already; .*--merge/);
    const again = await move('cluster', one, '--merge');
    assert.equal(again.code, 0, again.stderr);
    const [, ...counts] = /^([\d ]+) articles moved, ([\d ]+) stood there already/.exec(again.stdout) ?? [];
    const [moved = 0, stood = 0] = counts.map((count) => Number(count.replace(' ', '')));
    assert.equal(moved + stood, 4007);
    assert.ok(stood >= 800, `only ${stood} stood there`);
    assert.deepEqual(await inCluster(keptIn), before);
    assert.equal(await countIn('articles'), 4007);

    const other = newFolder();
    const back = new Run(['migrate', '--to', 'folder', '--data', other], { env: env() });
    await back.says(/building the index/);
    await back.end('SIGKILL');
    const done = await move('folder', other, '--merge');
    assert.match(
      done.stdout,
      /^0 articles moved, 4 007 stood there already\n[^]*3 counts .*, 0 of them moved/,
      done.stderr,
    );
    assert.deepEqual(await keptInFolder(other), before);
  });

  it('says that a disk of the cluster is full, and goes on when it has room', async () => {
    await putInto(one, [stored('a', '揽月大桥通车')]);
    await inCluster((storage) => storage.openStore());
    await fill('articles', true);
    const { code, stderr } = await move('cluster', one);
    assert.equal(code, 1);
    assert.match(stderr, /^xunwen: broken off after 0 articles: a disk of the cluster is full: .*--merge.*\n$/);
    await fill('articles', false);
    assert.equal((await move('cluster', one)).code, 0);
  });

  it('says that the disk of a folder is full, and what of the target is damaged', async () => {
    await putInto(
      one,
      Array.from({ length: 300 }, (_, i) => stored(`n${i}`, `第${i}号台风登陆`)),
    );
    assert.equal((await move('cluster', one)).code, 0);
    const args = ['migrate', '--to', 'folder', '--data', join(newFolder(), 'small')];
    const full = await xunwen(args, { env: env(), before: 'ulimit -f 200' });
    assert.equal(full.code, 1);
    assert.match(
      full.stderr,
      /^xunwen: broken off after \d+ articles: .*(?:no space|nothing more can be written).*\n$/,
    );
    const damaged = newFolder();
    writeFileSync(join(damaged, 'keys.sqlite'), 'not a database, but long enough to be looked at as one');
    const { code, stderr } = await move('folder', damaged);
    assert.equal(code, 1);
    assert.match(stderr, /^xunwen: broken off after 0 articles: the keys in .*keys\.sqlite cannot be used: .*\n$/);
  });

  it('says where the cluster was written to meanwhile, and has that too when it is run again', async () => {
    await putInto(one, [stored('a', '揽月大桥通车')]);
    assert.equal((await move('cluster', one)).code, 0);
    const other = newFolder();
    const write = (): Promise<void> =>
      inCluster(async (storage) => {
        const store = await storage.openStore();
        await store.put([stored('late', '揽月湖起雾')]);
      });
    const { differences } = await inFolder(other, (folder) =>
      inCluster((cluster) =>
        migrate({
          from: { name: 'the cluster', storage: cluster },
          to: { name: 'the folder', storage: folder },
          merge: false,
          config: { userDictionary: null, recency: 0, answerCache: false },
          log: () => undefined,
          onMoved: write,
        }),
      ),
    );
    assert.match(differences.join('; '), /^missing articles: 1 \(late\); the cluster was written to meanwhile/);
    assert.equal((await move('folder', other, '--merge')).code, 0);
    assert.deepEqual((await keptInFolder(other)).articles, (await inCluster(keptIn)).articles);
  });
});
