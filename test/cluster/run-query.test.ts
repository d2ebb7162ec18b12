import assert from 'node:assert/strict';
import fc from 'fast-check';
import { z } from 'zod';
import { ClusterConnection, type Article } from '../../corpus/index.js';
import { foldArticle } from '../../indexer/article-text.js';
import { runQuery, type ClusterParts } from '../../indexer/index/opensearch/run-query.js';
import { searchDocument, searchMappings } from '../../indexer/index/opensearch/search-document.js';
import type { IndexQuery } from '../../indexer/index/search-index.js';
import { analyzeQuery } from '../../indexer/query/match-tree.js';
import { facetFields, matchModes, sortOrders } from '../../indexer/index.js';
import { analyzer, openEngine, type Engine } from '../indexer/engine.js';
import { say } from '../indexer/naive-search.js';
import { anArticle, days, value } from '../properties/invented-articles.js';
import { wish } from '../properties/invented-wishes.js';
import { cluster } from './one-cluster.js';

const articles: readonly Article[] = fc
  .sample(anArticle, { numRuns: 400, seed: 7 })
  .map((article, i) => ({ ...article, id: `a${i}` }));

const values = fc.array(value, { maxLength: 2 });
const date = fc.option(fc.constantFrom(...days));

const asked = fc.record({
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

describe('a query in a cluster', function () {
  this.timeout(600_000);
  let engine: Engine;
  let parts: ClusterParts;
  before(async () => {
    engine = await openEngine();
    await engine.ingest.write(articles);
    await engine.index.compact();
    const { averageLength } = engine.index.stats();
    const connection = await ClusterConnection.open({ nodes: cluster().urls, prefix: 'query', copies: 2, shards: 3 });
    await connection.makeIndex('search', { mappings: searchMappings });
    const texts = new Map(articles.map((article) => [article.id, foldArticle(article).text]));
    const spans = await analyzer.terms([...texts.values()]);
    const lines = articles.flatMap((article, i) => [
      { index: { _id: article.id } },
      searchDocument({ article, folded: foldArticle(article) }, i + 1, spans[i] ?? new Uint32Array(), averageLength),
    ]);
    const index = connection.index('search');
    await connection.ask(z.unknown(), {
      method: 'POST',
      path: [index, '_bulk'],
      query: { refresh: true },
      lines: lines.map((line) => JSON.stringify(line)),
    });
    const textsOf = (ids: readonly string[]): Promise<string[]> =>
      Promise.resolve(ids.map((id) => texts.get(id) ?? ''));
    parts = { connection, index, averageLength, textsOf };
  });
  after(async () => {
    await parts.connection.ask(z.unknown(), { method: 'DELETE', path: [parts.index] });
    await parts.connection.close();
    await engine.index.close();
  });

  it('finds the same articles as the index in memory, as many, with the same facets, in the same order', async () => {
    let hits = 0;
    for (const one of fc.sample(asked, 500)) {
      const query: IndexQuery = {
        ...one,
        text: one.q,
        query: await analyzeQuery(one.q, analyzer),
        facets: facetFields,
        collapse: false,
        pin: false,
      };
      const [here, there] = [await engine.index.search(query), await runQuery(parts, query)];
      const told = JSON.stringify(one);
      assert.deepEqual([there.total, there.relaxed], [here.total, here.relaxed], told);
      assert.deepEqual(there.facets, here.facets, told);
      if (one.sort !== 'relevance' || here.hits.every(({ score }) => score === 0))
        assert.deepEqual(
          there.hits.map(({ id }) => id),
          here.hits.map(({ id }) => id),
          told,
        );
      else if (one.offset + one.size <= 100 || here.total <= 100) {
        const rounded = here.hits.map(({ score }) => score.toFixed(3));
        assert.deepEqual(
          there.hits.map(({ score }) => score.toFixed(3)),
          rounded,
          `${told} ${JSON.stringify([here.hits[0], there.hits[0]])}`,
        );
      }
      hits += there.hits.length;
    }
    assert.ok(hits > 300, String(hits));
  });
});
