import assert from 'node:assert/strict';
import type { Express } from 'express';
import request from 'supertest';
import { appUnderTest, key, news, settings, withKey } from './http-app.js';
import type { AppUnderTest } from './http-app.js';

describe('what every answer carries', () => {
  let made: AppUnderTest;
  let app: Express;
  before(async () => {
    made = await appUnderTest(news);
    ({ app } = made);
  });

  it('is a policy under which nothing inline runs', async () => {
    for (const path of ['/', '/articles/a1', '/docs', '/api/search?q=a', '/none']) {
      const policy = (await request(app).get(path)).get('Content-Security-Policy') ?? '';
      assert.ok(policy.includes("default-src 'none'"), path);
      assert.ok(!policy.includes('unsafe'), path);
    }
  });

  it('does not say what it is made with, nor ask for TLS that may not be there', async () => {
    const { headers } = await request(app).get('/');
    assert.equal(headers['x-powered-by'], undefined);
    assert.equal(headers['strict-transport-security'], undefined);
    assert.equal(headers['x-content-type-options'], 'nosniff');
    assert.ok(!String(headers['content-security-policy']).includes('upgrade-insecure-requests'));
  });

  it('is an id: the one of a proxy where it is one, else one of ours', async () => {
    const given = await request(app).get('/healthz').set('X-Request-Id', 'proxy-17.a');
    assert.equal(given.get('X-Request-Id'), 'proxy-17.a');
    for (const bad of ['a b', '<script>', 'x'.repeat(65), '"']) {
      const answer = await request(app).get('/healthz').set('X-Request-Id', bad);
      assert.match(answer.get('X-Request-Id') ?? '', /^[0-9a-f-]{36}$/);
    }
  });

  it('is compressed where the caller takes that', async () => {
    const answer = await request(app).get('/openapi.json').set('Accept-Encoding', 'gzip');
    assert.equal(answer.get('Content-Encoding'), 'gzip');
  });

  it('may be kept for good where its address holds its hash, else is asked for again', async () => {
    const page = await request(app).get('/');
    assert.equal(page.get('Cache-Control'), 'no-cache');
    for (const href of page.text.match(/\/assets\/[^"]+/g) ?? []) {
      const asset = await request(app).get(href).expect(200);
      assert.equal(asset.get('Cache-Control'), 'public, max-age=31536000, immutable');
    }
  });

  it('is a problem for programs and a page for browsers where there is nothing', async () => {
    const problem = await request(app).get('/none').expect(404);
    assert.equal(problem.type, 'application/problem+json');
    const page = await request(app).get('/none').set('Accept', 'text/html,*/*').expect(404);
    assert.match(page.text, /没有找到这个页面/);
    const api = await request(app).get('/api/none').set('Accept', 'text/html').expect(404);
    assert.equal(api.type, 'application/problem+json');
  });

  it('is 400 and not 500 for malformed paths', async () => {
    for (const path of ['/%', '/%E4%B8', '/docs/%FF', '/assets/%']) {
      const { status } = await request(app).get(path);
      assert.ok(status === 400 || status === 404, `${path} ${status}`);
    }
  });

  it('leaves the key out of the log, and puts the error in', async () => {
    await request(app).delete('/api/articles/none').set(withKey).expect(204);
    made.store.failure = new Error('the disk fell off');
    const answer = await request(app).get('/api/articles/a1').set('X-Request-Id', 'find-me').expect(500);
    made.store.failure = null;
    const log = made.log.join('');
    assert.ok(!log.includes(key));
    assert.ok(made.log.some((line) => line.includes('the disk fell off') && line.includes('find-me')));
    assert.ok(!answer.text.includes('disk'));
    assert.equal(JSON.parse(answer.text).requestId, 'find-me');
  });
});

describe('pages of other origins', () => {
  const origin = 'https://news.example';
  const allowed = 'access-control-allow-origin';

  it('may read where they are allowed to', async () => {
    const { app } = await appUnderTest(news);
    for (const path of ['/api/search?q=a', '/api/search?q=a&size=0', '/api/suggest?q=a', '/api/articles/a1']) {
      const { headers } = await request(app).get(path).set('Origin', origin);
      assert.equal(headers[allowed], origin, path);
    }
    const { headers } = await request(app).get('/api/search?q=a').set('Origin', 'https://other.example');
    assert.equal(headers[allowed], undefined);
  });

  it('are told beforehand that they may only read', async () => {
    const { app } = await appUnderTest();
    const ask = (path: string) =>
      request(app).options(path).set({ Origin: origin, 'Access-Control-Request-Method': 'PUT' });
    const { headers } = await ask('/api/articles/a1');
    assert.equal(headers['access-control-allow-methods'], 'GET,HEAD');
    assert.equal((await ask('/api/articles')).headers[allowed], undefined);
  });

  it('never get an answer to a write', async () => {
    const { app } = await appUnderTest();
    const { headers } = await request(app)
      .put('/api/articles/a1')
      .set({ ...withKey, Origin: origin })
      .send({ title: '一' });
    assert.equal(headers[allowed], undefined);
  });

  it('may all read where the setting says *', async () => {
    const { again } = await appUnderTest();
    const app = again({ config: { ...settings, corsOrigins: ['*'] } });
    const { headers } = await request(app).get('/api/suggest?q=a').set('Origin', 'https://any.example');
    assert.equal(headers[allowed], '*');
  });

  it('may not read at all where no origin is set', async () => {
    const { again } = await appUnderTest();
    const app = again({ config: { ...settings, corsOrigins: [] } });
    const { headers } = await request(app).get('/api/suggest?q=a').set('Origin', origin);
    assert.equal(headers[allowed], undefined);
  });

  it('may all load the search box and the client for InstantSearch, also as modules', async () => {
    const { app } = await appUnderTest();
    const load = (path: string) => request(app).get(path).set('Origin', 'https://any.example').expect(200);
    assert.match((await load('/instantsearch.js')).text, /createSearchClient/);
    const { headers, text } = await load('/searchbox.js');
    assert.equal(headers[allowed], '*');
    assert.equal(headers['cross-origin-resource-policy'], 'cross-origin');
    assert.match(String(headers['content-type']), /javascript/);
    assert.match(String(headers['cache-control']), /max-age=\d+/);
    assert.ok(text.includes('news-search'));
  });
});
