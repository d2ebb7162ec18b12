import assert from 'node:assert/strict';
import type { SearchRequest } from '../../indexer/index.js';
import { article, openEngine, request, type Engine } from './engine.js';
import { copies, wireStory } from './wire-story.js';

const at = (hour: string): string => `2026-07-18T${hour}:00:00+08:00`;
const articles = [
  article({
    id: 'late',
    title: '防汛：澜江水位上涨 4312人转移',
    body: copies.edited,
    source: '云泽晚报',
    publishedAt: at('15'),
  }),
  article({ id: 'first', title: '澜江云泽站水位超警戒', body: wireStory, source: '澜江日报', publishedAt: at('09') }),
  article({
    id: 'led',
    title: '澜江云泽站水位超过警戒',
    body: copies.led,
    source: '望舒港商报',
    publishedAt: at('11'),
  }),
  article({
    id: 'other',
    title: '澜江日报社招聘记者',
    body: '云泽市招聘会18日举行。',
    source: '澜江日报',
    publishedAt: at('16'),
  }),
];

const [stories, copiesOfEach, lone] = [200, 3, 30];

/** Signs that no other story has in this order. */
function ownText(story: number): string {
  const signs = Array.from({ length: 120 }, (_, i) => 0x4e00 + ((story * 7919 + i * i * 104_729 + i * 31) % 5000));
  return `澜江${String.fromCodePoint(...signs)}`;
}

/** So many stories, told by several at a time one after another, and some that one alone tells. */
const manyCopies = Array.from({ length: stories * copiesOfEach + lone }, (_, i) => {
  const [story, copy] = i < stories * copiesOfEach ? [i % stories, Math.floor(i / stories)] : [i, 0];
  const publishedAt = new Date(Date.UTC(2026, 6, 1) + i * 60_000).toISOString();
  return article({ id: `s${story}-${copy}`, title: `澜江第${story}号`, body: ownText(story), publishedAt });
});
/** Those that are shown, the oldest first. */
const shownOfMany = manyCopies.filter(({ id }) => id.endsWith('-0')).map(({ id }) => id);

describe('a result with copies collapsed', () => {
  let engine: Engine;
  before(async () => {
    engine = await openEngine();
    await engine.ingest.write(articles);
  });
  after(() => engine.index.close());

  const found = async (q: string, options: Parameters<typeof request>[1] = {}) => {
    const answer = await engine.search.search(request(q, options));
    return { ...answer, shown: answer.hits.map(({ id, duplicates }) => [id, ...duplicates.ids]) };
  };

  it('shows the earliest copy and names the others; total counts articles, stories hits', async () => {
    const answer = await found('云泽', { facets: ['source'] });
    assert.deepEqual(
      answer.shown.find(([id]) => id === 'first'),
      ['first', 'led', 'late'],
    );
    assert.equal(answer.total, 4);
    assert.equal(answer.stories, 2);
    assert.equal(
      answer.facets.source?.reduce((sum, { count }) => sum + count, 0),
      4,
    );
    const [led] = answer.hits.find(({ id }) => id === 'first')?.duplicates.articles ?? [];
    assert.deepEqual(led, {
      id: 'led',
      url: null,
      title: '澜江云泽站水位超过警戒',
      source: '望舒港商报',
      publishedAt: at('11'),
    });
  });

  it('shows each article by itself where that is asked for', async () => {
    const answer = await found('云泽', { collapse: false, sort: 'oldest' });
    assert.deepEqual(answer.shown, [['first'], ['led'], ['late'], ['other']]);
    assert.equal(answer.stories, 4);
  });

  it('shows a copy that passes the filters, and counts only those that do', async () => {
    const none = { section: [], source: [], author: [], tag: [], from: null, to: null };
    const answer = await found('水位', { filters: { ...none, source: ['云泽晚报', '望舒港商报'] } });
    assert.deepEqual(answer.shown, [['led', 'late']]);
  });

  it('shows the copy whose headline was typed', async () => {
    assert.deepEqual((await found('防汛：澜江水位上涨 4312人转移', { match: 'any' })).shown[0], [
      'late',
      'first',
      'led',
    ]);
  });

  it('stands where the copy shown stands, in every order', async () => {
    const order = async (sort: SearchRequest['sort']) => (await found('云泽', { sort })).hits.map(({ id }) => id);
    assert.deepEqual(await order('newest'), ['other', 'first']);
    assert.deepEqual(await order('oldest'), ['first', 'other']);
  });

  it('pages through stories', async () => {
    const pages = [];
    for (const page of [1, 2, 3]) pages.push((await found('云泽', { page, size: 1, sort: 'newest' })).shown);
    assert.deepEqual(pages, [[['other']], [['first', 'led', 'late']], []]);
  });

  it('pages to the end through stories that have many copies each, in every order', async () => {
    const own = await openEngine();
    await own.ingest.write(manyCopies);
    for (const sort of ['relevance', 'newest', 'oldest'] as const) {
      const ids: string[] = [];
      for (let page = 1; page <= 9; page++) {
        const answer = await own.search.search(request('澜江', { page, size: 30, sort }));
        assert.deepEqual([answer.total, answer.stories], [manyCopies.length, shownOfMany.length], sort);
        for (const { id, duplicates } of answer.hits) {
          ids.push(id);
          assert.equal(duplicates.ids.length, Number(id.slice(1, -2)) < stories ? copiesOfEach - 1 : 0, id);
        }
      }
      if (sort === 'relevance') assert.deepEqual([...ids].sort(), [...shownOfMany].sort());
      else assert.deepEqual(ids, sort === 'oldest' ? shownOfMany : shownOfMany.toReversed());
    }
    await own.index.close();
  });

  it('goes on as copies come and go', async () => {
    const own = await openEngine();
    await own.ingest.write(articles);
    await own.ingest.remove(['first']);
    const { hits } = await own.search.search(request('水位'));
    assert.deepEqual(
      hits.map(({ id, duplicates }) => [id, ...duplicates.ids]),
      [['led', 'late']],
    );
    await own.index.close();
  });
});
