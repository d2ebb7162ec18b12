import assert from 'node:assert/strict';
import { z } from 'zod';
import { ClusterConnection, ClusterError, type Article, type StoreChange } from '../../corpus/index.js';
import { foldArticle } from '../../indexer/article-text.js';
import { ClusterCursors } from '../../indexer/index/opensearch/cluster-cursors.js';
import { runQuery } from '../../indexer/index/opensearch/run-query.js';
import { searchMappings } from '../../indexer/index/opensearch/search-document.js';
import { writeChanges, type ChangeTarget } from '../../indexer/index/opensearch/write-changes.js';
import { analyzeQuery } from '../../indexer/query/match-tree.js';
import { analyzer, article } from '../indexer/engine.js';
import { nodeUrls } from './one-cluster.js';

function written(change: number, fields: Partial<Article> & { id: string }): StoreChange {
  const one = article(fields);
  return { change, id: one.id, stored: { article: one, folded: foldArticle(one) } };
}

describe('changes in a cluster', function () {
  this.timeout(120_000);
  let target: ChangeTarget;
  let made = 0;
  beforeEach(async () => {
    const prefix = `changes-${++made}`;
    const connection = await ClusterConnection.open({ nodes: nodeUrls(), prefix, copies: 2, shards: 2 });
    await connection.makeIndex('search', {
      mappings: searchMappings,
      aliases: { [connection.index('to-search')]: {} },
    });
    const none = (ids: readonly string[]): Promise<string[]> => Promise.resolve(ids.map(() => ''));
    const index = connection.index('search');
    const articlesOf = (ids: readonly string[]): Promise<undefined[]> => Promise.resolve(ids.map(() => undefined));
    target = {
      connection,
      index,
      address: connection.index('to-search'),
      analyzer,
      averageLength: 600,
      writer: 'test',
      articlesOf,
      textsOf: none,
    };
  });
  afterEach(async () => {
    await target.connection.ask(z.unknown(), { method: 'DELETE', path: [target.connection.index('*')] });
    await target.connection.close();
  });

  const found = async (q: string): Promise<string[]> => {
    const none = { section: [], source: [], author: [], tag: [], from: null, to: null };
    const asked = { match: 'all', sort: 'relevance', recency: 0, explain: false, offset: 0, size: 100 } as const;
    const rest = { facets: [], facetSize: 1, collapse: false, pin: false, filters: none, text: q };
    const cursors = await ClusterCursors.open(target.connection, target.index);
    const parts = { ...target, cursors, textsOf: (ids: readonly string[]) => Promise.resolve(ids.map(() => '')) };
    const { hits } = await runQuery(parts, { ...asked, ...rest, query: await analyzeQuery(q, analyzer) });
    return hits.map(({ id }) => id).sort();
  };

  it('are found as soon as they are written, and no more when they are taken out', async () => {
    await writeChanges(target, [written(1, { id: 'a', title: '揽月大桥' }), written(2, { id: 'b', body: '大桥下' })]);
    assert.deepEqual(await found('大桥'), ['a', 'b']);
    await writeChanges(target, [{ change: 3, id: 'a', stored: null }, written(4, { id: 'c', title: '大桥' })]);
    assert.deepEqual(await found('大桥'), ['b', 'c']);
  });

  it('come in any order, and again: the latest of each article stays', async () => {
    const changes = [
      written(1, { id: 'a', title: '旧闻' }),
      written(2, { id: 'a', title: '新闻' }),
      written(3, { id: 'b', title: '新闻' }),
      { change: 4, id: 'b', stored: null },
    ];
    for (const order of [
      [1, 0, 3, 2],
      [0, 1, 2, 3],
      [3, 2, 1, 0],
    ]) {
      for (const place of order) {
        const change = changes[place];
        if (change !== undefined) await writeChanges(target, [change]);
      }
      assert.deepEqual([await found('新闻'), await found('旧闻')], [['a'], []]);
    }
  });

  it('that a full disk does not take are said to be that, and are taken when there is room', async () => {
    const { connection, index } = target;
    const block = { 'index.blocks.read_only_allow_delete': true };
    await connection.ask(z.unknown(), { method: 'PUT', path: [index, '_settings'], body: block });
    await assert.rejects(writeChanges(target, [written(1, { id: 'a', title: '大桥' })]), (error) => {
      assert.ok(error instanceof ClusterError);
      assert.match(error.message, /^a disk of the cluster is full: cluster_block_exception/);
      return error.code === 'insufficient_storage';
    });
    const freed = { 'index.blocks.read_only_allow_delete': null };
    await connection.ask(z.unknown(), { method: 'PUT', path: [index, '_settings'], body: freed });
    await writeChanges(target, [written(1, { id: 'a', title: '大桥' })]);
    assert.deepEqual(await found('大桥'), ['a']);
  });

  it('are written in many requests where they are many', async () => {
    const many = Array.from({ length: 300 }, (_, i) =>
      written(i + 1, { id: `m${i}`, title: '快讯', body: '长'.repeat(9000) }),
    );
    await writeChanges(target, many);
    const { count } = await target.connection.ask(z.object({ count: z.number() }), {
      method: 'GET',
      path: [target.index, '_count'],
    });
    assert.equal(count, 300);
  });
});
