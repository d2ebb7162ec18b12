import assert from 'node:assert/strict';
import type { Express } from 'express';
import request from 'supertest';
import { appUnderTest, news, settings, withKey } from './http-app.js';
import { checkAnswer } from './http-contract-check.js';

describe('one article over HTTP', () => {
  let app: Express;
  beforeEach(async () => {
    ({ app } = await appUnderTest(news));
  });
  const totalOf = async (q: string): Promise<number> => (await request(app).get('/api/search').query({ q })).body.total;

  it('is answered whole', async () => {
    const { body } = await request(app).get('/api/articles/a1').expect(200);
    assert.equal(body.body, '青禾市商务局副局长林远帆走访了两座仓库。\n他说，防汛物资三天内到位。');
    assert.equal(body.publishedAt, '2024-11-03T09:30:00+08:00');
  });

  it('is reached by an id of any characters', async () => {
    const { body } = await request(app)
      .get(`/api/articles/${encodeURIComponent('b/ü?#')}`)
      .expect(200);
    assert.equal(body.title, '<script>alert(1)</script> & "引号"');
  });

  it('is found by the search that follows a PUT, and by none that follows a DELETE', async () => {
    const path = '/api/articles/p1';
    await request(app).put(path).set(withKey).send({ title: '卡洛维亚大选', body: '正文' }).expect(201);
    assert.equal(await totalOf('卡洛维亚'), 1);
    await request(app).put(path).set(withKey).send({ title: '灯塔', body: '正文' }).expect(200);
    assert.equal(await totalOf('title:卡洛维亚'), 0);
    await request(app).delete(path).set(withKey).expect(204);
    await request(app).delete(path).set(withKey).expect(204);
    assert.equal(await totalOf('title:灯塔'), 0);
    await request(app).get(path).expect(404);
  });

  it('takes an id of null in a PUT for none', async () => {
    const { body } = await request(app).put('/api/articles/p').set(withKey).send({ id: null, title: '一' }).expect(201);
    assert.equal(body.id, 'p');
  });

  it('is answered by PUT as GET answers it', async () => {
    const put = await request(app)
      .put('/api/articles/p2')
      .set(withKey)
      .send({ title: ' 標題 ', publishedAt: '2024年1月2日' });
    const { body } = await request(app).get('/api/articles/p2').expect(200);
    assert.deepEqual(put.body, body);
    assert.equal(body.publishedAt, '2024-01-02T00:00:00+08:00');
  });

  it('may repeat the id of the path, and no other', async () => {
    await request(app).put('/api/articles/p3').set(withKey).send({ id: 'p3', title: '一' }).expect(201);
    const answer = await request(app).put('/api/articles/p3').set(withKey).send({ id: 'p4', title: '一' }).expect(422);
    assert.equal(JSON.parse(answer.text).detail, 'id: not the one of the path');
  });

  for (const body of ['[]', 'null', '"text"', '[{"title":"一"}]', '{}', '{"title":7}']) {
    it(`is not ${body}`, async () => {
      const put = request(app).put('/api/articles/p5').set(withKey).type('application/json');
      checkAnswer('PUT /api/articles/{id}', await put.send(body).expect(422));
    });
  }

  it('is not changed by a prototype in disguise', async () => {
    const body = '{"title":"一","__proto__":{"polluted":true}}';
    await request(app).put('/api/articles/p6').set(withKey).type('application/json').send(body).expect(201);
    assert.ok(!('polluted' in {}));
  });
});

describe('related articles over HTTP', () => {
  const flood = { title: '青禾市防汛仓库再添沙袋', body: '青禾市商务局说，走访之后又有一批防汛物资到位。' };

  it('are those on the same story, with what a list shows of them', async () => {
    const { app } = await appUnderTest([...news, { ...flood, id: 'r1' }]);
    const { body } = await request(app).get('/api/articles/r1/related').query({ size: 1 }).expect(200);
    const [{ score, ...facts }] = body.related;
    assert.ok(score > 0);
    assert.deepEqual(facts, {
      id: 'a1',
      url: 'https://news.example/a1',
      title: '青禾市一副局长走访防汛仓库',
      section: '要闻',
      source: '青禾日报',
      author: '宋知秋',
      tags: ['防汛', '仓库'],
      image: 'https://news.example/a1.jpg',
      publishedAt: '2024-11-03T09:30:00+08:00',
    });
  });

  it('are an empty list where there are none', async () => {
    const { app } = await appUnderTest([{ id: 'r2', title: '灯塔' }]);
    assert.deepEqual((await request(app).get('/api/articles/r2/related').expect(200)).body, { id: 'r2', related: [] });
  });

  for (const size of ['0', '21', 'x', '1.5']) {
    it(`are never ${size}`, async () => {
      const { app } = await appUnderTest(news);
      const { body } = await request(app).get('/api/articles/a1/related').query({ size }).expect(400);
      assert.equal(body.parameter, 'size');
    });
  }

  it('stand on the page of the article, escaped, with the way back kept', async () => {
    const { app } = await appUnderTest([
      ...news,
      { ...flood, id: 'r1' },
      { ...flood, title: '<b>防汛仓库', id: 'r/3' },
    ]);
    const { text } = await request(app).get('/articles/a1?q=副局长').expect(200);
    const section = text.slice(text.indexOf('相关报道'));
    assert.ok(section.includes(`href="/articles/r1?q=${encodeURIComponent('副局长')}"`), section);
    const bare = await request(app)
      .get(`/articles/${encodeURIComponent('b/ü?#')}`)
      .expect(200);
    assert.ok(!bare.text.includes('相关报道'));
  });
});

describe('the key', () => {
  it('is asked for in a way that programs understand', async () => {
    const { app } = await appUnderTest();
    const answer = await request(app).post('/api/articles').send({ title: '一' }).expect(401);
    assert.match(answer.get('WWW-Authenticate') ?? '', /^Bearer/);
  });

  for (const header of ['', 'Bearer', 'Bearer ', 'Basic abc', `Bearer ${settings.adminKey} x`, 'Bearer 钥匙']) {
    it(`is not ${JSON.stringify(header)}`, async () => {
      const { app } = await appUnderTest();
      const headers = { Authorization: Buffer.from(header).toString('latin1') };
      await request(app).delete('/api/articles/a1').set(headers).expect(401);
    });
  }

  it('may follow its scheme in any case', async () => {
    const { app } = await appUnderTest();
    const headers = { Authorization: `bearer  ${settings.adminKey}` };
    await request(app).delete('/api/articles/a1').set(headers).expect(204);
  });

  it('is not needed on the socket of the owner, even where writing over HTTP is off', async () => {
    const { again } = await appUnderTest();
    const app = again({ owner: true, config: { ...settings, adminKey: null } });
    await request(app).post('/api/articles').send({ id: 'o1', title: '一' }).expect(200);
    const { body } = await request(app).get('/owner/stats').expect(200);
    assert.equal(body.articles, 1);
  });

  it('opens no way to the routes of the owner', async () => {
    const { app } = await appUnderTest();
    await request(app).get('/owner/stats').set(withKey).expect(404);
  });

  it('says how to switch writing on where it is off', async () => {
    const { again } = await appUnderTest();
    const app = again({ config: { ...settings, adminKey: null } });
    const answer = await request(app).post('/api/articles').set(withKey).send({ title: '一' }).expect(403);
    assert.match(JSON.parse(answer.text).detail, /xunwen key create/);
  });
});
