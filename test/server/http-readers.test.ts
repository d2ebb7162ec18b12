import assert from 'node:assert/strict';
import { once } from 'node:events';
import type { Express } from 'express';
import request from 'supertest';
import { appUnderTest, news, settings, withKey, type AppUnderTest } from './http-app.js';

const minute = 60_000;

async function ask(made: AppUnderTest, path: string, q: string, times = 5): Promise<void> {
  for (let i = 0; i < times; i++) {
    made.clock.now += 2 * minute;
    await request(made.app).get(path).query({ q }).expect(200);
  }
}

const suggested = async (app: Express, q: string): Promise<string[]> => {
  const { body } = await request(app).get('/api/suggest').query({ q }).expect(200);
  return body.suggestions.map(({ text, kind }: { text: string; kind: string }) => `${kind} ${text}`);
};

describe("readers' queries over HTTP", () => {
  for (const path of ['/', '/api/search']) {
    it(`are suggested after they were asked often at ${path}`, async () => {
      const made = await appUnderTest(news);
      await ask(made, path, '副局长 仓库');
      assert.deepEqual((await suggested(made.app, '副局'))[0], 'query 副局长 仓库');
    });
  }

  it('are not what commands ask on the socket of the owner', async () => {
    const made = await appUnderTest(news);
    await ask({ ...made, app: made.again({ owner: true }) }, '/api/search', '副局长 仓库');
    assert.ok(!(await suggested(made.app, '副局')).includes('query 副局长 仓库'));
  });

  it('are not what a box shows hits for while one types', async () => {
    const made = await appUnderTest(news);
    await ask(made, '/api/suggest?hits=3', '副局长 仓库');
    assert.ok((await suggested(made.app, '副局')).every((text) => !text.startsWith('query')));
  });

  it('are not what found nothing, and not the later pages of a result', async () => {
    const made = await appUnderTest(news);
    await ask(made, '/api/search', '副局长你好啊');
    await ask(made, '/api/search?page=2', '副局长 仓库');
    assert.ok((await suggested(made.app, '副局')).every((text) => !text.startsWith('query')));
  });

  it('are no keystrokes, where they come over one connection', async () => {
    const made = await appUnderTest(news);
    const server = made.app.listen(0, '127.0.0.1');
    await once(server, 'listening');
    const address = server.address();
    const port = typeof address === 'object' ? address?.port : undefined;
    for (const q of ['副局', '副局长', '仓库']) {
      const answer = await fetch(`http://127.0.0.1:${port}/api/search?${new URLSearchParams({ q }).toString()}`);
      assert.ok((await answer.text()).includes('"hits":[{'));
    }
    server.close();
    const { readers } = made.deps;
    const counted = ['副局', '副局长', '仓库'].map((q) => readers.popularity('query', q));
    assert.deepEqual(counted, [0, 1, 1]);
  });
});

describe('choices over HTTP', () => {
  const article = { query: '副局长', id: 'a1' };
  const popularity = ({ deps }: AppUnderTest, id: string): number => deps.readers.popularity('article', id);

  it('count for the article', async () => {
    const made = await appUnderTest(news);
    await request(made.app).post('/api/events').send(article).expect(204);
    assert.equal(popularity(made, 'a1'), 1);
  });

  it('are taken from a beacon', async () => {
    const made = await appUnderTest(news);
    const beacon = request(made.app).post('/api/events').set('Content-Type', 'text/plain;charset=UTF-8');
    const { headers } = await beacon.send(JSON.stringify(article)).expect(204);
    assert.equal(popularity(made, 'a1'), 1);
    assert.equal(headers['cross-origin-resource-policy'], 'cross-origin');
  });

  it('may say at which place of the list they stood', async () => {
    const made = await appUnderTest(news);
    await request(made.app)
      .post('/api/events')
      .send({ ...article, rank: 3 })
      .expect(204);
    assert.equal(popularity(made, 'a1'), 1);
  });

  it('of unknown articles are ignored', async () => {
    const made = await appUnderTest(news);
    await request(made.app).post('/api/events').send({ query: '副局长', id: 'none' }).expect(204);
    assert.equal(popularity(made, 'none'), 0);
  });

  for (const body of [
    '[]',
    'null',
    '"a1"',
    '{}',
    '{"id":7}',
    '{"query":"a"}',
    '{"id":"a1","rank":0}',
    `{"text":"${'长'.repeat(257)}"}`,
  ]) {
    it(`are not ${body.slice(0, 20)}`, async () => {
      const { app } = await appUnderTest(news);
      const answer = await request(app).post('/api/events').type('application/json').send(body).expect(400);
      assert.equal(JSON.parse(answer.text).parameter, 'body');
    });
  }

  it('need not be read across origins', async () => {
    const { app } = await appUnderTest(news);
    const answer = await request(app).post('/api/events').set('Origin', 'https://news.example').send(article);
    assert.equal(answer.get('Access-Control-Allow-Origin'), undefined);
  });
});

describe('the block list over HTTP', () => {
  const block = (app: Express, words: readonly string[]) =>
    request(app).post('/api/admin/blocked').set(withKey).send({ words });

  it('is answered folded and in order, and hides suggestions at once', async () => {
    const { app } = await appUnderTest(news);
    assert.ok((await suggested(app, '青')).some((text) => text.includes('副局长')));
    const { body } = await block(app, [' 副局長 ', 'ＡＢＣ']).expect(200);
    assert.deepEqual(body, { words: ['abc', '副局长'] });
    assert.ok((await suggested(app, '青')).every((text) => !text.includes('副局长')));
    assert.deepEqual((await request(app).get('/api/admin/blocked').set(withKey)).body, body);
  });

  it('lets words go again, also those that were never on it', async () => {
    const { app } = await appUnderTest(news);
    await block(app, ['副局长', '100%/?#']).expect(200);
    const path = (word: string): string => `/api/admin/blocked/${encodeURIComponent(word)}`;
    assert.deepEqual((await request(app).delete(path('100%/?#')).set(withKey).expect(200)).body.words, ['副局长']);
    assert.deepEqual((await request(app).delete(path('副局長')).set(withKey).expect(200)).body.words, []);
    await request(app).delete(path('副局长')).set(withKey).expect(200);
    assert.ok((await suggested(app, '青')).some((text) => text.includes('副局长')));
  });

  it('does not change what searches find', async () => {
    const { app } = await appUnderTest(news);
    await block(app, ['副局长']).expect(200);
    assert.equal((await request(app).get('/api/search').query({ q: '副局长' })).body.total, 4);
  });

  for (const words of [[], [''], ['，。'], ['长'.repeat(65)], [7], '副局长', null]) {
    it(`takes no ${JSON.stringify(words).slice(0, 20)}`, async () => {
      const { app } = await appUnderTest();
      const answer = await request(app).post('/api/admin/blocked').set(withKey).send({ words }).expect(400);
      assert.match(JSON.parse(answer.text).detail, /^body\.words/);
    });
  }

  it('needs no key on the socket of the owner', async () => {
    const { again } = await appUnderTest();
    const app = again({ owner: true, config: { ...settings, adminKey: null } });
    await request(app).get('/api/admin/blocked').expect(200);
  });

  it('stays as it was where it cannot be written', async () => {
    const { app, queryLog } = await appUnderTest(news);
    queryLog.failure = new Error('no disk');
    await block(app, ['副局长']).expect(500);
    assert.deepEqual((await request(app).get('/api/admin/blocked').set(withKey)).body.words, []);
  });
});
