import assert from 'node:assert/strict';
import type { Express } from 'express';
import request from 'supertest';
import { appUnderTest, many, news } from './http-app.js';
import { checkAnswer } from './http-contract-check.js';

describe('GET /api/search', () => {
  let app: Express;
  before(async () => {
    ({ app } = await appUnderTest(news));
  });

  const search = (parameters: string) => request(app).get(`/api/search?${parameters}`);
  const idsOf = async (parameters: string): Promise<readonly string[]> => {
    const { body } = await search(parameters).expect(200);
    return body.hits.map(({ id }: { id: string }) => id).sort();
  };

  it('finds a word that no cut of the title has, and marks it', async () => {
    const { body } = await search('q=副局长').expect(200);
    assert.equal(body.total, 4);
    const hit = body.hits.find(({ id }: { id: string }) => id === 'a1');
    assert.equal(hit.highlights.title, '青禾市一<mark>副局长</mark>走访防汛仓库');
  });

  it('escapes what articles hold', async () => {
    const { body } = await search('q=script').expect(200);
    const title: string = body.hits[0].highlights.title;
    assert.ok(title.startsWith('&lt;<mark>script</mark>&gt;'), title);
  });

  it('takes repeated filters as any of these', async () => {
    assert.deepEqual(await idsOf('section=要闻&section=国际'), ['a1', 'a2', 'a3']);
    assert.deepEqual(await idsOf('section=要闻&source=南屿晚报'), []);
  });

  it('takes days as both inclusive, and a first day after the last as nothing', async () => {
    assert.deepEqual(await idsOf('from=2024-11-03&to=2024-11-03'), ['a1']);
    assert.deepEqual(await idsOf('from=2024-11-04&to=2024-11-03'), []);
  });

  it('lets the query be empty where a filter is given', async () => {
    assert.deepEqual(await idsOf('q=&tag=防汛'), ['a1']);
  });

  it('ignores parameters it does not know, and empty ones', async () => {
    assert.equal((await idsOf('q=副局长&page=&size=&sort=&from=&cursor=&collapse=true&explain=&utm=1')).length, 4);
  });

  it('uses the first 256 characters of a long query and says so', async () => {
    const { body } = await search(`q=${'长'.repeat(300)}`).expect(200);
    assert.equal(body.truncated, true);
    assert.equal(body.query.length, 256);
  });

  it('counts the facets asked for', async () => {
    const { body } = await search('q=副局长&facets=section,year').expect(200);
    assert.deepEqual(body.facets.year, [
      { value: '2024', count: 1 },
      { value: '2023', count: 1 },
    ]);
    assert.deepEqual(body.facets.section[0], { value: '要闻', count: 2 });
    assert.deepEqual(Object.keys(body.facets).sort(), ['section', 'year']);
  });

  const wrong: readonly (readonly [query: string, parameter: string, detail: string])[] = [
    ['', 'q', 'q: empty, and neither a filter nor a cursor is given'],
    ['q=%20', 'q', 'q: empty, and neither a filter nor a cursor is given'],
    ['q=a&q=b', 'q', 'q: given more than once'],
    ['q=a&size=101', 'size', 'size: 101 is over 100'],
    ['q=a&size=0', 'size', 'size: 0 is under 1'],
    ['q=a&size=ten', 'size', 'size: "ten" is not a whole number'],
    ['q=a&size=1.5', 'size', 'size: "1.5" is not a whole number'],
    ['q=a&size=1&size=2', 'size', 'size: given more than once'],
    ['q=a&page=0', 'page', 'page: 0 is under 1'],
    ['q=a&page=-1', 'page', 'page: -1 is under 1'],
    ['q=a&page=1001', 'page', 'page: 1001 × size 10 is over 10000'],
    ['q=a&page=99999999999999999999', 'page', 'page: "99999999999999999999" is not a whole number'],
    ['q=a&sort=best', 'sort', 'sort: "best" is not one of relevance, newest, oldest'],
    ['q=a&sort=newest&sort=oldest', 'sort', 'sort: given more than once'],
    ['q=a&recency=much', 'recency', 'recency: "much" is not one of on, off'],
    ['q=a&explain=1', 'explain', 'explain: "1" is not one of true, false'],
    ['q=a&match=some', 'match', 'match: "some" is not one of auto, all, any'],
    ['q=a&from=2024-02-30', 'from', 'from: "2024-02-30" is not a date (YYYY-MM-DD)'],
    ['q=a&to=3.11.2024', 'to', 'to: "3.11.2024" is not a date (YYYY-MM-DD)'],
    ['q=a&from=2024-01-01&from=2024-01-02', 'from', 'from: given more than once'],
    ['q=a&facets=section,price', 'facets', 'facets: "price" is not one of section, source, author, tag, month, year'],
    ['q=a&facets=section&facets=tag', 'facets', 'facets: given more than once'],
    ['q=a&collapse=yes', 'collapse', 'collapse: "yes" is not one of true, false'],
    ['q=a&facetSize=201', 'facetSize', 'facetSize: 201 is over 200'],
    ['cursor=nonsense', 'cursor', 'cursor: not one of our cursors'],
    [`cursor=${'x'.repeat(5000)}`, 'cursor', 'cursor: longer than 4096 characters'],
  ];
  for (const [query, parameter, detail] of wrong) {
    it(`refuses ${query.slice(0, 60)}`, async () => {
      const answer = await search(query).expect(400);
      checkAnswer('GET /api/search', answer);
      const { code, parameter: named, detail: said } = JSON.parse(answer.text);
      assert.deepEqual([code, named, said], ['invalid_parameter', parameter, detail]);
    });
  }

  const hostile = [
    '"', '""', '-', '(', ')'.repeat(50), '('.repeat(50) + 'a' + ')'.repeat(50), 'OR', 'title:', '＂', '%00', 'a%00b',
    '😀', '👨‍👩‍👧', '\u202eabc\u202c', '\u200f', '%ED%A0%80', '%FF%FE', '%', '%zz', '，。！？', '__proto__', '[]', '*'.repeat(300),
    '<script>', '${1}', '\\', "'", '中'.repeat(300),
  ]; // prettier-ignore
  for (const q of hostile) {
    it(`answers ${JSON.stringify(q.slice(0, 20))}`, async () => {
      const encoded = q.startsWith('%') || q.includes('%') ? q : encodeURIComponent(q);
      const answer = await search(`q=${encoded}&facets=section`);
      assert.equal(answer.status, 200, answer.text);
      checkAnswer('GET /api/search', answer);
      await request(app).get(`/?q=${encoded}`).expect(200);
      await request(app).get(`/api/suggest?q=${encoded}`).expect(200);
    });
  }

  it('answers HEAD without a body', async () => {
    const answer = await request(app).head('/api/search?q=副局长').expect(200);
    assert.equal(answer.text, undefined);
  });
});

describe('a walk by cursor', () => {
  it('gives each hit once, to the end', async () => {
    const { app } = await appUnderTest(many(25));
    const first = await request(app).get('/api/search?q=快讯&size=10&collapse=false').expect(200);
    const ids: string[] = [];
    for (let { body } = first; ;) {
      ids.push(...body.hits.map(({ id }: { id: string }) => id));
      if (body.next === null) break;
      ({ body } = await request(app).get('/api/search').query({ cursor: body.next, size: 10 }).expect(200));
    }
    assert.equal(new Set(ids).size, 25);
    assert.equal(ids.length, 25);
  });

  it('is offered only to those who ask', async () => {
    const { app } = await appUnderTest(many(25));
    const { body } = await request(app).get('/api/search?q=快讯').expect(200);
    assert.equal(body.next, null);
  });
});

describe('GET /api/suggest', () => {
  it('completes titles and words', async () => {
    const { app } = await appUnderTest(news);
    const { body } = await request(app).get('/api/suggest?q=青禾').expect(200);
    assert.ok(body.suggestions.length > 0);
    assert.ok(body.suggestions.every(({ text }: { text: string }) => text.startsWith('青禾')));
  });

  it('has nothing to say to nothing', async () => {
    const { app } = await appUnderTest(news);
    const { body } = await request(app).get('/api/suggest').expect(200);
    assert.deepEqual(body, { query: '', suggestions: [] });
  });

  it('brings the first hits with it where they are asked for, as a search finds them', async () => {
    const { app } = await appUnderTest(news);
    const { body } = await request(app).get('/api/suggest?q=青禾&hits=2').expect(200);
    const { body: searched } = await request(app).get('/api/search?q=青禾&size=2').expect(200);
    const { total, relaxed, didYouMean, hits } = searched;
    assert.deepEqual(body.instant, { total, relaxed, didYouMean, hits });
    assert.ok(hits.length > 0);
  });

  it('narrows the hits by filters, not the suggestions', async () => {
    const { app } = await appUnderTest(news);
    const { body: all } = await request(app).get('/api/suggest?q=青禾&hits=9').expect(200);
    const { body } = await request(app).get('/api/suggest?q=青禾&hits=9&section=无此栏目').expect(200);
    assert.deepEqual(body.suggestions, all.suggestions);
    assert.deepEqual(body.instant.hits, []);
  });

  it('brings no hits where nothing is typed, and takes no nonsense', async () => {
    const { app } = await appUnderTest(news);
    const { body } = await request(app).get('/api/suggest?q=%20&hits=3').expect(200);
    assert.equal(body.instant, undefined);
    for (const wrong of ['hits=-1', 'hits=21', 'hits=x', 'hits=2&from=yesterday']) {
      await request(app).get(`/api/suggest?q=a&${wrong}`).expect(400);
    }
  });
});
