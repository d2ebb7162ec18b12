import assert from 'node:assert/strict';
import fc from 'fast-check';
import type { Article } from '../../corpus/index.js';
import type { SearchRequest } from '../../indexer/index.js';
import { article, ids, openEngine, request, type Engine } from './engine.js';

async function engineOf(...articles: readonly Parameters<typeof article>[0][]): Promise<Engine> {
  const engine = await openEngine();
  await engine.ingest.write(articles.map(article));
  return engine;
}

const filler = '会议还研究了其他事项。';

describe('the rank', () => {
  it('of what holds the run as it was typed is above what holds its words apart', async () => {
    const engine = await engineOf(
      { id: 'apart', title: '西昌副局长：西昌、局长', body: '副局长在西昌，李胜在成都。' },
      { id: 'typed', title: '通报', body: `${filler.repeat(9)}西昌副局长李胜被查。` },
      ...Array.from({ length: 9 }, (_, i) => ({ id: `x${String(i)}`, body: filler })),
    );
    assert.deepEqual(await ids(engine, '西昌副局长李胜'), ['typed', 'apart']);
  });

  it('of runs with signs in them is by the run, not by its numbers', async () => {
    const engine = await engineOf(
      { id: 'years', title: '辉煌35年', body: '35岁的他走过35年。' },
      { id: 'share', title: '年报', body: `${filler}占比35%。` },
    );
    assert.deepEqual(await ids(engine, '35%'), ['share', 'years']);
  });

  it('of what has the query for its title is first, then of what holds it side by side', async () => {
    const engine = await engineOf(
      { id: 'apart', title: 'iPhone 17 与 iPhone 16：15 处不同', body: 'iPhone 的 15 年' },
      { id: 'beside', title: '旧机回收', body: `${filler}iPhone 15 价格下跌。` },
      { id: 'title', title: '“iPhone 15”', body: filler },
    );
    assert.deepEqual(await ids(engine, 'iphone 15'), ['title', 'beside', 'apart']);
  });

  it('is higher in a short title than in a long one', async () => {
    const engine = await engineOf(
      { id: 'long', title: '生活馆全国首店在澜江开业，超三万平方米展厅' },
      { id: 'short', title: '生活' },
    );
    assert.deepEqual(await ids(engine, '生活'), ['short', 'long']);
  });

  it('is higher where a word stands for itself than where it crosses two others', async () => {
    const engine = await engineOf({ id: 'a', body: '利西昌斯克战事' }, { id: 'b', body: '西昌发射卫星' });
    assert.deepEqual(await ids(engine, '西昌'), ['b', 'a']);
  });

  it('is higher where the words stand together', async () => {
    const engine = await engineOf(
      { id: 'apart', body: `台风${filler.repeat(5)}预警` },
      { id: 'near', body: `台风将至，预警${filler.repeat(5)}` },
    );
    assert.deepEqual(await ids(engine, '台风 预警'), ['near', 'apart']);
  });

  it('is higher where Latin words and numbers stand together, too', async () => {
    // The same words as often and as early in both, and the longer text is the one that has them in one sentence.
    const engine = await engineOf(
      { id: 'apart', body: `gpt gpt ${filler.repeat(5)}openai` },
      { id: 'near', body: `gpt 会上又称${filler.repeat(5)}openai 的 gpt` },
    );
    assert.deepEqual(await ids(engine, 'openai gpt'), ['near', 'apart']);
  });

  it('is a little higher for newer news, as asked for', async () => {
    const engine = await engineOf(
      { id: 'old', body: '西昌发射卫星，西昌。', publishedAt: '2015-01-01T00:00:00+08:00' },
      { id: 'new', body: '西昌又发射卫星了', publishedAt: '2025-01-01T00:00:00+08:00' },
      { id: 'timeless', body: '西昌发射卫星，西昌。' },
    );
    assert.deepEqual(await ids(engine, '西昌', { recency: false }), ['old', 'timeless', 'new']);
    const [first, ...others] = (await engine.search.search(request('卫星', { explain: true }))).hits;
    assert.equal(first?.id, 'new');
    const recency = (hit: typeof first): number => hit?.explanation?.find(({ kind }) => kind === 'recency')?.value ?? 0;
    assert.ok(recency(first) > 0);
    for (const other of others) assert.ok(recency(other) < recency(first) / 10, other.id);
  });

  it('goes on favouring newer news where an article is dated far in the future', async () => {
    const now = new Date().toISOString();
    const engine = await engineOf(
      { id: 'old', body: '西昌发射卫星，西昌。', publishedAt: '2015-01-01T00:00:00+08:00' },
      { id: 'now', body: '西昌又发射卫星了', publishedAt: now },
      { id: 'wrong', body: '别的事', publishedAt: '2999-12-31T00:00:00+08:00' },
      { id: 'wrong, too', body: '西昌', publishedAt: '2999-12-31T00:00:00+08:00' },
    );
    const { hits } = await engine.search.search(request('西昌 卫星', { explain: true, match: 'any' }));
    const recency = new Map(
      hits.map(({ id, score, explanation }) => [
        id,
        (explanation?.find(({ kind }) => kind === 'recency')?.value ?? 0) / score,
      ]),
    );
    assert.ok((recency.get('now') ?? 0) > 0.05);
    assert.ok((recency.get('wrong, too') ?? 1) <= 0.1);
    assert.ok((recency.get('old') ?? 1) < 0.01);
  });

  const pieces = fc.constantFrom(
    '西昌',
    '副局长',
    '一副局长',
    '利西昌斯克',
    '國際',
    '论坛',
    'nba',
    '5G',
    '。',
    '的',
    '李',
  );
  const text = fc.array(pieces, { maxLength: 8 }).map((parts) => parts.join(''));
  const articles: fc.Arbitrary<Article[]> = fc
    .uniqueArray(
      fc.record({
        id: fc.nat(30).map(String),
        title: text,
        body: text,
        publishedAt: fc.option(fc.constantFrom('2025-01-01T00:00:00+08:00', '2024-12-01T00:00:00+08:00')),
      }),
      { selector: ({ id }) => id, minLength: 1, maxLength: 12 },
    )
    .map((all) => all.map(article));
  const query = fc
    .array(pieces, { minLength: 1, maxLength: 4 })
    .chain((parts) => fc.constantFrom(parts.join(''), parts.join(' '), `"${parts.join('')}"`));

  it('falls from hit to hit, and its parts add up to the score', async () => {
    await fc.assert(
      fc.asyncProperty(articles, query, fc.boolean(), async (all, q, recency) => {
        const engine = await engineOf(...all);
        const how: Partial<Omit<SearchRequest, 'filters'>> = { explain: true, recency, size: 100 };
        const { hits } = await engine.search.search(request(q, how));
        hits.forEach(({ score, explanation = [] }, i) => {
          const sum = explanation.reduce((total, { value }) => total + value, 0);
          assert.ok(Math.abs(sum - score) <= 1e-5 * Math.max(1, score), `${q}: ${String(sum)} ${String(score)}`);
          assert.ok(explanation.every(({ kind }) => recency || kind !== 'recency'));
          assert.ok(score <= (hits[i - 1]?.score ?? Infinity));
        });
      }),
      { numRuns: 60 },
    );
  });

  it('is the same after a compaction as in an index built anew', async () => {
    const news = Array.from({ length: 30 }, (_, i) =>
      article({ id: String(i), title: `西昌第${String(i)}号`, body: `${filler.repeat(i % 7)}副局长到场，西昌发射。` }),
    );
    const engine = await engineOf(...news.map((one) => ({ ...one, body: '西昌发射与副局长' })));
    await engine.ingest.write(news);
    await engine.ingest.remove(['3', '4']);
    await engine.index.compact();
    const anew = await engineOf(...news.filter(({ id }) => id !== '3' && id !== '4'));
    await anew.index.compact();
    for (const q of ['西昌副局长', '西昌 发射', '发射与']) {
      const scores = async (of: Engine): Promise<unknown> =>
        (await of.search.search(request(q, { size: 100 }))).hits.map(({ id, score }) => [id, score]);
      assert.deepEqual(await scores(engine), await scores(anew), q);
    }
  });

  it('is the same whichever way round the words are typed', async () => {
    const engine = await engineOf({ id: 'a', title: '岁月', body: '大桥' }, { id: 'b', title: '大桥', body: '月亮' });
    await engine.index.compact();
    const scores = async (q: string): Promise<unknown> =>
      (await engine.search.search(request(q))).hits.map(({ id, score, highlights }) => [id, score, highlights]);
    assert.deepEqual(await scores('揽月大桥 月'), await scores('月 揽月大桥'));
  });

  it('counts pairs as the articles are now, after a snapshot that was behind them', async () => {
    const old = Array.from({ length: 6 }, (_, i) => ({ id: String(i), body: '台风预警' }));
    const engine = await engineOf(...old);
    await engine.index.saveSnapshot();
    await engine.ingest.write(old.slice(1).map(({ id }) => article({ id, body: '台风登陆' })));
    const again = await openEngine(engine.store, engine.snapshotFile);
    await Promise.all([again.index.compact(), engine.index.compact()]);
    for (const q of ['台风', '台风预警']) {
      const scores = async (of: Engine): Promise<unknown> =>
        (await of.search.search(request(q))).hits.map(({ id, score }) => [id, score]);
      assert.deepEqual(await scores(again), await scores(engine));
    }
  });

  it('counts beyond the first hundred too, each hit once', async () => {
    const engine = await engineOf(
      ...Array.from({ length: 150 }, (_, i) => ({ id: String(i), body: `${'。'.repeat(i)}台风预警` })),
    );
    const found = await Promise.all([1, 2].map((page) => ids(engine, '台风 预警', { page, size: 75 })));
    assert.equal(new Set(found.flat()).size, 150);
  });
});
