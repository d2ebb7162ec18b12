import assert from 'node:assert/strict';
import { Validator } from '@seriousme/openapi-schema-validator';
import type { Express } from 'express';
import request from 'supertest';
import type { Response } from 'supertest';
import { CorpusError } from '../../corpus/index.js';
import { IndexerError } from '../../indexer/index.js';
import { appUnderTest, key, many, news, settings, withKey } from './http-app.js';
import { checkAnswer, document, documented } from './http-contract-check.js';

/** One answer of the document: how to get it. */
interface Scenario {
  readonly answer: string;
  readonly comment?: string;
  readonly ask: (app: Express) => Promise<Response>;
  /** The application in the state that gives this answer; else the usual one. */
  readonly state?: 'starting' | 'unwritable' | 'full' | 'broken' | 'small' | 'impatient';
}

type Headers = Readonly<Record<string, string>>;

const article = { title: '新的一篇', body: '正文' };
const json = { ...withKey, 'Content-Type': 'application/json' };
const stalled = { ...json, 'Content-Length': '100' };
const over = JSON.stringify({ ...article, body: '长'.repeat(200) });
const get = (path: string) => (app: Express) => request(app).get(path);
const post = (headers: Headers, body: string) => (app: Express) =>
  request(app).post('/api/articles').set(headers).send(body);
const put = (headers: Headers, body: string) => (app: Express) =>
  request(app).put('/api/articles/a1').set(headers).send(body);
const remove = (headers: Headers) => (app: Express) => request(app).delete('/api/articles/a3').set(headers);

/** Sends the head of a request and a first byte, and then nothing. */
const stall = (method: 'post' | 'put', path: string) => async (app: Express) => {
  const upload = request(app)[method](path).set(stalled);
  upload.write('{');
  return upload.then((answer) => answer);
};

const choice = JSON.stringify({ query: '副局长', id: 'a1' });
const choose = (headers: Headers, body: string) => (app: Express) =>
  request(app).post('/api/events').set(headers).send(body);
const plain = { 'Content-Type': 'application/json' };
const words = JSON.stringify({ words: ['副局长'] });
const block = (headers: Headers, body: string) => (app: Express) =>
  request(app).post('/api/admin/blocked').set(headers).send(body);
const unblock = (headers: Headers, word: string) => (app: Express) =>
  request(app).delete(`/api/admin/blocked/${word}`).set(headers);
const listBlocked = (headers: Headers) => (app: Express) => request(app).get('/api/admin/blocked').set(headers);
const bytes = { ...withKey, 'Content-Type': 'application/octet-stream' };
const asking =
  (method: 'get' | 'post' | 'delete', path: string) => (headers: Headers, body?: string) => (app: Express) =>
    request(app)[method](path).set(headers).send(body);

/** The dictionary and the synonyms have the same answers. */
const wordLists = (path: string, good: string, bad: string): readonly Scenario[] => {
  const [list, add] = [asking('get', path), asking('post', path)];
  const drop = asking('delete', `${path}?word=%E5%8C%97%E7%BA%A6`);
  return [
    { answer: `GET ${path} 200`, ask: list(withKey) },
    { answer: `GET ${path} 401`, ask: list(wrongKey) },
    { answer: `GET ${path} 403`, ask: list(withKey), state: 'unwritable' },
    { answer: `GET ${path} 503`, ask: list(withKey), state: 'starting' },
    { answer: `POST ${path} 200`, ask: add(json, good) },
    { answer: `POST ${path} 400`, comment: 'nothing in it', ask: add(json, '{}') },
    { answer: `POST ${path} 401`, ask: add({ ...json, ...wrongKey }, good) },
    { answer: `POST ${path} 403`, ask: add(json, good), state: 'unwritable' },
    { answer: `POST ${path} 408`, ask: stall('post', path), state: 'impatient' },
    { answer: `POST ${path} 413`, ask: add(json, over), state: 'small' },
    { answer: `POST ${path} 415`, ask: add(bytes, good) },
    { answer: `POST ${path} 422`, ask: add({ ...withKey, 'Content-Type': 'text/plain' }, bad) },
    { answer: `POST ${path} 500`, ask: add(json, good), state: 'broken' },
    { answer: `POST ${path} 503`, ask: add(json, good), state: 'starting' },
    { answer: `POST ${path} 507`, ask: add(json, good), state: 'full' },
    { answer: `DELETE ${path} 200`, ask: drop(withKey) },
    { answer: `DELETE ${path} 400`, comment: 'no word', ask: asking('delete', path)(withKey) },
    { answer: `DELETE ${path} 401`, ask: drop(wrongKey) },
    { answer: `DELETE ${path} 403`, ask: drop(withKey), state: 'unwritable' },
    { answer: `DELETE ${path} 500`, ask: drop(withKey), state: 'broken' },
    { answer: `DELETE ${path} 503`, ask: drop(withKey), state: 'starting' },
    { answer: `DELETE ${path} 507`, ask: drop(withKey), state: 'full' },
  ];
};
const wrongKey = { Authorization: `Bearer ${key}x` };

const good = JSON.stringify(article);
const writing = (method: 'POST' | 'PUT', path: string, send: typeof post): readonly Scenario[] => [
  { answer: `${method} ${path} 400`, comment: 'not JSON', ask: send(json, '{') },
  { answer: `${method} ${path} 401`, comment: 'no key', ask: send({ 'Content-Type': 'application/json' }, good) },
  { answer: `${method} ${path} 403`, comment: 'writing is off', ask: send(json, good), state: 'unwritable' },
  { answer: `${method} ${path} 413`, ask: send(json, over), state: 'small' },
  { answer: `${method} ${path} 415`, ask: send({ ...withKey, 'Content-Type': 'text/plain' }, good) },
  { answer: `${method} ${path} 422`, comment: 'no date', ask: send(json, '{"title":"一","publishedAt":"昨天吧"}') },
  { answer: `${method} ${path} 503`, ask: send(json, good), state: 'starting' },
  { answer: `${method} ${path} 507`, ask: send(json, good), state: 'full' },
  { answer: `${method} ${path} 500`, ask: send(json, good), state: 'broken' },
];

const scenarios: readonly Scenario[] = [
  { answer: 'GET /api/search 200', ask: get('/api/search?q=副局长&facets=section,source,author,tag,month,year') },
  { answer: 'GET /api/search 400', ask: get('/api/search?q=a&size=101') },
  { answer: 'GET /api/search 503', ask: get('/api/search?q=a'), state: 'starting' },
  { answer: 'GET /api/search 500', ask: get('/api/search?q=副局长'), state: 'broken' },
  { answer: 'GET /api/suggest 200', ask: get('/api/suggest?q=副') },
  { answer: 'GET /api/suggest 400', ask: get('/api/suggest?q=副&size=21') },
  { answer: 'GET /api/suggest 503', ask: get('/api/suggest?q=副'), state: 'starting' },
  { answer: 'GET /api/suggest 500', ask: get('/api/suggest?q=副'), state: 'broken' },
  { answer: 'GET /search.rss 200', ask: get('/search.rss?q=副局长') },
  { answer: 'GET /search.rss 400', ask: get('/search.rss?q=副&size=101') },
  { answer: 'GET /search.rss 503', ask: get('/search.rss?q=副'), state: 'starting' },
  { answer: 'GET /search.rss 500', ask: get('/search.rss?q=副'), state: 'broken' },
  { answer: 'GET /search.json 200', ask: get('/search.json?q=副局长') },
  { answer: 'GET /search.json 400', ask: get('/search.json?q=副&size=101') },
  { answer: 'GET /search.json 503', ask: get('/search.json?q=副'), state: 'starting' },
  { answer: 'GET /search.json 500', ask: get('/search.json?q=副'), state: 'broken' },
  { answer: 'GET /suggest.json 200', ask: get('/suggest.json?q=副局长') },
  { answer: 'GET /suggest.json 400', ask: get('/suggest.json?q=副&size=101') },
  { answer: 'GET /suggest.json 503', ask: get('/suggest.json?q=副'), state: 'starting' },
  { answer: 'GET /suggest.json 500', ask: get('/suggest.json?q=副'), state: 'broken' },
  { answer: 'GET /opensearch.xml 200', ask: get('/opensearch.xml') },
  { answer: 'POST /api/articles 200', ask: post(json, good) },
  ...writing('POST', '/api/articles', post),
  { answer: 'POST /api/articles 408', ask: stall('post', '/api/articles'), state: 'impatient' },
  { answer: 'GET /api/articles/{id} 200', ask: get('/api/articles/a1') },
  { answer: 'GET /api/articles/{id} 400', comment: 'malformed path', ask: get('/api/articles/%E4%B8') },
  { answer: 'GET /api/articles/{id} 404', ask: get('/api/articles/none') },
  { answer: 'GET /api/articles/{id} 503', ask: get('/api/articles/a1'), state: 'starting' },
  { answer: 'GET /api/articles/{id} 500', ask: get('/api/articles/a1'), state: 'broken' },
  { answer: 'GET /api/articles/{id}/related 200', ask: get('/api/articles/a1/related') },
  { answer: 'GET /api/articles/{id}/related 400', ask: get('/api/articles/a1/related?size=21') },
  { answer: 'GET /api/articles/{id}/related 404', ask: get('/api/articles/none/related') },
  { answer: 'GET /api/articles/{id}/related 503', ask: get('/api/articles/a1/related'), state: 'starting' },
  { answer: 'GET /api/articles/{id}/related 500', ask: get('/api/articles/a1/related'), state: 'broken' },
  { answer: 'PUT /api/articles/{id} 200', ask: put(json, good) },
  { answer: 'PUT /api/articles/{id} 201', ask: (app) => request(app).put('/api/articles/new').set(json).send(good) },
  ...writing('PUT', '/api/articles/{id}', put),
  { answer: 'PUT /api/articles/{id} 408', ask: stall('put', '/api/articles/a1'), state: 'impatient' },
  { answer: 'DELETE /api/articles/{id} 204', ask: remove(withKey) },
  { answer: 'DELETE /api/articles/{id} 400', ask: (app) => request(app).delete('/api/articles/%E4').set(withKey) },
  { answer: 'DELETE /api/articles/{id} 401', ask: remove({ Authorization: `Bearer ${key}x` }) },
  { answer: 'DELETE /api/articles/{id} 403', ask: remove(withKey), state: 'unwritable' },
  { answer: 'DELETE /api/articles/{id} 503', ask: remove(withKey), state: 'starting' },
  { answer: 'DELETE /api/articles/{id} 507', ask: remove(withKey), state: 'full' },
  { answer: 'DELETE /api/articles/{id} 500', ask: remove(withKey), state: 'broken' },
  { answer: 'POST /api/events 204', ask: choose(plain, choice) },
  { answer: 'POST /api/events 400', comment: 'nothing chosen', ask: choose(plain, '{"query":"副局长"}') },
  { answer: 'POST /api/events 408', ask: stall('post', '/api/events'), state: 'impatient' },
  { answer: 'POST /api/events 413', ask: choose(plain, JSON.stringify({ id: 'x'.repeat(9000) })) },
  { answer: 'POST /api/events 415', ask: choose({ 'Content-Type': 'text/html' }, choice) },
  { answer: 'POST /api/events 503', ask: choose(plain, choice), state: 'starting' },
  { answer: 'POST /api/events 500', ask: choose(plain, choice), state: 'broken' },
  { answer: 'GET /api/admin/blocked 200', ask: listBlocked(withKey) },
  { answer: 'GET /api/admin/blocked 401', ask: listBlocked(wrongKey) },
  { answer: 'GET /api/admin/blocked 403', ask: listBlocked(withKey), state: 'unwritable' },
  { answer: 'GET /api/admin/blocked 503', ask: listBlocked(withKey), state: 'starting' },
  { answer: 'POST /api/admin/blocked 200', ask: block(json, words) },
  { answer: 'POST /api/admin/blocked 400', comment: 'no words', ask: block(json, '{"words":["，"]}') },
  { answer: 'POST /api/admin/blocked 401', ask: block({ ...json, ...wrongKey }, words) },
  { answer: 'POST /api/admin/blocked 403', ask: block(json, words), state: 'unwritable' },
  { answer: 'POST /api/admin/blocked 408', ask: stall('post', '/api/admin/blocked'), state: 'impatient' },
  { answer: 'POST /api/admin/blocked 413', ask: block(json, over), state: 'small' },
  { answer: 'POST /api/admin/blocked 415', ask: block({ ...withKey, 'Content-Type': 'text/plain' }, words) },
  { answer: 'POST /api/admin/blocked 503', ask: block(json, words), state: 'starting' },
  { answer: 'POST /api/admin/blocked 507', ask: block(json, words), state: 'full' },
  { answer: 'POST /api/admin/blocked 500', ask: block(json, words), state: 'broken' },
  { answer: 'DELETE /api/admin/blocked/{word} 200', ask: unblock(withKey, encodeURIComponent('副局长')) },
  { answer: 'DELETE /api/admin/blocked/{word} 400', ask: unblock(withKey, '%E4') },
  { answer: 'DELETE /api/admin/blocked/{word} 401', ask: unblock(wrongKey, 'a') },
  { answer: 'DELETE /api/admin/blocked/{word} 403', ask: unblock(withKey, 'a'), state: 'unwritable' },
  { answer: 'DELETE /api/admin/blocked/{word} 503', ask: unblock(withKey, 'a'), state: 'starting' },
  { answer: 'DELETE /api/admin/blocked/{word} 507', ask: unblock(withKey, 'a'), state: 'full' },
  { answer: 'DELETE /api/admin/blocked/{word} 500', ask: unblock(withKey, 'a'), state: 'broken' },
  ...wordLists('/api/admin/dictionary', '{"words":[{"word":"北约","frequency":9,"tag":"nt"}]}', '北约 0'),
  ...wordLists('/api/admin/synonyms', '{"rules":[{"words":["北约"],"to":["nato"]}]}', '北约'),
  { answer: 'GET /healthz 200', ask: get('/healthz'), state: 'starting' },
  { answer: 'GET /readyz 200', ask: get('/readyz') },
  { answer: 'GET /readyz 503', ask: get('/readyz'), state: 'starting' },
  { answer: 'GET /openapi.json 200', ask: get('/openapi.json') },
  { answer: 'GET /docs 200', ask: get('/docs') },
  { answer: 'GET /metrics 200', ask: get('/metrics') },
  { answer: 'GET /admin 200', ask: get('/admin') },
  ...['/api/stats', '/api/stats/history'].flatMap((path): Scenario[] => [
    { answer: `GET ${path} 200`, ask: (app) => request(app).get(path).set(withKey) },
    { answer: `GET ${path} 400`, ask: (app) => request(app).get(`${path}?hours=x&queries=x`).set(withKey) },
    { answer: `GET ${path} 401`, ask: get(path) },
    { answer: `GET ${path} 403`, ask: get(path), state: 'unwritable' },
    { answer: `GET ${path} 503`, ask: (app) => request(app).get(path).set(withKey), state: 'starting' },
  ]),
  {
    answer: 'GET /api/stats/history 500',
    ask: (app) => request(app).get('/api/stats/history').set(withKey),
    state: 'broken',
  },
  { answer: 'GET / 200', ask: get('/?q=副局长') },
  { answer: 'GET / 503', ask: get('/'), state: 'starting' },
  { answer: 'GET / 500', ask: get('/'), state: 'broken' },
  { answer: 'GET /articles/{id} 200', ask: get('/articles/a1') },
  { answer: 'GET /articles/{id} 400', ask: get('/articles/%') },
  { answer: 'GET /articles/{id} 404', ask: get('/articles/none') },
  { answer: 'GET /articles/{id} 503', ask: get('/articles/a1'), state: 'starting' },
  { answer: 'GET /articles/{id} 500', ask: get('/articles/a1'), state: 'broken' },
];

/** Nothing of the index's own answers: what a programming error would look like to a caller. */
const broken = {
  search: () => Promise.reject(new Error('secret of the inside')),
  suggest: () => Promise.reject(new Error('secret of the inside')),
  related: () => Promise.reject(new Error('secret of the inside')),
};

async function stateOf(state: Scenario['state']): Promise<Express> {
  const made = await appUnderTest(news);
  const { again, store, queryLog, wordFiles, deps } = made;
  await deps.dictionary.add('北约', 'test');
  await deps.synonyms.add('北约 北大西洋公约组织', 'test');
  if (state === 'starting') return again({ ready: () => false });
  if (state === 'unwritable') return again({ config: { ...settings, adminKey: null } });
  if (state === 'small') return again({ config: { ...settings, bodyLimit: 100 } });
  if (state === 'impatient') return again({ config: { ...settings, requestTimeout: 0.05 } });
  if (state === 'full') {
    store.failureOfWriting = new CorpusError('insufficient_storage', 'disk full');
    queryLog.failure = new IndexerError('query_log_full', 'disk full');
    for (const file of wordFiles) file.failure = new IndexerError('words_full', 'disk full');
  }
  if (state === 'broken') {
    store.failure = queryLog.failure = new Error('secret of the inside');
    for (const file of wordFiles) file.failure = new Error('secret of the inside');
  }
  const noHistory = { ...deps.watched, history: () => Promise.reject(new Error('secret of the inside')) };
  return state === 'broken' ? again({ search: broken, watched: noHistory }) : made.app;
}

describe('the OpenAPI document', () => {
  it('is valid OpenAPI 3.1', async () => {
    const result = await new Validator().validate(JSON.parse(JSON.stringify(document)));
    assert.deepEqual(result.errors ?? [], []);
    assert.ok(result.valid);
  });

  it('names nothing that is built later', () => {
    const text = JSON.stringify(document);
    for (const later of ['XUNWEN_OPENSEARCH']) assert.ok(!text.includes(later), later);
  });

  it('is exercised whole: every route with every answer', () => {
    const tried = new Set([...scenarios.map(({ answer }) => answer), 'GET /api/search 410']);
    assert.deepEqual([...documented()].sort(), [...tried].sort());
  });

  for (const { answer, comment, ask, state } of scenarios) {
    it(`holds for ${answer}${comment === undefined ? '' : ` (${comment})`}`, async () => {
      const [method, path, status] = answer.split(' ');
      const given = await ask(await stateOf(state));
      assert.equal(String(given.status), status, given.text);
      assert.ok(given.get('X-Request-Id'));
      checkAnswer(`${method} ${path}`, given);
      assert.ok(!given.text?.includes('secret of the inside'));
    });
  }

  it('holds for GET /api/search 410 (the index has changed its mind about a cursor)', async () => {
    const { again, deps } = await appUnderTest(many(30));
    const expired = { ...deps.search, search: () => Promise.reject(new IndexerError('cursor_expired', 'expired')) };
    const given = await request(again({ search: expired })).get('/api/search?cursor=x');
    assert.equal(given.status, 410);
    checkAnswer('GET /api/search', given);
  });
});
