import assert from 'node:assert/strict';
import { createSearchService } from '../../indexer/index.js';
import { analyzer, article, openEngine } from './engine.js';
import { openReaders } from './readers-in-time.js';

describe('marks in suggestions', () => {
  /** The marked suggestions of a kind, of one article. */
  async function marked(title: string, q: string, kind: string): Promise<string[]> {
    const { ingest, search } = await openEngine();
    await ingest.write([article({ id: 'a', title })]);
    const { suggestions } = await search.suggest({ q, size: 8 });
    return suggestions.filter((one) => one.kind === kind).map(({ highlighted }) => highlighted);
  }

  it('stand where the title begins, whatever stands before', async () => {
    assert.deepEqual(await marked('😀西昌地震', 'xichang', 'title'), ['😀<mark>西昌</mark>地震']);
    assert.deepEqual(await marked('😀西昌地震', '西昌', 'title'), ['😀<mark>西昌</mark>地震']);
  });

  it('stand at what is completed, not where the same letter comes later', async () => {
    assert.deepEqual(await marked('上海发布SUV报告', 's', 'title'), ['<mark>上</mark>海发布SUV报告']);
  });

  for (const [q, highlighted] of [
    ['西昌地', '<mark>西昌，地</mark>震'],
    ['西昌 地', '<mark>西昌，地</mark>震'],
    ['xichangd', '<mark>西昌，地</mark>震'],
    ['xcd', '<mark>西昌，地</mark>震'],
    ['西chang', '<mark>西昌</mark>，地震'],
  ] as const) {
    it(`of "${q}" pass over the punctuation of a reader's query`, async () => {
      const { store, index } = await openEngine();
      const { readers, type } = await openReaders();
      type('西昌，地震', 5);
      const search = createSearchService({ store, index, analyzer, recency: 0.1, readers });
      const { suggestions } = await search.suggest({ q, size: 8 });
      assert.deepEqual(suggestions, [{ text: '西昌，地震', kind: 'query', highlighted, id: null, url: null }]);
    });
  }
});
