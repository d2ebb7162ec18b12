import assert from 'node:assert/strict';
import { once } from 'node:events';
import { mkdtempSync, rmSync, statSync } from 'node:fs';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { FolderError } from '../../server/data-folder/index.js';
import { ListenError, Listener, OwnerClient, ServiceError, type RequestHandler } from '../../server/owner/index.js';

const root = mkdtempSync(join(tmpdir(), 'xunwen-owner-'));
after(() => rmSync(root, { recursive: true }));

let sockets = 0;
const newSocket = (): string => join(root, `${sockets++}.sock`);
const limits = { idle: 30 };

const answering =
  (status: number, body: string) =>
  (_request: IncomingMessage, response: ServerResponse): void => {
    response.writeHead(status).end(body);
  };

describe('a listener', () => {
  it('takes any free port, and answers with the handler it has at the time', async () => {
    const listener = await Listener.onPort('127.0.0.1', 0, answering(503, 'loading'), limits);
    const url = `http://127.0.0.1:${listener.port}/`;
    assert.equal((await fetch(url)).status, 503);
    listener.handler = answering(200, 'ready');
    assert.equal(await (await fetch(url)).text(), 'ready');
    assert.equal(await listener.close(1000), true);
    await assert.rejects(fetch(url));
  });

  it('says in one sentence which port is in use', async () => {
    const first = await Listener.onPort('127.0.0.1', 0, answering(200, ''), limits);
    await assert.rejects(
      Listener.onPort('127.0.0.1', first.port, answering(200, ''), limits),
      (error) => error instanceof ListenError && error.message.startsWith(`port ${first.port} on 127.0.0.1 is in use`),
    );
    await first.close(0);
  });

  it('says so where the host is not of this machine', async () => {
    await assert.rejects(
      Listener.onPort('192.0.2.1', 0, answering(200, ''), limits),
      (error) => error instanceof ListenError && error.message === '192.0.2.1 is not an address of this machine',
    );
  });

  it('lets a running request end when it closes', async () => {
    const listener = await Listener.onPort(
      '127.0.0.1',
      0,
      (_request, response) => void setTimeout(() => response.end('done'), 200),
      limits,
    );
    const running = fetch(`http://127.0.0.1:${listener.port}/`).then((response) => response.text());
    await new Promise((resolve) => setTimeout(resolve, 100));
    assert.equal(await listener.close(5000), true);
    assert.equal(await running, 'done');
  });

  it('cuts off what does not end', async () => {
    const listener = await Listener.onPort('127.0.0.1', 0, () => undefined, limits);
    const running = assert.rejects(fetch(`http://127.0.0.1:${listener.port}/`));
    await new Promise((resolve) => setTimeout(resolve, 100));
    assert.equal(await listener.close(100), false);
    await running;
  });

  it('on a socket is for its owner alone, and leaves no file behind', async () => {
    const file = newSocket();
    const umask = process.umask();
    const listener = await Listener.onSocket(file, answering(200, '{}'));
    assert.equal(statSync(file).mode & 0o777, 0o600);
    assert.equal(process.umask(), umask);
    await listener.close(0);
    assert.equal(statSync(file, { throwIfNoEntry: false }), undefined);
  });

  for (const [head, status, detail] of [
    ['GET /a HTTP/1.1\r\nHost: a\r\n\r\nGET /?q=经济 HTTP/1.1\r\n\r\n', 400, /percent-encoded.*--data-urlencode/],
    ['these are words\r\n\r\n', 400, /not a valid HTTP request/],
    [`GET / HTTP/1.1\r\nX-Long: ${'x'.repeat(20_000)}\r\n\r\n`, 431, /too long/],
  ] as const) {
    it(`answers with ${status} what is no HTTP: ${head.slice(0, 24)}…`, async () => {
      const listener = await Listener.onPort('127.0.0.1', 0, answering(200, ''), limits);
      const socket = connect(listener.port, '127.0.0.1').setEncoding('utf8');
      socket.write(head);
      let answer = '';
      for await (const text of socket) answer += String(text);
      assert.ok(answer.includes(`HTTP/1.1 ${status} `), answer);
      assert.match(answer, detail);
      await listener.close(0);
    });
  }

  it('takes raw Chinese in the first address of a connection, as typed after curl', async () => {
    const listener = await Listener.onPort('127.0.0.1', 0, (request, response) => response.end(request.url), limits);
    const socket = connect(listener.port, '127.0.0.1').setEncoding('utf8');
    socket.write('GET /api/search?q=副局长 HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n');
    let answer = '';
    for await (const text of socket) answer += String(text);
    assert.ok(answer.includes(`/api/search?q=${encodeURIComponent('副局长')}`), answer);
    await listener.close(0);
  });

  it('closes connections on which nothing comes', async () => {
    const listener = await Listener.onPort('127.0.0.1', 0, answering(200, ''), { idle: 0.2 });
    const socket = connect(listener.port, '127.0.0.1');
    for await (const data of socket) assert.fail(String(data));
    await listener.close(0);
  });

  it('does not take its own work for silence', async () => {
    const slow: RequestHandler = (_request, response) => void setTimeout(() => response.end('done'), 1200);
    const listener = await Listener.onPort('127.0.0.1', 0, slow, { idle: 0.2 });
    const response = await fetch(`http://127.0.0.1:${listener.port}/`);
    assert.equal(await response.text(), 'done');
    await listener.close(0);
  });

  it('does not wait for connections on which nothing was asked', async () => {
    const listener = await Listener.onSocket(newSocket(), answering(200, ''));
    const outside = await Listener.onPort('127.0.0.1', 0, answering(200, ''), limits);
    const socket = connect(outside.port, '127.0.0.1');
    await once(socket, 'connect');
    assert.equal(await outside.close(20_000), true);
    await listener.close(0);
  });

  it('refuses a socket where something is', async () => {
    const file = newSocket();
    const first = await Listener.onSocket(file, answering(200, '{}'));
    await assert.rejects(Listener.onSocket(file, answering(200, '{}')), ListenError);
    await first.close(0);
  });
});

describe("the owner's client", () => {
  it('gives the JSON of an answer', async () => {
    const file = newSocket();
    const listener = await Listener.onSocket(file, answering(200, '{"name":"寻闻"}'));
    assert.deepEqual(await new OwnerClient(file).get('/'), { name: '寻闻' });
    await listener.close(0);
  });

  it('sends lines as NDJSON', async () => {
    const file = newSocket();
    const listener = await Listener.onSocket(file, (request, response) => {
      let body = '';
      request.setEncoding('utf8').on('data', (text: string) => (body += text));
      const { method, url } = request;
      const type = request.headers['content-type'];
      request.on('end', () => response.end(JSON.stringify({ method, url, type, body })));
    });
    const answer = await new OwnerClient(file).postLines('/api/articles', '{"title":"一"}\n');
    const expected = { method: 'POST', url: '/api/articles', type: 'application/x-ndjson', body: '{"title":"一"}\n' };
    assert.deepEqual(answer, expected);
    await listener.close(0);
  });

  it('waits until the service is ready, and says so once', async () => {
    const file = newSocket();
    const listener = await Listener.onSocket(file, answering(503, '{}'));
    let waits = 0;
    const ready = new OwnerClient(file).ready(() => waits++);
    setTimeout(() => (listener.handler = answering(200, '{}')), 500);
    await ready;
    assert.equal(waits, 1);
    await listener.close(0);
  });

  it('tells the detail of a problem, and the status of an answer that is none', async () => {
    const file = newSocket();
    const listener = await Listener.onSocket(file, answering(507, '{"detail":"The disk is full."}'));
    const client = new OwnerClient(file);
    const says = (status: number, message: string) => (error: unknown) =>
      error instanceof ServiceError && error.status === status && error.message === message;
    await assert.rejects(client.get('/'), says(507, 'The disk is full.'));
    listener.handler = answering(502, '<html>');
    await assert.rejects(client.get('/'), says(502, 'the service answered with status 502'));
    await listener.close(0);
  });

  it('says in one sentence that nobody answers', async () => {
    const file = newSocket();
    await assert.rejects(
      new OwnerClient(file).get('/'),
      (error) => error instanceof FolderError && error.code === 'unreachable' && error.message.includes(file),
    );
  });
});
