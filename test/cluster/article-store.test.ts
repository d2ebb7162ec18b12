import assert from 'node:assert/strict';
import { z } from 'zod';
import { ClusterConnection, CorpusError, OpenSearchArticleStore, type ClusterOptions } from '../../corpus/index.js';
import { describeArticleStore, storedArticle } from '../contracts/article-store.js';
import { nodeUrls } from './one-cluster.js';

const options = { copies: 2, shards: 1 };
let made = 0;
const connections: ClusterConnection[] = [];

/** A way to the cluster, to indices of its own unless a prefix says which. */
async function connect(more: Partial<ClusterOptions> = {}): Promise<ClusterConnection> {
  const connection = await ClusterConnection.open({
    ...options,
    nodes: nodeUrls(),
    prefix: `store-${++made}`,
    ...more,
  });
  connections.push(connection);
  return connection;
}

/** Ends all ways, and takes what was made out of the cluster. */
async function cleanUp(): Promise<void> {
  for (const connection of connections.splice(0)) {
    await connection.ask(z.unknown(), { method: 'DELETE', path: [connection.index('*')] });
    await connection.close();
  }
}

describe('on a cluster', function () {
  this.timeout(300_000);
  afterEach(cleanUp);

  describeArticleStore('OpenSearch', async () => OpenSearchArticleStore.open(await connect()));

  /** Stores of several processes over one cluster. */
  const several = async (count: number, options: Partial<ClusterOptions> = {}): Promise<OpenSearchArticleStore[]> => {
    const prefix = `several-${++made}`;
    const all = await Promise.all(Array.from({ length: count }, () => connect({ ...options, prefix })));
    return Promise.all(all.map((connection) => OpenSearchArticleStore.open(connection)));
  };

  it('an article store is the same for every process', async () => {
    const [one, other] = await several(2);
    assert.ok(one !== undefined && other !== undefined);
    assert.equal(one.id, other.id);
    await one.put([storedArticle('1', '甲')]);
    assert.deepEqual(await other.get(['1']), [storedArticle('1', '甲')]);
  });

  it('a counter that is of an earlier moment than the articles gives no number twice, whoever opens the store first', async () => {
    const prefix = `several-${++made}`;
    const connection = await connect({ prefix, shards: 3 });
    const before = await OpenSearchArticleStore.open(connection);
    await before.put([storedArticle('a', '甲'), storedArticle('b', '乙'), storedArticle('c', '丙')]);
    await before.delete(['c']);
    await connection.ask(z.unknown(), {
      method: 'PUT',
      path: [connection.index('meta'), '_doc', 'changes'],
      body: { last: 1 },
    });
    const stores = await Promise.all([1, 2, 3].map(() => OpenSearchArticleStore.open(connection)));
    const given = await Promise.all(stores.map((store, i) => store.put([storedArticle('a', `甲${i}`)])));
    const numbers = given.flat().sort((a, b) => a - b);
    assert.deepEqual([new Set(numbers).size, (numbers[0] ?? 0) > 4], [3, true]);
    const [newest] = await before.get(['a']);
    assert.match(newest?.article.title ?? '', /^甲[012]$/);
    assert.equal(await stores[0]?.lastChange(), numbers.at(-1));
    // Where nothing lags, none is left out.
    const again = await OpenSearchArticleStore.open(connection);
    assert.deepEqual(await again.put([storedArticle('d', '丁')]), [(numbers.at(-1) ?? 0) + 1]);
  });

  it('an article store may be opened by many at once before there is one', async () => {
    for (let i = 0; i < 10; i++) {
      const ids = (await several(6, { shards: 3 })).map(({ id }) => id);
      assert.equal(new Set(ids).size, 1);
    }
  });

  it('many who write at once are given no change number twice, and the newest of each article stays', async () => {
    const stores = await several(4, { shards: 3 });
    const numbers = await Promise.all(
      Array.from({ length: 40 }, async (_, i) => stores[i % 4]?.put([storedArticle(`a${i % 5}`, `版本${i}`)])),
    );
    const given = numbers.map(([number = 0] = []) => number);
    assert.deepEqual(
      [...given].sort((a, b) => a - b),
      Array.from({ length: 40 }, (_, i) => i + 1),
    );
    assert.equal(await stores[0]?.lastChange(), 40);
    for (let one = 0; one < 5; one++) {
      const own = given.flatMap((number, i) => (i % 5 === one ? [{ number, i }] : []));
      const newest = own.reduce((a, b) => (b.number > a.number ? b : a));
      assert.deepEqual(await stores[1]?.get([`a${one}`]), [storedArticle(`a${one}`, `版本${newest.i}`)]);
    }
  });

  it('an article may have an id longer than OpenSearch takes', async () => {
    const [store] = await several(1);
    const ids = ['长'.repeat(512), `${'长'.repeat(511)}短`, '#', '=', '/?&'];
    await store?.put(ids.map((id) => storedArticle(id, id.slice(-1))));
    assert.deepEqual(
      await store?.get(ids),
      ids.map((id) => storedArticle(id, id.slice(-1))),
    );
  });

  it('what cannot be reached is said in one clause', async () => {
    const connection = await ClusterConnection.open({ ...options, nodes: ['http://127.0.0.1:1'], prefix: 'none' });
    await assert.rejects(OpenSearchArticleStore.open(connection), (error) => {
      assert.ok(error instanceof CorpusError);
      assert.match(error.message, /^the cluster cannot be reached: .*127\.0\.0\.1:1/);
      return error.code === 'unavailable';
    });
    await connection.close();
  });
});
