import assert from 'node:assert/strict';
import fc from 'fast-check';
import { z } from 'zod';
import { ClusterConnection, documentId, MemoryArticleStore, type Article } from '../../corpus/index.js';
import { foldArticle } from '../../indexer/article-text.js';
import { ClusterCursors } from '../../indexer/index/opensearch/cluster-cursors.js';
import type { ClusterParts } from '../../indexer/index/opensearch/asked-query.js';
import { runQuery } from '../../indexer/index/opensearch/run-query.js';
import { searchDocument, searchMappings } from '../../indexer/index/opensearch/search-document.js';
import type { IndexHit, IndexQuery } from '../../indexer/index/search-index.js';
import { analyzeQuery } from '../../indexer/query/match-tree.js';
import {
  createIngest,
  facetFields,
  matchModes,
  openFlexSearchIndex,
  sortOrders,
  type SearchIndex,
} from '../../indexer/index.js';
import { analyzer, snapshotPath } from '../indexer/engine.js';
import { say } from '../indexer/naive-search.js';
import { anArticle, days, value } from '../properties/invented-articles.js';
import { wish } from '../properties/invented-wishes.js';
import { nodeUrls } from './one-cluster.js';

const articles: readonly Article[] = fc
  .sample(anArticle, { numRuns: 400, seed: 7 })
  .map((article, i) => ({ ...article, id: `a${i}` }));

const values = fc.array(value, { maxLength: 2 });
const date = fc.option(fc.constantFrom(...days));

const drawn = fc.record({
  q: wish.map(say),
  match: fc.constantFrom(...matchModes),
  sort: fc.constantFrom(...sortOrders),
  recency: fc.constantFrom(0, 0.1),
  explain: fc.boolean(),
  offset: fc.constantFrom(0, 3, 97, 150),
  size: fc.constantFrom(1, 10, 50),
  filters: fc.record({ section: values, source: values, author: fc.constant([]), tag: values, from: date, to: date }),
  facetSize: fc.constantFrom(2, 20),
});

type Drawn = Omit<IndexQuery, 'text' | 'query' | 'facets' | 'collapse' | 'pin'> & { readonly q: string };

const plain: Drawn = {
  q: '',
  match: 'all',
  sort: 'newest',
  recency: 0.1,
  explain: false,
  offset: 0,
  size: 10,
  filters: { section: [], source: [], author: [], tag: [], from: null, to: null },
  facetSize: 2,
};

describe('a query in a cluster', function () {
  this.timeout(600_000);
  let index: SearchIndex;
  let parts: ClusterParts;
  before(async () => {
    const store = new MemoryArticleStore();
    index = await openFlexSearchIndex({ store, analyzer, snapshotFile: snapshotPath(), log: () => undefined });
    await createIngest({ store, index }).write(articles);
    await index.compact();
    const { averageLength } = index.stats();
    const connection = await ClusterConnection.open({ nodes: nodeUrls(), prefix: 'query', copies: 2, shards: 3 });
    await connection.makeIndex('search', { mappings: searchMappings });
    const texts = new Map(articles.map((article) => [article.id, foldArticle(article).text]));
    const spans = await analyzer.terms([...texts.values()]);
    const lines = articles.flatMap((article, i) => [
      { index: { _id: documentId(article.id) } },
      searchDocument({ article, folded: foldArticle(article) }, spans[i] ?? new Uint32Array(), {
        change: i + 1,
        averageLength,
        writer: 'test',
      }),
    ]);
    const name = connection.index('search');
    await connection.ask(z.unknown(), {
      method: 'POST',
      path: [name, '_bulk'],
      query: { refresh: true },
      lines: lines.map((line) => JSON.stringify(line)),
    });
    const textsOf = (ids: readonly string[]): Promise<string[]> =>
      Promise.resolve(ids.map((id) => texts.get(id) ?? ''));
    const cursors = await ClusterCursors.open(connection, name);
    parts = { connection, index: name, averageLength, textsOf, cursors };
  });
  after(async () => {
    await parts.connection.ask(z.unknown(), { method: 'DELETE', path: [parts.connection.index('*')] });
    await parts.connection.close();
    await index.close();
  });

  const toQuery = async (one: Drawn, more: Partial<IndexQuery> = {}): Promise<IndexQuery> => {
    const query = await analyzeQuery(one.q, analyzer);
    return { ...one, text: one.q, query, facets: facetFields, collapse: false, pin: false, ...more };
  };
  const scoresOf = (hits: readonly IndexHit[]): string[] => hits.map(({ score }) => score.toFixed(3));
  const idsOf = (hits: readonly IndexHit[]): string[] => hits.map(({ id }) => id);

  it('finds the same articles as the index in memory, as many, with the same facets, in the same order', async () => {
    for (const one of fc.sample(drawn, 500)) {
      const query = await toQuery(one);
      const [here, there] = [await index.search(query), await runQuery(parts, query)];
      const told = JSON.stringify(one);
      assert.deepEqual([there.total, there.relaxed], [here.total, here.relaxed], told);
      assert.deepEqual(there.facets, here.facets, told);
      if (here.hits.every(({ score }) => score === 0)) assert.deepEqual(idsOf(there.hits), idsOf(here.hits), told);
      else if (here.total <= 100) assert.deepEqual(scoresOf(there.hits), scoresOf(here.hits), told);
      // Of more, which are the first hundred before their texts are looked at is not the same to the last one.
    }
  });

  it('puts the same articles first where hundreds match', async () => {
    const broad = [
      '西昌 OR 国际 OR 农业 OR 局长 OR nba',
      '的 OR 在',
      '网络 OR 出租车 OR 西安',
      '论坛 OR 银行 OR 软件 OR 地震',
    ];
    for (const q of broad) {
      for (const recency of [0, 0.1]) {
        const query = await toQuery({ ...plain, q, sort: 'relevance', recency });
        const [here, there] = [await index.search(query), await runQuery(parts, query)];
        assert.ok(here.total > 100, q);
        const common = idsOf(there.hits).filter((id) => idsOf(here.hits).includes(id));
        assert.ok(common.length >= 9, `${q}: ${idsOf(there.hits).join()}, not ${idsOf(here.hits).join()}`);
      }
    }
  });

  it('is answered however many words it has', async () => {
    const words = Array.from({ length: 128 }, (_, i) => String.fromCodePoint(0x4e00 + i * 7)).join(' ');
    for (const explain of [false, true]) {
      const query = await toQuery({ ...plain, q: words, match: 'auto', sort: 'relevance', explain });
      const [here, there] = [await index.search(query), await runQuery(parts, query)];
      assert.deepEqual([there.total, there.relaxed], [here.total, here.relaxed]);
      assert.ok(there.total > 0);
    }
  });

  it('tells the parts of a score, which add up to it', async () => {
    let explained = 0;
    for (const one of fc.sample(drawn, 100)) {
      const { hits } = await runQuery(parts, await toQuery(one, { explain: true, sort: 'relevance', offset: 0 }));
      for (const { score, explanation = [] } of hits) {
        const sum = explanation.reduce((total, { value }) => total + value, 0);
        assert.ok(Math.abs(sum - score) < 0.001 * Math.max(1, score), `${one.q}: ${sum}, not ${score}`);
        explained++;
      }
    }
    assert.ok(explained > 50);
  });

  it('is walked by a cursor to its end, each hit once, in its order, however it is sorted', async () => {
    for (const sort of sortOrders) {
      for (const q of ['', '西昌 OR 国际 OR 农业 OR 局长 OR nba']) {
        const one = { ...plain, q, sort, size: 37 };
        const query = await toQuery(one, { pin: true });
        const all = [];
        const first = await runQuery(parts, query);
        all.push(...first.hits);
        for (let { cursor } = first; cursor !== null;) {
          const page = await parts.cursors.page(cursor, 37);
          assert.equal(page.offset, all.length);
          all.push(...page.hits);
          ({ cursor } = page);
        }
        const whole = await runQuery(parts, await toQuery({ ...one, size: 1000 }));
        assert.deepEqual([all.length, new Set(idsOf(all)).size], [first.total, first.total], `${sort} ${q}`);
        assert.ok(first.total > 200);
        assert.deepEqual(idsOf(all), idsOf(whole.hits), `${sort} ${q}`);
      }
    }
  });

  it('refuses cursors that are none, and those that are past their time', async () => {
    const { cursor } = await runQuery(parts, await toQuery({ ...plain, q: '' }, { pin: true }));
    const name = cursor?.split('.')[0] ?? '';
    const behind = Buffer.from('["a",{}]').toString('base64url');
    for (const wrong of ['', 'x', `${name}.9999999`, `${name}.10.${behind}`, `${name}.x`]) {
      await assert.rejects(parts.cursors.page(wrong, 10), { code: 'invalid_cursor' }, wrong);
    }
    await assert.rejects(parts.cursors.page(`${'A'.repeat(16)}.10`, 10), { code: 'cursor_expired' });
    const [expires, path] = [{ doc: { expires: 1 } }, [parts.connection.index('cursors'), '_update', name]];
    await parts.connection.ask(z.unknown(), { method: 'POST', path, body: expires });
    await assert.rejects(parts.cursors.page(cursor ?? '', 10), { code: 'cursor_expired' });
  });
});
