import assert from 'node:assert/strict';
import { mkdirSync, readFileSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import fc from 'fast-check';
import { MemoryArticleStore, type Article } from '../../../corpus/index.js';
import { foldArticle } from '../../../indexer/article-text.js';
import { article, ids, openEngine, request, type Engine } from '../engine.js';

const news: readonly Article[] = Array.from({ length: 40 }, (_, i) =>
  article({
    id: `n${String(i)}`,
    title: `揽月大桥第${String(i)}日`,
    body: `通车后的第${String(i)}天，${'车流平稳。'.repeat(i)}副局长到场。`,
    section: i % 2 === 0 ? '社会' : '时政',
    tags: [`标签${String(i % 3)}`],
    publishedAt: i % 5 === 0 ? null : `2025-01-${String((i % 28) + 1).padStart(2, '0')}T08:00:00+08:00`,
  }),
);

async function engineWithNews(): Promise<Engine> {
  const engine = await openEngine();
  await engine.ingest.write(news);
  await engine.index.compact();
  await engine.ingest.write(news.slice(0, 5).map((one) => ({ ...one, title: `${one.title}续` })));
  await engine.ingest.remove(['n7']);
  return engine;
}

async function answers(engine: Engine): Promise<unknown> {
  const facets = ['section', 'tag', 'month', 'year'] as const;
  const queries = ['副局长', '大桥 续', '"第3天"', '不存在 车流'];
  const found = await Promise.all(queries.map((q) => engine.search.search(request(q, { size: 50, facets }))));
  const suggested = await engine.search.suggest({ q: '揽月', size: 8 });
  return { found: found.map((answer) => ({ ...answer, tookMs: 0 })), suggested };
}

describe('a snapshot', () => {
  it('brings back the same answers without a change taken from the store', async () => {
    const engine = await engineWithNews();
    await engine.index.saveSnapshot();
    const again = await openEngine(engine.store, engine.snapshotFile);
    assert.deepEqual(await answers(again), await answers(engine));
    assert.match(again.events.map((event) => event.message).join(), /39 from the snapshot, 0 changes taken/);
    // How much room is kept for later articles depends on how the structures grew.
    const { bytes, ...stats } = engine.index.stats();
    const { bytes: bytesAgain, ...statsAgain } = again.index.stats();
    assert.deepEqual(statsAgain, stats);
    assert.equal(bytesAgain.texts, bytes.texts);
  });

  it('of nothing is used, too', async () => {
    const engine = await openEngine();
    await engine.index.saveSnapshot();
    const again = await openEngine(engine.store, engine.snapshotFile);
    assert.match(again.events.map((event) => event.message).join(), /0 from the snapshot, 0 changes taken/);
  });

  it('that is behind the store is brought up to date', async () => {
    const engine = await engineWithNews();
    await engine.index.saveSnapshot();
    await engine.ingest.remove(['n8']);
    await engine.ingest.write([article({ id: 'n9', title: '改了' }), article({ id: 'new', title: '副局长新任' })]);
    const again = await openEngine(engine.store, engine.snapshotFile);
    assert.match(again.events.map((event) => event.message).join(), /3 changes taken/);
    // Scores are computed with the mean length of the last compaction: both have one behind them now.
    await Promise.all([again.index.compact(), engine.index.compact()]);
    assert.deepEqual(await answers(again), await answers(engine));
  });

  it('can be taken while articles are written', async () => {
    const engine = await engineWithNews();
    const saving = engine.index.saveSnapshot();
    await engine.ingest.write(news.map((one) => ({ ...one, body: `${one.body}又及` })));
    await saving;
    const again = await openEngine(engine.store, engine.snapshotFile);
    assert.deepEqual((await ids(again, '又及')).sort(), (await ids(engine, '又及')).sort());
    assert.equal((await ids(again, '"又及"')).length, 40);
  });

  const damages: readonly (readonly [string, RegExp, (file: string) => void])[] = [
    ['torn', /torn or damaged/, (file) => truncateSync(file, readFileSync(file).length - 100)],
    ['empty', /torn or damaged/, (file) => truncateSync(file, 0)],
    ['flipped in one bit', /torn or damaged/, flipOneBit],
    ['something else', /torn or damaged/, (file) => writeFileSync(file, 'XUNWEN01 not really')],
    ['a folder', /cannot be read/, (file) => (rmSync(file), mkdirSync(file))],
    ['missing', /missing/, (file) => writeFileSync(`${file}.gone`, '')],
  ];
  for (const [name, said, damage] of damages) {
    it(`that is ${name} is made again from the store, and that is said`, async () => {
      const engine = await engineWithNews();
      await engine.index.saveSnapshot();
      damage(engine.snapshotFile);
      const file = name === 'missing' ? `${engine.snapshotFile}.none` : engine.snapshotFile;
      const again = await openEngine(engine.store, file);
      assert.match(again.events[0]?.message ?? '', said);
      assert.equal(again.events[0]?.level, 'warn');
      assert.deepEqual(await ids(again, '副局长', { sort: 'newest' }), await ids(engine, '副局长', { sort: 'newest' }));
    });
  }

  it('of another store is not used', async () => {
    const engine = await engineWithNews();
    await engine.index.saveSnapshot();
    const other = await openEngine(new MemoryArticleStore(), engine.snapshotFile);
    assert.match(other.events[0]?.message ?? '', /another store/);
    assert.equal(other.index.stats().articles, 0);
  });

  it('is not needed: texts that an older analyzer folded are folded again', async () => {
    const store = new MemoryArticleStore();
    const one = article({ id: '1', title: '國際論壇' });
    await store.put([{ article: one, folded: { text: '國際論壇\n\n\n\n\n\n', map: Uint8Array.of(0, 0) } }]);
    const engine = await openEngine(store);
    assert.deepEqual(await ids(engine, '国际'), ['1']);
    assert.equal((await store.get(['1']))[0]?.folded.text, foldArticle(one).text);
  });
});

function flipOneBit(file: string): void {
  const bytes = readFileSync(file);
  const at = Math.floor(bytes.length / 2);
  bytes[at] = (bytes[at] ?? 0) ^ 4;
  writeFileSync(file, bytes);
}

describe('compaction', () => {
  it('ranks as an index built afresh does, whatever was written before', async () => {
    const version = fc.record({ id: fc.nat(9), repeat: fc.nat(30), word: fc.constantFrom('大桥', '副局长', '通车') });
    await fc.assert(
      fc.asyncProperty(
        fc.array(version, { minLength: 1, maxLength: 30 }),
        fc.array(fc.nat(9), { maxLength: 3 }),
        async (versions, removed) => {
          const toArticle = ({ id, repeat, word }: (typeof versions)[number]): Article =>
            article({ id: String(id), title: `${word}新闻`, body: `${'车流。'.repeat(repeat)}副局长看${word}` });
          const worn = await openEngine();
          for (const one of versions) await worn.ingest.write([toArticle(one)]);
          await worn.ingest.remove(removed.map(String));
          await worn.index.compact();
          const fresh = await openEngine();
          const last = new Map(versions.map((one) => [String(one.id), one]));
          for (const id of removed) last.delete(String(id));
          await fresh.ingest.write([...last.values()].reverse().map(toArticle));
          await fresh.index.compact();
          const ask = (engine: Engine): Promise<unknown> =>
            engine.search.search(request('副局长 大桥', { match: 'any', size: 20 })).then((answer) => answer.hits);
          assert.deepEqual(await ask(worn), await ask(fresh));
          assert.equal(worn.index.stats().deleted, 0);
        },
      ),
      { numRuns: 40 },
    );
  });

  it('runs by itself when much was replaced, and loses nothing that is written meanwhile', async () => {
    const engine = await openEngine();
    for (let round = 0; round < 12; round++) {
      await engine.ingest.write(news.map((one) => ({ ...one, title: `${one.title}第${String(round)}版` })));
    }
    await engine.index.compact();
    assert.equal(engine.index.stats().articles, 40);
    assert.ok(engine.index.stats().deleted < 300);
    assert.equal((await ids(engine, '"第11版"')).length, 40);
    assert.equal((await ids(engine, '"第10版"')).length, 0);
  });
});
