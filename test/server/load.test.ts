import assert from 'node:assert/strict';
import { once } from 'node:events';
import http, { type IncomingMessage, type ServerResponse } from 'node:http';
import { connect, type Socket } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import express from 'express';
import { Admission, refusal, type AdmissionLimits } from '../../server/load/index.js';
import { kindOf } from '../../server/load/request-kind.js';
import { siteOf } from '../../server/app.js';
import { ApiError } from '../../server/problem.js';
import { BodyBudget } from '../../server/routes/body-budget.js';
import { readJson } from '../../server/routes/request-body.js';
import { Listener } from '../../server/owner/index.js';

/** A server behind an admission, whose answers wait until they are let go. */
class Held {
  readonly waiting: ServerResponse[] = [];
  readonly admission: Admission;
  readonly #listener: Listener;

  private constructor(admission: Admission, listener: Listener) {
    this.admission = admission;
    this.#listener = listener;
  }

  static async start(limits: AdmissionLimits): Promise<Held> {
    const admission = new Admission(limits);
    const none = (): void => undefined;
    const listener = await Listener.onPort('127.0.0.1', 0, none, { idle: 30 });
    const held = new Held(admission, listener);
    const hold = (_request: IncomingMessage, response: ServerResponse): void => void held.waiting.push(response);
    listener.handler = admission.before(hold, refusal(siteOf({ siteName: '寻闻' }), ['https://news.example']));
    return held;
  }

  get url(): string {
    return `http://127.0.0.1:${this.#listener.port}`;
  }

  get port(): number {
    return this.#listener.port;
  }

  /** Resolves when so many requests have been let in. */
  async hasIn(count: number): Promise<void> {
    while (this.waiting.length < count) await sleep(5);
  }

  answerAll(body = 'ok'): void {
    for (const response of this.waiting.splice(0)) response.end(body);
  }

  async stop(): Promise<void> {
    this.answerAll();
    await this.#listener.close(1000);
  }
}

/** A connection on which requests are sent one behind the other, without waiting for answers. */
async function pipelining(port: number, requests: readonly string[]): Promise<Socket> {
  const socket = connect(port, '127.0.0.1').on('error', () => undefined);
  await once(socket, 'connect');
  socket.write(requests.map((line) => `${line} HTTP/1.1\r\nHost: a\r\n\r\n`).join(''));
  return socket;
}

describe('admission', () => {
  let held: Held;
  beforeEach(async () => {
    held = await Held.start({ reads: 2, writes: 1, events: 1 });
  });
  afterEach(() => held.stop());

  it('turns away at once what is too much, and lets in again when an answer is out', async () => {
    const first = [fetch(`${held.url}/api/search?q=a`), fetch(`${held.url}/?q=a`)];
    await held.hasIn(2);
    const refused = await fetch(`${held.url}/api/suggest?q=a`, { headers: { Origin: 'https://news.example' } });
    assert.equal(refused.status, 503);
    assert.equal(refused.headers.get('Retry-After'), '1');
    assert.equal(refused.headers.get('Access-Control-Allow-Origin'), 'https://news.example');
    const { code, requestId } = JSON.parse(await refused.text());
    assert.deepEqual([code, requestId], ['overloaded', refused.headers.get('X-Request-Id')]);
    held.answerAll();
    for (const one of first) assert.equal(await (await one).text(), 'ok');
    const next = fetch(`${held.url}/api/search?q=a`);
    await held.hasIn(1);
    held.answerAll();
    assert.equal((await next).status, 200);
    assert.deepEqual(held.admission.figures.turnedAway, { read: 1, write: 0, event: 0, free: 0 });
  });

  it('has places for writes of their own, and never turns away health checks', async () => {
    const put = (): Promise<Response> => fetch(`${held.url}/api/articles/a`, { method: 'PUT', body: '{}' });
    const first = put();
    await held.hasIn(1);
    assert.equal((await put()).status, 503);
    const others = ['/api/search', '/api/search', '/healthz', '/metrics', '/readyz'].map((path) =>
      fetch(held.url + path),
    );
    await held.hasIn(6);
    held.answerAll();
    for (const one of [first, ...others]) assert.equal((await one).status, 200);
  });

  it('shows people a page', async () => {
    void fetch(`${held.url}/`);
    void fetch(`${held.url}/`);
    await held.hasIn(2);
    const refused = await fetch(`${held.url}/?q=a`, { headers: { Accept: 'text/html' } });
    assert.match(await refused.text(), /<!doctype html>[^]*<h1>/i);
  });

  it('gives the place of a caller who went away to others', async () => {
    const gone = new AbortController();
    for (const _ of [1, 2]) fetch(`${held.url}/api/search`, { signal: gone.signal }).catch(() => undefined);
    await held.hasIn(2);
    gone.abort();
    while (held.admission.figures.running.read > 0) await sleep(5);
    held.waiting.splice(0);
    const next = fetch(`${held.url}/api/search`);
    await held.hasIn(1);
    held.answerAll();
    assert.equal((await next).status, 200);
  });

  it('lets no slow reader hold a place', async () => {
    const slow = [1, 2].map(() => connect(held.port, '127.0.0.1'));
    for (const socket of slow) {
      await once(socket, 'connect');
      socket.pause().write('GET /api/search HTTP/1.1\r\nHost: a\r\n\r\n');
    }
    await held.hasIn(2);
    // More than the kernel takes for a reader who takes nothing.
    held.answerAll('长'.repeat(8_000_000));
    assert.equal(held.admission.figures.running.read, 0);
    for (const socket of slow) socket.destroy();
  });

  it('lets no reader of an earlier answer hold the places of those behind it on the connection', async () => {
    const socket = await pipelining(held.port, ['GET /healthz', 'GET /api/search', 'GET /api/search']);
    await held.hasIn(3);
    const [first, ...behind] = held.waiting.splice(0);
    for (const response of behind) response.end('ok');
    assert.equal(held.admission.figures.running.read, 0);
    first?.end('ok');
    socket.destroy();
  });

  it('gets back the places of answers that waited behind another when their connection closed', async () => {
    const socket = await pipelining(held.port, ['GET /healthz', 'GET /api/search', 'DELETE /api/articles/a']);
    await held.hasIn(3);
    const closed = held.waiting.map((response) => once(response, 'close'));
    socket.resetAndDestroy();
    await Promise.all(closed);
    const { running } = held.admission.figures;
    assert.deepEqual(running, { read: 0, write: 0, event: 0, free: 0 });
    held.waiting.splice(0);
  });

  it('has places of their own for what readers chose, so that bodies that never come hold up no search', async () => {
    const choose = (): Promise<Response> => fetch(`${held.url}/api/events`, { method: 'POST', body: '{}' });
    const first = choose();
    await held.hasIn(1);
    assert.equal((await choose()).status, 503);
    const searches = [fetch(`${held.url}/api/search`), fetch(`${held.url}/api/search`)];
    await held.hasIn(3);
    held.answerAll();
    for (const one of [first, ...searches]) assert.equal((await one).status, 200);
  });

  it('ends the connection of an upload that it turns away', async () => {
    void fetch(`${held.url}/api/articles`, { method: 'POST', body: '{}' });
    await held.hasIn(1);
    const request = http.request(`${held.url}/api/articles`, {
      method: 'POST',
      headers: { 'Content-Length': 100_000 },
    });
    request.on('error', () => undefined).write('{');
    const [response]: IncomingMessage[] = await once(request, 'response');
    assert.deepEqual([response?.statusCode, response?.headers.connection], [503, 'close']);
    request.destroy();
  });
});

describe('the kind of a request', () => {
  for (const [kind, ...requests] of [
    [
      'read',
      'GET /\\?q=a#',
      'GET /#',
      'HEAD /api\\search?q=a#b',
      'GET /api/search?q=a',
      'HEAD /api/search',
      'GET /API/Search/',
      'GET //api/search',
      'GET /?q=a',
      'GET /',
      'GET /articles/a',
      'GET /search.rss?q=a',
      'GET http://news.example/api/search?q=a',
      'GET HTTP://news.example?q=a',
    ],
    ['event', 'POST /api/events', 'POST /api/events/?a', 'POST http://news.example/api/events'],
    [
      'write',
      'POST /api/articles',
      'PUT /api/articles/a',
      'DELETE /api/articles/a',
      'POST /api/admin/synonyms',
      'PATCH /x',
      'PUT http://news.example/api/articles/a',
      'POST /api\\events#',
    ],
    [
      'free',
      'GET /healthz',
      'GET /readyz',
      'GET /metrics',
      'GET /searchbox.js',
      'GET /assets/page-1.css',
      'OPTIONS /api/search',
      'GET /docs',
      'GET /api/admin/blocked',
      'GET http://news.example/healthz',
    ],
  ] as const) {
    for (const request of requests) {
      it(`${request} is ${kind}`, () => {
        const [method = '', url = ''] = request.split(' ');
        assert.equal(kindOf({ method, url }), kind);
      });
    }
  }
});

describe('a body that has to come whole within some time', () => {
  it('is refused when that is over, though something comes again and again', async () => {
    const limits = { bodyLimit: 8192, requestTimeout: 30, wholeWithin: 0.2 };
    const app = express();
    app.post('/', async (asked, response) => {
      const error: unknown = await readJson(asked, limits).catch((refused: unknown) => refused);
      response.send(error instanceof ApiError ? `${error.code}: ${error.message}` : 'taken');
    });
    const server = app.listen(0, '127.0.0.1');
    await once(server, 'listening');
    const address = server.address();
    const port = typeof address === 'object' ? (address?.port ?? 0) : 0;
    const request = http.request({ port, host: '127.0.0.1', method: 'POST', headers: { 'Content-Length': 8000 } });
    request.on('error', () => undefined);
    const drip = setInterval(() => request.write(' '), 20);
    const [response]: IncomingMessage[] = await once(request, 'response');
    let text = '';
    for await (const chunk of response ?? []) text += String(chunk);
    clearInterval(drip);
    request.destroy();
    server.close();
    assert.equal(text, 'request_timeout: The body did not come whole within 0.2 seconds.');
  });
});

describe('the room for bodies in memory', () => {
  const mega = 1024 * 1024;

  it('is shared by all requests, and free again when they end', () => {
    const [one, other, small] = [new BodyBudget(100 * mega), new BodyBudget(100 * mega), new BodyBudget(8192)];
    one.take(100 * mega);
    small.take(8192);
    assert.throws(
      () => other.take(100 * mega),
      (error) => error instanceof ApiError && error.code === 'overloaded',
    );
    one.release();
    other.take(100 * mega);
    for (const budget of [one, other, small]) budget.release();
  });

  it('is enough for one body of the length that the settings allow', () => {
    const budget = new BodyBudget(500 * mega);
    budget.take(500 * mega);
    budget.release();
  });
});
