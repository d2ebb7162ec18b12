import assert from 'node:assert/strict';
import { createSearchService } from '../../indexer/index.js';
import type { Suggestion } from '../../indexer/index.js';
import { analyzer, article, openEngine } from './engine.js';
import { minute, openReaders, type ReadersInTime } from './readers-in-time.js';

describe('suggestions with readers', () => {
  const news = [
    article({ id: 'n1', title: '揽月大桥通车', body: '公路到公园。', publishedAt: '2025-01-03T08:00:00+08:00' }),
    article({ id: 'n2', title: '揽月湖起雾', body: '公园里。', publishedAt: '2025-01-02T08:00:00+08:00' }),
    article({ id: 'n3', title: '揽月公园开放', body: '揽月公园。', publishedAt: '2025-01-01T08:00:00+08:00' }),
  ];
  type Asked = ReadersInTime & { readonly ask: (q: string, size?: number) => Promise<readonly Suggestion[]> };

  async function open(): Promise<Asked> {
    const { store, index, ingest } = await openEngine();
    await ingest.write(news);
    const made = await openReaders();
    const search = createSearchService({ store, index, analyzer, recency: 0.1, readers: made.readers });
    return { ...made, ask: async (q, size = 8) => (await search.suggest({ q, size })).suggestions };
  }
  const textsOf = (suggestions: readonly Suggestion[], kind: Suggestion['kind']): string[] =>
    suggestions.filter((one) => one.kind === kind).map(({ text }) => text);

  it('are those of the index where nobody has typed anything', async () => {
    const { store, index, ingest, search } = await openEngine();
    await ingest.write(news);
    const { readers } = await openReaders();
    const withReaders = createSearchService({ store, index, analyzer, recency: 0.1, readers });
    for (const size of [1, 2, 5, 8]) {
      assert.deepEqual(await withReaders.suggest({ q: '揽', size }), await search.suggest({ q: '揽', size }));
    }
  });

  it('begin with what readers typed, marked', async () => {
    const { type, ask } = await open();
    type('揽月大桥 收费', 5);
    const [first] = await ask('揽月');
    assert.deepEqual(first, {
      text: '揽月大桥 收费',
      kind: 'query',
      highlighted: '<mark>揽月</mark>大桥 收费',
      id: null,
      url: null,
    });
  });

  it('say nothing twice', async () => {
    const { type, ask } = await open();
    type('揽月湖', 5);
    type('揽月公园开放', 5);
    const suggestions = await ask('揽');
    const texts = suggestions.map(({ text }) => text);
    assert.equal(new Set(texts).size, texts.length, texts.join());
    assert.ok(textsOf(suggestions, 'query').includes('揽月湖'));
    assert.ok(textsOf(suggestions, 'title').includes('揽月公园开放'));
  });

  it('put titles first that readers chose often', async () => {
    const { readers, clock, ask } = await open();
    assert.equal(textsOf(await ask('揽'), 'title').at(-1), '揽月公园开放');
    for (let i = 0; i < 3; i++) {
      clock.now += 2 * minute;
      readers.chose({ query: '揽月', id: 'n3', text: null });
    }
    assert.equal(textsOf(await ask('揽'), 'title')[0], '揽月公园开放');
  });

  it('put words first that readers typed often', async () => {
    const { type, ask } = await open();
    assert.deepEqual(textsOf(await ask('公', 2), 'word'), ['公园', '公路']);
    type('公路', 3);
    assert.deepEqual(textsOf(await ask('公', 2), 'word'), ['公路', '公园']);
  });

  it('hold no blocked word, whatever they are and however it is written, until it is let go', async () => {
    const { readers, type, ask } = await open();
    type('揽月大桥 收费', 5);
    await readers.blockList.add(['大桥']);
    const texts = (await ask('揽')).map(({ text }) => text);
    assert.ok(texts.length > 0 && texts.every((text) => !text.includes('大桥')), texts.join());
    assert.ok(readers.blockList.holds('揽月大橋'));
    await readers.blockList.remove(['大桥']);
    assert.ok((await ask('揽')).some(({ text }) => text === '揽月大桥 收费'));
  });

  it('are filled up from what is left where some are blocked', async () => {
    const { readers, ask } = await open();
    await readers.blockList.add(['揽月大桥通车']);
    assert.deepEqual(textsOf(await ask('揽', 2), 'title'), ['揽月湖起雾', '揽月公园开放']);
  });

  it('are filled up where a common beginning is blocked', async () => {
    const { store, index, ingest } = await openEngine();
    const { readers } = await openReaders();
    const many = Array.from({ length: 60 }, (_, i) =>
      article({ id: `x${String(i)}`, title: `西昌第${String(i)}号快讯` }),
    );
    await ingest.write([...many, article({ id: 'wall', title: '西安城墙修缮' })]);
    await readers.blockList.add(['西昌']);
    const search = createSearchService({ store, index, analyzer, recency: 0.1, readers });
    const { suggestions } = await search.suggest({ q: '西', size: 8 });
    assert.deepEqual(textsOf(suggestions, 'title'), ['西安城墙修缮']);
  });
});
