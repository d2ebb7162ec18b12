import assert from 'node:assert/strict';
import { article, ids, openEngine, request, type Engine } from './engine.js';

async function engineOf(...articles: readonly Parameters<typeof article>[0][]): Promise<Engine> {
  const engine = await openEngine();
  await engine.ingest.write(articles.map(article));
  return engine;
}

describe('ranking', () => {
  it('puts the title above the body', async () => {
    const engine = await engineOf(
      { id: 'body', title: '简讯', body: '桥梁专家谈桥梁与桥梁。' },
      { id: 'title', title: '桥梁简讯', body: '专家谈话。' },
    );
    assert.deepEqual(await ids(engine, '桥梁'), ['title', 'body']);
  });

  it('puts the title above the body also where the cut missed the word', async () => {
    const engine = await engineOf(
      { id: 'body', title: '通报', body: '副局长出席。' },
      { id: 'title', title: '西昌市一副局长被查', body: '通报。' },
    );
    assert.deepEqual(await ids(engine, '副局长'), ['title', 'body']);
  });

  it('puts what stands in the lead above what stands at the end', async () => {
    const filler = '会议还研究了其他事项。'.repeat(20);
    const engine = await engineOf(
      { id: 'end', body: `${filler}黄金上涨。` },
      { id: 'lead', body: `黄金上涨。${filler}` },
    );
    assert.deepEqual(await ids(engine, '黄金'), ['lead', 'end']);
  });

  it('weighs rare words more', async () => {
    const common = Array.from({ length: 8 }, (_, i) => ({ id: `c${String(i)}`, body: '新闻发布会召开。' }));
    const engine = await engineOf(...common, { id: 'rare', body: '漷湾镇召开会议。' });
    const found = await ids(engine, '发布会 漷湾镇', { match: 'any' });
    assert.equal(found[0], 'rare');
  });

  it('breaks ties by time, newest first, then by id', async () => {
    const engine = await engineOf(
      { id: 'c', body: '西昌' },
      { id: 'b', body: '西昌', publishedAt: '2024-01-01T00:00:00+08:00' },
      { id: 'a', body: '西昌' },
      { id: 'd', body: '西昌', publishedAt: '2025-01-01T00:00:00+08:00' },
    );
    assert.deepEqual(await ids(engine, '西昌'), ['d', 'b', 'a', 'c']);
    assert.deepEqual(await ids(engine, '西昌', { sort: 'oldest' }), ['b', 'd', 'a', 'c']);
  });
});

describe('the search service', () => {
  it('says which words no hit holds when it relaxes, and puts articles with more of the words first', async () => {
    const engine = await engineOf({ id: 'one', title: '西昌西昌西昌' }, { id: 'two', title: '成都新闻', body: '西昌' });
    const answer = await engine.search.search(request('西昌 成都 不存在某'));
    assert.deepEqual(
      answer.hits.map((hit) => hit.id),
      ['two', 'one'],
    );
    assert.equal(answer.relaxed?.match, 'any');
    assert.ok(answer.relaxed?.dropped.includes('不'));
    assert.ok(!answer.relaxed?.dropped.includes('西昌'));
  });

  it('does not relax when asked for all words, nor where no word stands anywhere', async () => {
    const engine = await engineOf({ id: 'one', title: '西昌' });
    assert.equal((await engine.search.search(request('西昌 成都', { match: 'all' }))).total, 0);
    assert.equal((await engine.search.search(request('重庆 成都'))).relaxed, null);
  });

  it('relaxes where filters leave nothing', async () => {
    const engine = await engineOf(
      { id: 'a', title: '西昌 成都', section: '甲' },
      { id: 'b', title: '西昌', section: '乙' },
    );
    const answer = await engine.search.search(request('西昌 成都', { filters: { section: ['乙'] } }));
    assert.deepEqual(
      answer.hits.map((hit) => hit.id),
      ['b'],
    );
    assert.deepEqual(answer.relaxed?.dropped, ['成都']);
  });

  it('uses the first 256 characters of a query and says so', async () => {
    const engine = await engineOf({ id: 'a', title: '𠮷'.repeat(256) });
    const answer = await engine.search.search(request(`"${'𠮷'.repeat(300)}"`));
    assert.equal(answer.truncated, true);
    assert.equal(Array.from(answer.query).length, 256);
    assert.equal((await engine.search.search(request('𠮷'.repeat(256)))).truncated, false);
  });

  it('gives each hit once from page to page', async () => {
    const engine = await engineOf(
      ...Array.from({ length: 25 }, (_, i) => ({ id: `n${String(i)}`, title: `西昌${String(i)}` })),
    );
    const pages = await Promise.all([1, 2, 3, 4].map((page) => engine.search.search(request('西昌', { page }))));
    const found = pages.flatMap((answer) => answer.hits.map((hit) => hit.id));
    assert.equal(new Set(found).size, 25);
    assert.deepEqual(found, await ids(engine, '西昌'));
  });

  it('walks a pinned result to its end, deleted articles left out and new ones unseen', async () => {
    const engine = await engineOf(
      ...Array.from({ length: 25 }, (_, i) => ({ id: `n${String(i)}`, title: `西昌${String(i)}` })),
    );
    const expected = await ids(engine, '西昌');
    let answer = await engine.search.search(request('西昌', { collapse: false, pin: true, size: 7 }));
    const found = answer.hits.map((hit) => hit.id);
    await engine.ingest.remove([expected[20] ?? '']);
    await engine.ingest.write([article({ id: 'new', title: '西昌西昌' })]);
    await engine.index.compact();
    while (answer.next !== null) {
      answer = await engine.search.search(request('', { cursor: answer.next, size: 7 }));
      found.push(...answer.hits.map((hit) => hit.id));
      assert.equal(answer.query, '西昌');
      assert.match(answer.hits[0]?.highlights.title ?? '', /<mark>西昌<\/mark>/);
    }
    assert.deepEqual(
      found,
      expected.filter((id) => id !== expected[20]),
    );
  });

  it('finds everything for an empty query, newest first, and signs only where they stand', async () => {
    const engine = await engineOf(
      { id: 'a', title: '甲' },
      { id: 'b', title: '乙', publishedAt: '2024-01-01T00:00:00+08:00' },
    );
    assert.deepEqual(await ids(engine, ''), ['b', 'a']);
    assert.deepEqual(await ids(engine, '？！'), []);
    assert.deepEqual(await ids(engine, '-甲'), ['b']);
  });

  it('gives facts, marks and an image with each hit', async () => {
    const engine = await engineOf({
      id: 'a',
      url: 'https://news.example/a',
      title: '國際<論壇>',
      body: '第一段。\n国际合作。',
      tags: ['外交'],
      images: [
        { url: null, caption: '图' },
        { url: 'https://news.example/a.jpg', caption: null },
      ],
    });
    const [hit] = (await engine.search.search(request('国际'))).hits;
    assert.equal(hit?.image, 'https://news.example/a.jpg');
    assert.deepEqual(hit?.tags, ['外交']);
    assert.equal(hit?.highlights.title, '<mark>國際</mark>&lt;論壇&gt;');
    assert.deepEqual(hit?.highlights.snippets, ['第一段。 <mark>国际</mark>合作。']);
    assert.ok((hit?.score ?? 0) > 0);
  });

  it('answers hostile queries', async () => {
    const engine = await engineOf({ id: 'a', title: '西昌' });
    for (const q of [
      '"',
      '('.repeat(256),
      '\ud800',
      '\0',
      '\u202e西昌',
      'a'.repeat(300),
      '" OR "',
      '-',
      ':::',
      '😀',
      '-(-(-a))',
    ]) {
      const answer = await engine.search.search(request(q));
      assert.ok(answer.total <= 1, q);
    }
  });
});

describe('the way in', () => {
  it('takes the last of two articles with one id, and counts what did not change', async () => {
    const engine = await engineOf({ id: 'a', title: '旧' });
    const report = await engine.ingest.write([article({ id: 'a', title: '新' }), article({ id: 'a', title: '旧' })]);
    assert.deepEqual(report, { written: 2, changed: 0 });
    assert.deepEqual(await ids(engine, '旧'), ['a']);
    assert.equal(engine.index.stats().deleted, 0);
  });

  it('finds an article once it is written and not once it is deleted', async () => {
    const engine = await engineOf({ id: 'a', title: '西昌' });
    assert.deepEqual(await engine.ingest.remove(['a', 'none']), ['a']);
    assert.deepEqual(await ids(engine, '西昌'), []);
    await engine.ingest.write([article({ id: 'a', title: '西昌' })]);
    assert.deepEqual(await ids(engine, '西昌'), ['a']);
  });

  it('keeps the order of writes that were made at once', async () => {
    const engine = await openEngine();
    await Promise.all(['一', '二', '三'].map((title) => engine.ingest.write([article({ id: 'a', title })])));
    assert.deepEqual(await ids(engine, '三'), ['a']);
    assert.deepEqual(await ids(engine, '一 OR 二'), []);
  });
});

describe('suggestions', () => {
  const titles = ['西昌市新机场开工', '西昌火箭升空', '西部大开发', '“西昌”号下水', '國際論壇開幕', 'NBA总决赛'];
  const open = (): Promise<Engine> =>
    engineOf(
      ...titles.map((title, i) => ({
        id: String(i),
        title,
        body: '西昌西部发展国际新闻',
        publishedAt: `2025-01-0${String(i + 1)}T00:00:00+08:00`,
      })),
    );
  const suggestions = async (q: string): Promise<string[]> =>
    (await (await open()).search.suggest({ q, size: 8 })).suggestions.map(
      ({ kind, highlighted }) => `${kind} ${highlighted}`,
    );

  it('are words and titles that begin so, from the first character typed', async () => {
    const found = await suggestions('西');
    assert.ok(found.includes('word <mark>西</mark>昌'));
    assert.ok(found.includes('title <mark>西</mark>部大开发'));
  });

  it('pass over punctuation before a title and mark the original characters', async () => {
    assert.deepEqual((await suggestions('西昌号')).length, 0);
    assert.ok((await suggestions('西昌')).includes('title “<mark>西昌</mark>”号下水'));
    assert.deepEqual(await suggestions('国际论'), ['title <mark>國際論</mark>壇開幕']);
    assert.ok((await suggestions('nb')).includes('title <mark>NB</mark>A总决赛'));
  });

  it('are of titles whose first character is beyond the first 65 536, or stands behind such a sign', async () => {
    const engine = await engineOf({ id: 'a', title: '𠮷野家宣布涨价' }, { id: 'b', title: '🚀“西昌”火箭升空' });
    const found = async (q: string): Promise<string[]> =>
      (await engine.search.suggest({ q, size: 8 })).suggestions
        .filter(({ kind }) => kind === 'title')
        .map(({ highlighted }) => highlighted);
    assert.deepEqual(await found('𠮷'), ['<mark>𠮷</mark>野家宣布涨价']);
    assert.deepEqual(await found('𠮷野'), ['<mark>𠮷野</mark>家宣布涨价']);
    assert.deepEqual(await found('🚀𠮷野'), ['<mark>𠮷野</mark>家宣布涨价']);
    assert.deepEqual(await found('xich'), ['🚀“<mark>西昌</mark>”火箭升空']);
  });

  it('are none for nothing, punctuation or what nothing begins with', async () => {
    for (const q of ['', ' ', '！', '不存在']) assert.deepEqual(await suggestions(q), []);
  });

  it('forget what was deleted', async () => {
    const engine = await engineOf({ id: 'a', title: '漷湾镇通车' });
    await engine.ingest.remove(['a']);
    assert.deepEqual((await engine.search.suggest({ q: '漷', size: 8 })).suggestions, []);
  });
});
