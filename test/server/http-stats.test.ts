import assert from 'node:assert/strict';
import request from 'supertest';
import { appUnderTest, news, withKey } from './http-app.js';
import { checkAnswer } from './http-contract-check.js';

describe('the figures of a service', () => {
  it('tell an owner what is indexed, what readers ask for and what they do not find', async () => {
    const { app, clock } = await appUnderTest(news);
    for (const q of ['副局长', '飞鲸座', '副局长']) {
      clock.now += 120_000;
      await request(app).get('/api/search').query({ q }).expect(200);
    }
    const answer = await request(app).get('/api/stats').set(withKey).expect(200);
    checkAnswer('GET /api/stats', answer);
    const { index, popular, missed, sources } = answer.body;
    assert.equal(index.articles, news.length);
    assert.deepEqual(
      popular.map(({ query, typed }: { query: string; typed: number }) => [query, typed]),
      [['副局长', 2]],
    );
    assert.deepEqual(
      missed.map(({ query }: { query: string }) => query),
      ['飞鲸座'],
    );
    assert.deepEqual(sources, []);
    const few = await request(app).get('/api/stats?queries=0').set(withKey).expect(200);
    assert.deepEqual([few.body.popular, few.body.missed], [[], []]);
  });

  it('are for owners alone', async () => {
    const { app, deps } = await appUnderTest();
    const wish = { name: 'w', scopes: ['write'], origins: [], rate: null, expiresAt: null } as const;
    const { text } = await deps.keys.create(wish);
    for (const path of ['/api/stats', '/api/stats/history', '/API/STATS', '/api/stats/']) {
      await request(app).get(path).expect(401);
      await request(app)
        .get(path)
        .set({ Authorization: `Bearer ${text}` })
        .expect(403);
    }
  });

  it('tell what went on, and refuse hours that are none', async () => {
    const { app } = await appUnderTest(news);
    checkAnswer(
      'GET /api/stats/history',
      await request(app).get('/api/stats/history?hours=5').set(withKey).expect(200),
    );
    await request(app).get('/api/stats/history?hours=0').set(withKey).expect(400);
  });
});

describe('GET /metrics', () => {
  it('counts requests by the pattern of their address, and searches by what they found', async () => {
    const { app } = await appUnderTest(news);
    await request(app).get('/api/search?q=%E5%89%AF%E5%B1%80%E9%95%BF');
    await request(app).get('/api/search?q=%E9%A3%9E%E9%B2%B8%E5%BA%A7');
    for (const path of ['/api/articles/a1', '/api/articles/a2', '/api/articles/none', '/secret-path', '/'])
      await request(app).get(path);
    const { text, type } = await request(app).get('/metrics').expect(200);
    assert.equal(type, 'text/plain');
    const value = (line: string): number =>
      Number(
        text
          .split('\n')
          .find((one) => one.startsWith(line))
          ?.split(' ')
          .at(-1),
      );
    assert.equal(value('xunwen_http_request_seconds_count{route="/api/search",method="GET",status="200"}'), 2);
    assert.equal(value('xunwen_http_request_seconds_count{route="/api/articles/:id",method="GET",status="200"}'), 2);
    assert.equal(value('xunwen_http_request_seconds_count{route="/api/articles/:id",method="GET",status="404"}'), 1);
    assert.equal(value('xunwen_http_request_seconds_count{route="other",method="GET",status="404"}'), 1);
    assert.equal(value('xunwen_searches_total{outcome="found"}'), 1);
    assert.equal(value('xunwen_searches_total{outcome="missed"}'), 1);
    for (const stage of ['analyze', 'wait', 'find', 'correct', 'read'])
      assert.equal(value(`xunwen_search_stage_seconds_count{stage="${stage}"}`), 3, stage);
    assert.ok(!text.includes('secret-path') && !text.includes('飞鲸座'));
  });
});
