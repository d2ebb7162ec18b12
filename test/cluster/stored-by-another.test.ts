import assert from 'node:assert/strict';
import { documentId, writeDocuments } from '../../corpus/index.js';
import { foldArticle } from '../../indexer/article-text.js';
import { searchDocument } from '../../indexer/index/opensearch/search-document.js';
import { analyzer, article, request } from '../indexer/engine.js';
import { openClusterEngine, type ClusterEngine } from './cluster-engine.js';

describe('an article that another process has stored, and not got into the index', function () {
  this.timeout(120_000);
  let engine: ClusterEngine;
  let made = 0;
  beforeEach(async () => {
    engine = await openClusterEngine({ prefix: `stored-${++made}` });
  });
  afterEach(() => engine.remove());

  const bridge = article({ id: 'bridge', title: '揽月大桥通车' });
  const renamed = article({ id: 'bridge', title: '揽月大桥改名' });
  const found = async (q: string): Promise<string[]> => {
    const { hits } = await engine.search.search(request(q));
    return hits.map(({ title }) => title);
  };

  it('is found when the same write is acknowledged here', async () => {
    await engine.store.put([{ article: bridge, folded: foldArticle(bridge) }]);
    const report = await engine.ingest.write([bridge]);
    assert.equal(report.changed, 0);
    assert.deepEqual(await found('大桥'), ['揽月大桥通车']);
  });

  it('is found as it was changed, and by nothing else', async () => {
    await engine.ingest.write([bridge]);
    await engine.store.put([{ article: renamed, folded: foldArticle(renamed) }]);
    await engine.ingest.write([renamed]);
    assert.deepEqual(await found('改名'), ['揽月大桥改名']);
    assert.deepEqual(await found('通车'), []);
  });

  it('is found when it is in the index already, and no search could see it yet', async () => {
    const [change = 0] = await engine.store.put([{ article: bridge, folded: foldArticle(bridge) }]);
    const [spans = new Uint32Array()] = await analyzer.terms([foldArticle(bridge).text]);
    const stored = { article: bridge, folded: foldArticle(bridge) };
    const document = searchDocument(stored, spans, { change, averageLength: 600, writer: 'another' });
    const index = engine.connection.index('search');
    await writeDocuments(engine.connection, index, [{ id: documentId('bridge'), version: change, document }]);
    await engine.ingest.write([bridge]);
    assert.deepEqual(await found('大桥'), ['揽月大桥通车']);
  });

  it('is found no more when the same deletion is acknowledged here', async () => {
    await engine.ingest.write([bridge]);
    await engine.store.delete(['bridge']);
    assert.deepEqual(await engine.ingest.remove(['bridge']), []);
    assert.deepEqual(await found('大桥'), []);
  });
});
