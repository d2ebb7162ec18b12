import assert from 'node:assert/strict';
import type { Express } from 'express';
import request from 'supertest';
import type { AccessKey, KeyWish } from '../../server/access/index.js';
import { appUnderTest, news, settings, withKey, type AppUnderTest } from './http-app.js';
import { checkAnswer } from './http-contract-check.js';

const wish: KeyWish = { name: '编辑部', scopes: ['search'], origins: [], rate: null, expiresAt: null };
type Headers = Readonly<Record<string, string>>;
const bearer = (text: string): Headers => ({ Authorization: `Bearer ${text}` });
const past = '2024-01-01T00:00:00.000Z';

describe('access over HTTP', () => {
  let made: AppUnderTest;
  let closed: Express;
  beforeEach(async () => {
    made = await appUnderTest(news);
    closed = made.again({ config: { ...settings, searchAccess: 'key' } });
  });
  const keyFor = async (changes: Partial<KeyWish>): Promise<string> =>
    (await made.deps.keys.create({ ...wish, ...changes })).text;
  const status = async (app: Express, method: 'get' | 'put', path: string, headers: Headers): Promise<number> => {
    const asked = method === 'get' ? request(app).get(path) : request(app).put(path).send({ title: '一' });
    return (await asked.set(headers)).status;
  };

  for (const [scopes, search, write, admin] of [
    [['search'], 200, 403, 403],
    [['write'], 403, 201, 403],
    [['search', 'write'], 200, 201, 403],
    [['admin'], 200, 201, 200],
  ] as const) {
    it(`lets a key for ${scopes.join(', ')} do that and no more`, async () => {
      const headers = bearer(await keyFor({ scopes: [...scopes] }));
      assert.equal(await status(closed, 'get', '/api/search?q=a', headers), search);
      assert.equal(await status(closed, 'put', '/api/articles/k1', headers), write);
      assert.equal(await status(closed, 'get', '/api/admin/blocked', headers), admin);
    });
  }

  it('shows nothing to readers without a key where searching needs one', async () => {
    const paths = ['/api/search?q=a', '/api/suggest?q=a', '/api/articles/a1', '/api/articles/a1/related'];
    for (const path of paths)
      checkAnswer(`GET ${path.replace(/\?.*/, '').replace('a1', '{id}')}`, await request(closed).get(path).expect(401));
    for (const path of [
      '/',
      '/articles/a1',
      '/search.rss',
      '/search.json',
      '/suggest.json?q=a',
      '/API/search?q=a',
      '/articles/a1/',
      '//',
    ])
      assert.notEqual(await status(closed, 'get', path, {}), 200, path);
    await request(closed).head('/api/search?q=a').expect(401);
  });

  it('goes on being public for search and closed for writing where nothing is set', async () => {
    await request(made.app).get('/api/search?q=a').expect(200);
    await request(made.app).put('/api/articles/k1').send({ title: '一' }).expect(401);
    const none = made.again({ config: { ...settings, adminKey: null } });
    await request(none).put('/api/articles/k1').send({ title: '一' }).expect(403);
    const headers = bearer(await keyFor({ scopes: ['write'] }));
    await request(none).put('/api/articles/k1').set(headers).send({ title: '一' }).expect(201);
  });

  it('takes a key to read from the address, and none to write', async () => {
    const text = await keyFor({ scopes: ['search', 'write'] });
    await request(closed).get(`/api/search?q=a&key=${text}`).expect(200);
    await request(closed).get(`/search.rss?q=a&key=${text}`).expect(200);
    await request(closed).put(`/api/articles/k1?key=${text}`).send({ title: '一' }).expect(401);
  });

  it('keeps keys out of the log', async () => {
    const text = await keyFor({});
    await request(closed).get(`/api/search?q=a&key=${text}`).set(bearer(text)).expect(200);
    assert.ok(made.log.length > 0);
    assert.ok(!made.log.join('').includes(text));
  });

  it('keeps keys out of the log however their parameter is written, or where they do not belong', async () => {
    const text = await keyFor({});
    for (const query of [`%6Bey=${text}`, `q=a&k%65Y=${text}`, `q=${text}`, `q=a&key=b&key=${text}`]) {
      await request(closed).get(`/api/search?${query}`);
    }
    await request(closed).get(`/api/articles/${text}`);
    await request(closed).get('/api/search?q=%E6%88%90%E9%83%BD&%6Bey=secret-of-the-settings');
    const lines = made.log.join('');
    assert.ok(!lines.includes(text) && !lines.includes('secret'), lines);
    assert.ok(lines.includes('/api/search?q=%E6%88%90%E9%83%BD&%6Bey=…'), lines);
  });

  it('keeps keys out of the addresses in feeds', async () => {
    const text = await keyFor({});
    for (const path of ['/search.json', '/search.rss']) {
      const answer = await request(closed).get(`${path}?key=${text}&q=a`).expect(200);
      const body = answer.text + JSON.stringify(answer.body);
      assert.ok(body.includes('q=a') && !body.includes(text), body);
    }
  });

  it('leaves what a proxy asks for to the proxy', async () => {
    await request(made.app).get('/api/search?q=a').set({ Authorization: 'Basic eDp5' }).expect(200);
  });

  it('refuses a key past its end and a revoked one, also where anyone may search', async () => {
    const { key, text } = await made.deps.keys.create(wish);
    const over = await keyFor({ expiresAt: past });
    const answer = await request(made.app).get('/api/search?q=a').set(bearer(over)).expect(401);
    assert.equal(JSON.parse(answer.text).detail, `The key was good until ${past}.`);
    await request(made.app).get('/api/search?q=a').set(bearer(text)).expect(200);
    await made.deps.keys.revoke(key.id);
    await request(made.app).get('/api/search?q=a').set(bearer(text)).expect(401);
  });

  it('lets only the pages that a key is for use it', async () => {
    const headers = bearer(await keyFor({ origins: ['https://news.example'] }));
    const from = (origin: Headers) =>
      request(closed)
        .get('/api/search?q=a')
        .set({ ...headers, ...origin });
    const answer = await from({ Origin: 'https://news.example' }).expect(200);
    assert.equal(answer.get('Access-Control-Allow-Origin'), 'https://news.example');
    await from({ Origin: 'https://other.example' }).expect(403);
    await from({}).expect(403);
  });

  it('counts a key with a rate by that, wherever its requests come from', async () => {
    const headers = bearer(await keyFor({ rate: 3 }));
    const app = made.again({ config: { ...settings, trustedProxies: ['loopback'], rateLimit: 1 } });
    const ask = (at: string) =>
      request(app)
        .get('/api/search?q=a')
        .set({ ...headers, 'X-Forwarded-For': at });
    for (const at of ['203.0.113.1', '203.0.113.2', '203.0.113.3']) await ask(at).expect(200);
    const answer = await ask('203.0.113.4').expect(429);
    checkAnswer('GET /api/search', answer);
    assert.ok(Number(answer.get('Retry-After')) > 0);
  });

  it('counts readers by their address behind a trusted proxy, and IPv6 by subscriber', async () => {
    const app = made.again({ config: { ...settings, trustedProxies: ['loopback'], rateLimit: 2 } });
    const ask = async (at: string) => (await request(app).get('/api/search?q=a').set('X-Forwarded-For', at)).status;
    for (const [one, sameReader, other] of [
      ['203.0.113.1', '9.9.9.9, 203.0.113.1', '203.0.113.2'],
      ['2001:db8:1:1::1', '2001:db8:1:2::1', '2001:db8:2:1::1'],
    ] as const) {
      assert.deepEqual([await ask(one), await ask(sameReader), await ask(one)], [200, 200, 429]);
      assert.equal(await ask(other), 200);
    }
  });

  it('counts an address once, whatever port a proxy puts behind it, and never what is none', async () => {
    const rated = await made.deps.keys.create({ ...wish, scopes: ['search'], rate: 2 });
    const app = made.again({ config: { ...settings, trustedProxies: ['loopback'], rateLimit: 2 } });
    const ask = async (at: string) => (await request(app).get('/api/search?q=a').set('X-Forwarded-For', at)).status;
    for (const place of ['203.0.113.7', '[2001:db8:7::1]']) {
      assert.deepEqual([await ask(`${place}:1`), await ask(`${place}:2`), await ask(`${place}:3`)], [200, 200, 429]);
    }
    assert.deepEqual([await ask('unknown'), await ask('_hidden'), await ask(rated.key.id)], [200, 200, 429]);
    await request(app).get('/api/search?q=a').set(bearer(rated.text)).expect(200);
  });

  it('does not believe proxies that are not trusted, nor counts this machine, and says so once', async () => {
    const app = made.again({ config: { ...settings, rateLimit: 1 } });
    for (const _ of [1, 2, 3])
      await request(app).get('/api/search?q=a').set('X-Forwarded-For', '203.0.113.1').expect(200);
    assert.equal(made.log.filter((line) => line.includes('XUNWEN_TRUSTED_PROXIES')).length, 1);
  });

  it('does not limit keys that write, health checks, or the owner', async () => {
    const limits = { ...settings, trustedProxies: ['loopback'], rateLimit: 1 };
    const [app, owner] = [made.again({ config: limits }), made.again({ config: limits, owner: true })];
    for (const _ of [1, 2, 3]) {
      await request(app).put('/api/articles/k1').set(withKey).send({ title: '一' });
      await request(app).get('/healthz').expect(200);
      await request(owner).get('/api/search?q=a').expect(200);
    }
  });

  it('writes an audit line for each write, done or refused, and none for reading', async () => {
    const { key, text } = await made.deps.keys.create({ ...wish, scopes: ['write'] });
    await request(made.app).put('/api/articles/k1').set(bearer(text)).send({ title: '秘密标题' }).expect(201);
    await request(made.app)
      .post('/api/articles')
      .set(bearer(text))
      .send([{ title: '一' }, { title: 7 }])
      .expect(200);
    await request(made.app).delete('/api/articles/k1').expect(401);
    await request(made.app).get('/api/search?q=a').set(bearer(text)).expect(403);
    const lines = made.log
      .map((line): Readonly<Record<string, unknown>> => JSON.parse(line))
      .filter((line) => line['audit']);
    const told = lines.map(({ key: id, name, method, path, status: code, accepted, rejected }) => [
      id,
      name,
      method,
      path,
      code,
      accepted,
      rejected,
    ]);
    assert.deepEqual(told, [
      [key.id, '编辑部', 'PUT', '/api/articles/k1', 201, undefined, undefined],
      [key.id, '编辑部', 'POST', '/api/articles', 200, 1, 1],
      ['anonymous', undefined, 'DELETE', '/api/articles/k1', 401, undefined, undefined],
    ]);
    assert.ok(!lines.some((line) => JSON.stringify(line).includes('秘密标题')));
  });
});

describe('keys on the socket of the owner', () => {
  it('are made, listed without their text, and revoked', async () => {
    const { again, deps } = await appUnderTest();
    const app = again({ owner: true });
    const { body } = await request(app).post('/owner/keys').send(wish).expect(201);
    assert.deepEqual(deps.keys.find(body.text), body.key);
    const list = await request(app).get('/owner/keys').expect(200);
    assert.deepEqual(
      list.body.keys.map(({ id }: AccessKey) => id),
      [body.key.id],
    );
    assert.ok(!list.text.includes(body.text));
    await request(app).delete(`/owner/keys/${body.key.id}`).expect(200);
    await request(app).delete(`/owner/keys/${body.key.id}`).expect(404);
    assert.equal(deps.keys.find(body.text), undefined);
  });

  it('cannot be reached from outside', async () => {
    const { app } = await appUnderTest();
    for (const method of ['get', 'post'] as const) await request(app)[method]('/owner/keys').set(withKey).expect(404);
  });

  for (const wrong of [
    { scopes: [] },
    { scopes: ['all'] },
    { name: '' },
    { name: 'a\nb' },
    { origins: ['news.example'] },
    { rate: 0 },
    { expiresAt: 'soon' },
  ]) {
    it(`are not made of ${JSON.stringify(wrong)}`, async () => {
      const { again } = await appUnderTest();
      await request(again({ owner: true }))
        .post('/owner/keys')
        .send({ ...wish, ...wrong })
        .expect(400);
    });
  }
});
