import assert from 'node:assert/strict';
import { once } from 'node:events';
import { createServer, request as httpRequest } from 'node:http';
import type { ClientRequest, IncomingMessage, Server } from 'node:http';
import { connect } from 'node:net';
import { text } from 'node:stream/consumers';
import { setTimeout as wait } from 'node:timers/promises';
import { brotliCompressSync, gzipSync } from 'node:zlib';
import request from 'supertest';
import type { Response, Test } from 'supertest';
import { CorpusError } from '../../corpus/index.js';
import { Listener } from '../../server/owner/index.js';
import { appUnderTest, many, settings, withKey } from './http-app.js';
import { checkAnswer } from './http-contract-check.js';

const ndjson = { ...withKey, 'Content-Type': 'application/x-ndjson' };
const asLines = (articles: readonly object[]): string => articles.map((one) => `${JSON.stringify(one)}\n`).join('');

describe('POST /api/articles', () => {
  it('takes one article', async () => {
    const { app } = await appUnderTest();
    const answer = await request(app).post('/api/articles').set(withKey).send({ title: '一' }).expect(200);
    assert.deepEqual(answer.body, { accepted: 1, rejectedCount: 0, rejected: [] });
  });

  it('takes an array and says which place holds no article', async () => {
    const { app, store } = await appUnderTest();
    const body = [{ title: '一' }, { title: '二', publishedAt: '昨天吧' }, null, { title: '三' }];
    const answer = await request(app).post('/api/articles').set(withKey).send(body).expect(200);
    checkAnswer('POST /api/articles', answer);
    assert.equal(answer.body.accepted, 2);
    assert.deepEqual(answer.body.rejected[0], { line: 2, code: 'invalid_article', detail: 'publishedAt: not a date' });
    assert.equal(answer.body.rejected[1].line, 3);
    assert.equal(await store.count(), 2);
  });

  it('takes an empty array and an empty stream', async () => {
    const { app } = await appUnderTest();
    const nothing = { accepted: 0, rejectedCount: 0, rejected: [] };
    const array = await request(app).post('/api/articles').set(withKey).send([]).expect(200);
    assert.deepEqual(array.body, nothing);
    const stream = await request(app).post('/api/articles').set(ndjson).send('').expect(200);
    assert.deepEqual(stream.body, nothing);
  });

  it('takes a stream longer than any limit of JSON and leaves out its bad lines', async () => {
    const { app, store } = await appUnderTest();
    const lines = asLines(many(2500)).replace('{"id":"m7"', '{"id":7,,').replace('"快讯第2000号"', '42');
    assert.ok(Buffer.byteLength(lines) > settings.bodyLimit);
    const { body } = await request(app).post('/api/articles').set(ndjson).send(lines).expect(200);
    assert.equal(body.accepted, 2498);
    assert.deepEqual(
      body.rejected.map(({ line }: { line: number }) => line),
      [7, 2000],
    );
    assert.equal(await store.count(), 2498);
  });

  it('lets others be answered while it refuses a long array', async () => {
    const { app } = await appUnderTest();
    const server = app.listen(0, '127.0.0.1');
    await once(server, 'listening');
    const body = `[${'1,'.repeat(49_000)}1]`;
    const over = new AbortController();
    const answered = request(server).post('/api/articles').set(withKey).type('json').send(body).expect(200);
    const upload = answered.then(() => over.abort());
    let turns = 0;
    for (; !over.signal.aborted; turns++) await request(server).get('/healthz').expect(200);
    await upload;
    server.close();
    assert.ok(turns > 3, String(turns));
  });

  it('lists a thousand rejections and counts them all', async () => {
    const { app } = await appUnderTest();
    const answer = await request(app).post('/api/articles').set(ndjson).send('{}\n'.repeat(1500)).expect(200);
    checkAnswer('POST /api/articles', answer);
    assert.equal(answer.body.rejectedCount, 1500);
    assert.equal(answer.body.rejected.length, 1000);
  });

  it('takes compressed bodies', async () => {
    const { app } = await appUnderTest();
    const post = (encoding: string) => request(app).post('/api/articles').set(ndjson).set('Content-Encoding', encoding);
    const lines = asLines(many(300));
    const gzip = await sendBytes(post('gzip'), gzipSync(lines));
    assert.equal(gzip.body.accepted, 300);
    const brotli = await sendBytes(post('br'), brotliCompressSync(lines));
    assert.equal(brotli.body.accepted, 300);
  });

  it('measures a compressed body by what comes out of it', async () => {
    const { app } = await appUnderTest();
    const bomb = gzipSync(JSON.stringify({ title: '一', body: 'a'.repeat(5_000_000) }));
    assert.ok(bomb.length < settings.bodyLimit);
    const post = request(app)
      .post('/api/articles')
      .set(withKey)
      .type('application/json')
      .set('Content-Encoding', 'gzip');
    const answer = await sendBytes(post, bomb);
    assert.equal(answer.status, 413);
    checkAnswer('POST /api/articles', answer);
  });

  it('refuses broken compression, telling what is safe', async () => {
    const { app } = await appUnderTest();
    const torn = gzipSync(asLines(many(300))).subarray(0, -20);
    const post = request(app).post('/api/articles').set(ndjson).set('Content-Encoding', 'gzip');
    const answer = await sendBytes(post, torn);
    assert.equal(answer.status, 400, answer.text);
    checkAnswer('POST /api/articles', answer);
    assert.ok(JSON.parse(answer.text).durableThrough >= 0);
  });

  const unsupported = [
    { 'Content-Type': 'text/csv' },
    { 'Content-Type': 'application/json; charset=gbk' },
    { 'Content-Type': 'application/json', 'Content-Encoding': 'zstd' },
    { 'Content-Type': 'application/x-ndjson', 'Content-Encoding': 'zstd' },
  ];
  for (const headers of unsupported) {
    it(`does not take ${JSON.stringify(headers)}`, async () => {
      const { app } = await appUnderTest();
      const post = request(app).post('/api/articles').set(withKey).set(headers);
      const answer = await sendBytes(post, Buffer.from('{}'));
      assert.equal(answer.status, 415, answer.text);
      checkAnswer('POST /api/articles', answer);
    });
  }

  for (const body of [Buffer.from('{"title":"\xff"}', 'latin1'), Buffer.from(''), Buffer.from('{"title"')]) {
    it(`refuses a body that is not JSON in UTF-8: ${body.toString('latin1')}`, async () => {
      const { app } = await appUnderTest();
      const post = request(app).post('/api/articles').set(withKey).type('application/json');
      const answer = await sendBytes(post, body);
      assert.equal(answer.status, 400, answer.text);
      assert.equal(JSON.parse(answer.text).parameter, 'body');
    });
  }

  it('keeps what came before the disk was full, and says up to where', async () => {
    const { app, store } = await appUnderTest();
    store.writesLeft = 2;
    store.failureOfWriting = new CorpusError('insufficient_storage', 'disk full');
    const post = request(app).post('/api/articles').set(ndjson);
    const answer = await post.send(asLines(many(1000))).expect(507);
    checkAnswer('POST /api/articles', answer);
    assert.equal(JSON.parse(answer.text).durableThrough, 200);
    assert.equal(await store.count(), 200);
  });

  it('keeps the front of an array as well', async () => {
    const { app, store } = await appUnderTest();
    store.writesLeft = 1;
    store.failureOfWriting = new CorpusError('unavailable', 'locked');
    const answer = await request(app).post('/api/articles').set(withKey).send(many(500)).expect(503);
    assert.equal(JSON.parse(answer.text).durableThrough, 100);
    assert.equal(answer.get('Retry-After'), '5');
  });
});

/** A request that is being sent, and what became of it so far. */
interface Upload {
  readonly upload: ClientRequest;
  readonly count: () => Promise<number>;
  readonly log: readonly string[];
}

describe('an upload', () => {
  let server: Server;
  afterEach(() => {
    server.closeAllConnections();
    server.close();
  });

  const open = async (requestTimeout = 30): Promise<Upload> => {
    const { again, store, log } = await appUnderTest();
    server = createServer(again({ config: { ...settings, requestTimeout } })).listen(0, '127.0.0.1');
    await once(server, 'listening');
    const address = server.address();
    assert.ok(typeof address === 'object' && address !== null);
    const { port } = address;
    const upload = httpRequest({ port, host: '127.0.0.1', path: '/api/articles', method: 'POST', headers: ndjson });
    return { upload, count: () => store.count(), log };
  };
  const until = async (holds: () => Promise<boolean>): Promise<void> => {
    for (let tries = 0; tries < 200 && !(await holds()); tries++) await wait(25);
    assert.ok(await holds());
  };

  it('that is refused is answered also where its sender reads the answer last', async () => {
    const { upload } = await open();
    // Node's own client reads all the time.
    upload.on('error', () => undefined).destroy();
    const address = server.address();
    assert.ok(typeof address === 'object' && address !== null);
    const socket = connect(address.port, '127.0.0.1');
    await once(socket, 'connect');
    const length = 20_000_000;
    const headers = Object.entries({ ...withKey, 'Content-Type': 'application/json', 'Transfer-Encoding': 'chunked' });
    socket.write(
      `POST /api/articles HTTP/1.1\r\nHost: a\r\n${headers.map((pair) => pair.join(': ')).join('\r\n')}\r\n\r\n`,
    );
    socket.write(`${length.toString(16)}\r\n`);
    for (let sent = 0; sent < length; sent += 100_000) {
      if (!socket.write('['.repeat(100_000))) await once(socket, 'drain');
    }
    socket.end('\r\n0\r\n\r\n');
    assert.match(await text(socket), /^HTTP\/1.1 413 [^]*payload_too_large/);
  });

  it('is kept where its sender goes away, to the last whole line', async () => {
    const { upload, count, log } = await open();
    upload.on('error', () => {});
    upload.write(asLines(many(250)));
    upload.write('{"id":"half","tit');
    await wait(300);
    upload.destroy();
    await until(async () => (await count()) === 250 && log.some((line) => line.includes('the caller went away')));
    assert.ok(!log.some((line) => line.includes('"level":50')));
  });

  it('may take its time, as long as something comes', async () => {
    const { upload, count } = await open(0.4);
    const answered = once(upload, 'response');
    for (const article of many(6)) {
      upload.write(asLines([article]));
      await wait(150);
    }
    upload.end();
    const [response]: IncomingMessage[] = await answered;
    assert.equal(response?.statusCode, 200);
    assert.equal(await count(), 6);
  });

  it('ends where nothing comes any more; what came is kept', async () => {
    const { upload, count } = await open(0.2);
    upload.on('error', () => {});
    const answered = once(upload, 'response');
    upload.write(asLines(many(3)));
    const [response]: IncomingMessage[] = await answered;
    assert.ok(response);
    const problem = JSON.parse(await text(response));
    assert.deepEqual([problem.status, problem.code, problem.durableThrough], [408, 'request_timeout', 3]);
    assert.equal(await count(), 3);
    upload.destroy();
  });

  it('can be searched while it is still going on', async () => {
    const { upload, count } = await open();
    const answered = once(upload, 'response');
    upload.write(asLines(many(400)));
    await until(async () => (await count()) === 400);
    upload.end();
    await answered;
  });

  for (const [how, framing, rest] of [
    ['ends before its length', 'Content-Length: 99999', ''],
    ['has chunks that are no HTTP', 'Transfer-Encoding: chunked', 'zz\r\n'],
  ] as const) {
    it(`that ${how} is told what is safe`, async () => {
      const { app, store } = await appUnderTest();
      const listener = await Listener.onPort('127.0.0.1', 0, app, { idle: 5 });
      const socket = connect({ port: listener.port, host: '127.0.0.1', allowHalfOpen: true });
      const lines = asLines(many(3));
      const headers = Object.entries(ndjson).map((pair) => `${pair.join(': ')}\r\n`);
      socket.write(`POST /api/articles HTTP/1.1\r\nHost: a\r\n${headers.join('')}${framing}\r\n\r\n`);
      const size = Buffer.byteLength(lines).toString(16);
      socket.write(framing.startsWith('Transfer') ? `${size}\r\n${lines}\r\n` : lines);
      await wait(100);
      if (rest === '') socket.end();
      else {
        socket.write(rest);
        await wait(15);
        socket.write('more');
      }
      const answer = await text(socket);
      await listener.close(0);
      assert.match(answer, /^HTTP\/1.1 400 /);
      assert.match(answer, /"code":"invalid_parameter"[^]*"durableThrough":3/);
      assert.equal(await store.count(), 3);
    });
  }
});

/** Sends bytes as they are: superagent would make JSON of them. */
function sendBytes(upload: Test, bytes: Uint8Array): Promise<Response> {
  upload.write(Buffer.from(bytes));
  return upload.then((answer) => answer);
}
