import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pino } from 'pino';
import request from 'supertest';
import { loadConfig } from '../../server/config.js';
import { DataFolder } from '../../server/data-folder/index.js';
import { startServer, type RunningServer } from '../../server/start-server.js';
import { key, news, withKey } from './http-app.js';

const folders: string[] = [];
after(() => {
  for (const folder of folders) rmSync(folder, { recursive: true });
});

/** A service over the invented articles, wired as `xunwen serve` does it. */
async function started(answerCache: 'on' | 'off'): Promise<RunningServer> {
  const dataFolder = mkdtempSync(join(tmpdir(), 'xunwen-kept-'));
  folders.push(dataFolder);
  const flags = { dataFolder, port: '0', logLevel: 'silent', adminKey: key, answerCache };
  const folder = DataFolder.claim(dataFolder);
  assert.ok(folder !== null);
  const server = await startServer({
    folder,
    config: loadConfig({ environment: {}, flags }),
    log: pino({ level: 'silent' }),
  });
  await request(server.url)
    .post('/api/articles')
    .set(withKey)
    .send([...news])
    .expect(200);
  // The compaction that begins by itself after the first articles changes scores when it ends.
  await server.engine.index.compact();
  return server;
}

/** The answer to one question, each time it is called. */
function asking(server: RunningServer, q: string): () => Promise<request.Response> {
  return () => request(server.url).get('/api/search').query({ q, facets: 'section' }).expect(200);
}

describe('answers that are kept', function () {
  this.timeout(60_000);
  let server: RunningServer;
  before(async () => {
    server = await started('on');
  });
  after(() => server.stop());

  /** What is answered, but for the time it took. */
  async function told(q: string): Promise<object> {
    const { body } = await asking(server, q)();
    return { ...body, tookMs: 0 };
  }

  /** Asks twice before a change and once after it. */
  async function assertEmptiedBy(q: string, change: () => Promise<unknown>): Promise<void> {
    const before = await told(q);
    assert.deepEqual(await told(q), before);
    await change();
    assert.notDeepEqual(await told(q), before);
  }

  it('have the same ETag, and need not be sent again', async () => {
    const { headers, body } = await asking(server, '副局长')();
    assert.ok(body.total > 0);
    assert.equal(headers['cache-control'], 'no-cache');
    const again = await request(server.url)
      .get('/api/search')
      .query({ q: '副局长', facets: 'section' })
      .set('If-None-Match', headers['etag'] ?? '');
    assert.equal(again.status, 304);
    const other = await request(server.url).get('/api/search').query({ q: '副局长', size: 1 }).expect(200);
    assert.equal(other.body.hits.length, 1);
  });

  it('are forgotten with each write', async () => {
    const put = (title: string, status: number): Promise<unknown> =>
      request(server.url).put('/api/articles/kept').set(withKey).send({ title, body: '' }).expect(status);
    await assertEmptiedBy('下雨', () => put('青禾下雨', 201));
    await assertEmptiedBy('下雨', () => put('南屿下雨', 200));
    await assertEmptiedBy('下雨', () => request(server.url).delete('/api/articles/kept').set(withKey).expect(204));
  });

  it('are right when a write has ended, whatever was asked meanwhile', async () => {
    // So many words that they do not come into their places at once.
    const words = (i: number): string => Array.from({ length: 300 }, (_, at) => `w${i}x${at}`).join(' ');
    const articles = Array.from({ length: 99 }, (_, i) => ({ id: `w${i}`, title: `快讯${i}`, body: words(i) }));
    articles.push({ id: 'w-last', title: '湖南浏阳', body: '' });
    let isWritten = false;
    const written = request(server.url).post('/api/articles').set(withKey).send(articles).expect(200);
    const whole = written.then(() => (isWritten = true));
    const asked = asking(server, 'liuyang');
    const next = async (): Promise<void> => {
      await asked();
      if (!isWritten) await next();
    };
    await next();
    await whole;
    assert.equal((await asked()).body.total, 1);
  });

  it('are forgotten with each word and synonym, and each blocked word', async () => {
    const add = (path: string, body: object): Promise<unknown> =>
      request(server.url).post(path).set(withKey).send(body).expect(200);
    await assertEmptiedBy('林远帆走访', () => add('/api/admin/dictionary', { words: [{ word: '林远帆走访' }] }));
    await assertEmptiedBy('禾城', () => add('/api/admin/synonyms', { rules: [{ words: ['禾城'], to: ['青禾'] }] }));
    assert.equal((await asking(server, '仓酷')()).body.didYouMean, '仓库');
    await assertEmptiedBy('仓酷', () => add('/api/admin/blocked', { words: ['仓库'] }));
  });

  it('are forgotten where impacts are computed anew', async () => {
    const { index } = server.engine;
    const { version } = index;
    await index.compact();
    assert.notEqual(index.version, version);
  });

  it('are not those of walks, which have places of their own', async () => {
    const walk = (): Promise<request.Response> =>
      request(server.url).get('/api/search').query({ q: '副局长', size: 1, collapse: 'false' }).expect(200);
    const [first, second] = [await walk(), await walk()];
    assert.ok(typeof first.body.next === 'string');
    assert.notEqual(first.body.next, second.body.next);
  });
});

describe('answers that are not to be kept', function () {
  this.timeout(60_000);

  it('are worked out each time', async () => {
    const server = await started('off');
    const ask = asking(server, '副局长');
    const tags = new Set<string | undefined>();
    for (let i = 0; i < 20; i++) tags.add((await ask()).get('ETag'));
    // They tell how long they took.
    assert.ok(tags.size > 1);
    await server.stop();
  });
});
