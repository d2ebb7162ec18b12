import assert from 'node:assert/strict';
import { once } from 'node:events';
import { createServer, type RequestListener } from 'node:http';
import { gzipSync } from 'node:zlib';
import { exchange, type Answer } from '../../../server/crawl/fetch/exchange.js';
import { followRedirects, redirectOf } from '../../../server/crawl/fetch/follow-redirects.js';

const limits = { sentBytes: 10_000, unpackedBytes: 100_000, headerBytes: 4096 };

/** Asks a server of its own once; the name is of nobody, so that only the given address can lead there. */
async function ask(listener: RequestListener): Promise<Answer> {
  const server = createServer(listener).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  assert.ok(address !== null && typeof address === 'object');
  const { port } = address;
  const url = new URL(`http://news.invalid:${port}/`);
  const { signal } = new AbortController();
  const question = { url, addresses: ['127.0.0.1'], headers: {}, limits, cut: false, signal, alive: () => {} };
  return exchange(question).finally(() => {
    server.close();
    server.closeAllConnections();
  });
}

describe('one request', () => {
  it('goes to the checked address whatever the name leads to', async () => {
    const { status, bytes } = await ask((_request, response) => response.end('新闻'));
    assert.deepEqual([status, Buffer.from(bytes).toString()], [200, '新闻']);
  });

  it('refuses what unpacks to more than the limit', async () => {
    const bomb = gzipSync(Buffer.alloc(1_000_000));
    await assert.rejects(
      ask((_request, response) => response.setHeader('content-encoding', 'gzip').end(bomb)),
      { code: 'refused', message: 'it is larger than 100000 bytes unpacked' },
    );
  });

  it('refuses a body without an end', async () => {
    const endless: RequestListener = (_request, response) => {
      const more = (): void => void (response.write(Buffer.alloc(4000)) && !response.destroyed && setImmediate(more));
      response.on('drain', more);
      more();
    };
    await assert.rejects(ask(endless), { code: 'refused' });
  });

  it('fails where the body is shorter than said', async () => {
    await assert.rejects(
      ask((_request, response) => {
        response.writeHead(200, { 'content-length': 100 }).write('short', () => response.destroy());
      }),
      { code: 'failed' },
    );
  });
});

describe('redirects', () => {
  const to = (status: number, location: string): Answer => ({ status, headers: { location }, bytes: new Uint8Array() });

  it('tell where the permanent ones lead', async () => {
    const answers: Record<string, Answer> = { '/a': to(301, 'b'), '/b': to(302, '/c'), '/c': to(200, '') };
    const visit = async (url: URL): Promise<Answer> => answers[url.pathname] ?? to(404, '');
    const { url, permanentUrl } = await followRedirects(new URL('http://news.example/a'), 5, visit);
    assert.deepEqual([url.pathname, permanentUrl.pathname], ['/c', '/b']);
  });

  it('are refused in a circle, from https to http, and to what is no web page', async () => {
    const start = new URL('https://news.example/');
    await assert.rejects(
      followRedirects(start, 5, async () => to(302, '/')),
      { code: 'refused' },
    );
    assert.throws(() => redirectOf(start, to(302, 'http://news.example/')), { code: 'refused' });
    assert.throws(() => redirectOf(start, to(302, 'file:///etc/passwd')), { code: 'refused' });
  });
});
