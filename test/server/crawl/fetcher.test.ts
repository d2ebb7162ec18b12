import assert from 'node:assert/strict';
import { once } from 'node:events';
import { createServer, type IncomingHttpHeaders, type RequestListener, type Server } from 'node:http';
import { brotliCompressSync, deflateSync, gzipSync } from 'node:zlib';
import {
  createFetcher,
  FetchError,
  type Clock,
  type Fetched,
  type FetcherOptions,
} from '../../../server/crawl/fetch/index.js';
import { isPublicAddress } from '../../../server/crawl/fetch/public-address.js';
import { parseRobots } from '../../../server/crawl/fetch/robots.js';

/** A clock that does not wait, and notes how long it would have. */
class QuickClock implements Clock {
  readonly slept: number[] = [];
  #now = 1_000_000;

  now(): number {
    return this.#now;
  }

  async sleep(ms: number, signal: AbortSignal): Promise<void> {
    signal.throwIfAborted();
    this.slept.push(ms);
    this.#now += ms;
    await Promise.resolve();
  }

  alarm(ms: number, ring: () => void): () => void {
    const timer = setTimeout(ring, ms);
    return () => clearTimeout(timer);
  }
}

describe('a fetcher', function () {
  this.timeout(30_000);
  const servers: Server[] = [];
  afterEach(() => {
    for (const server of servers.splice(0)) {
      server.closeAllConnections();
      server.close();
    }
  });

  /** Serves on a free port; robots.txt is missing unless the listener has it. @returns host and port */
  const serve = async (listener: RequestListener): Promise<string> => {
    const server = createServer(listener).listen(0, '127.0.0.1');
    servers.push(server);
    await once(server, 'listening');
    const address = server.address();
    assert.ok(typeof address === 'object' && address !== null);
    return `127.0.0.1:${address.port}`;
  };
  /** A site of paths, each answered by itself; all others are missing. */
  const siteOf = (paths: Readonly<Record<string, RequestListener>>): Promise<string> =>
    serve((request, response) => {
      const answer = paths[request.url ?? ''];
      if (answer === undefined) response.writeHead(404).end();
      else answer(request, response);
    });
  const says = (text: string | Uint8Array, headers: Record<string, string> = {}, status = 200): RequestListener => {
    return (_request, response) => response.writeHead(status, headers).end(text);
  };
  const redirect = (location: string, status = 302): RequestListener => says('', { location }, status);
  const get = async (
    host: string,
    path: string,
    options: Partial<FetcherOptions> = {},
    known: { etag?: string; lastModified?: string } = {},
  ): Promise<Fetched> => {
    const fetcher = createFetcher({
      hosts: [host],
      allowPrivate: [host],
      clock: new QuickClock(),
      random: () => 0.5,
      ...options,
    });
    const fetched = await fetcher.get(path.startsWith('/') ? `http://${host}${path}` : path, known);
    await fetcher.close();
    return fetched;
  };
  const why = (fetched: Fetched): string => ('why' in fetched ? `${fetched.kind}: ${fetched.why}` : fetched.kind);

  it('gives a page with its validators, and sends these the next time', async () => {
    const seen: IncomingHttpHeaders[] = [];
    const host = await siteOf({
      '/a': (request, response) => {
        seen.push(request.headers);
        if (request.headers['if-none-match'] === '"1"') response.writeHead(304).end();
        else
          response
            .writeHead(200, {
              etag: '"1"',
              'last-modified': 'Wed, 12 Mar 2025 03:42:18 GMT',
              'content-type': 'text/html',
            })
            .end('大桥');
      },
    });
    const first = await get(host, '/a');
    assert.ok(first.kind === 'fetched');
    assert.deepEqual(
      [Buffer.from(first.bytes).toString(), first.etag, first.contentType],
      ['大桥', '"1"', 'text/html'],
    );
    const again = await get(host, '/a', {}, { etag: '"1"', lastModified: first.lastModified ?? '' });
    assert.equal(again.kind, 'unchanged');
    assert.equal(seen[1]?.['if-modified-since'], 'Wed, 12 Mar 2025 03:42:18 GMT');
    for (const headers of seen) {
      assert.equal(headers.cookie ?? headers.authorization, undefined);
      assert.match(headers['user-agent'] ?? '', /^Xunwen/);
    }
  });

  it('tells what is gone from what is missing, forbidden or broken', async () => {
    const host = await siteOf({ '/gone': says('', {}, 410), '/no': says('', {}, 403), '/broken': says('', {}, 500) });
    assert.equal((await get(host, '/gone')).kind, 'gone');
    assert.equal((await get(host, '/none')).kind, 'missing');
    assert.equal(why(await get(host, '/no')), 'refused: it answered 403');
    assert.equal(why(await get(host, '/broken')), 'failed: it answered 500');
  });

  it('tries again what failed, as long apart as the site asks', async () => {
    let times = 0;
    const host = await siteOf({
      '/busy': (_request, response) => {
        times++;
        if (times === 1) response.writeHead(429, { 'retry-after': '7' }).end();
        else if (times === 2) response.destroy();
        else response.end('ok');
      },
    });
    const clock = new QuickClock();
    assert.equal((await get(host, '/busy', { clock, perSecond: 1000 })).kind, 'fetched');
    const long = clock.slept.filter((ms) => ms > 500);
    assert.deepEqual(long, [7000, 2000]);
  });

  it('unpacks, and stops where a few bytes become many', async () => {
    const text = Buffer.from('正文。'.repeat(1000));
    const bomb = gzipSync(Buffer.alloc(40 * 1024 * 1024));
    const host = await siteOf({
      '/gzip': says(gzipSync(text), { 'content-encoding': 'gzip' }),
      '/br': says(brotliCompressSync(text), { 'content-encoding': 'br' }),
      '/deflate': says(deflateSync(text), { 'content-encoding': 'deflate' }),
      '/bomb': says(bomb, { 'content-encoding': 'gzip' }),
      '/torn': says(gzipSync(text).subarray(0, 30), { 'content-encoding': 'gzip' }),
    });
    for (const path of ['/gzip', '/br', '/deflate']) {
      const fetched = await get(host, path);
      assert.ok(fetched.kind === 'fetched' && Buffer.from(fetched.bytes).equals(text), path);
    }
    assert.match(why(await get(host, '/bomb')), /^refused: it is larger than \d+ bytes unpacked/);
    assert.match(why(await get(host, '/torn', { retries: 0 })), /^failed: /);
  });

  it('takes no more bytes and no more time than it may', async () => {
    const host = await siteOf({
      '/huge': says(Buffer.alloc(3000)),
      '/endless': (_request, response) => {
        const timer = setInterval(() => response.write('x'.repeat(500)), 1);
        response.on('close', () => clearInterval(timer));
      },
      '/silent': (_request, response) => void response.writeHead(200).write('a'),
      '/never': () => undefined,
    });
    const limits = { sentBytes: 2000, idleMs: 100, totalMs: 5000 };
    assert.match(why(await get(host, '/huge', { limits })), /^refused: it is larger than 2000 bytes/);
    assert.match(why(await get(host, '/endless', { limits })), /^refused: it is larger than 2000 bytes/);
    assert.match(why(await get(host, '/silent', { limits, retries: 0 })), /^failed: nothing came for 0.1 seconds/);
    assert.match(why(await get(host, '/never', { limits, retries: 0 })), /^failed: nothing came for 0.1 seconds/);
  });

  it('follows redirects within the named hosts, and says where permanent ones lead', async () => {
    const host = await siteOf({
      '/old': redirect('/moved', 301),
      '/moved': redirect(Buffer.from('/new?q=甲').toString('latin1'), 302),
      [`/new?q=${encodeURIComponent('甲')}`]: says('ok'),
      '/loop': redirect('/loop2'),
      '/loop2': redirect('/loop'),
      '/long': redirect('/old'),
      '/away': redirect('http://other.example/'),
      '/file': redirect('file:///etc/passwd'),
    });
    const fetched = await get(host, '/old');
    assert.ok(fetched.kind === 'fetched');
    assert.equal(fetched.permanentUrl, `http://${host}/moved`);
    assert.match(fetched.url, /\/new\?q=%E7%94%B2$/);
    assert.match(why(await get(host, '/loop')), /^refused: it redirects in a circle/);
    assert.match(
      why(await get(host, '/long', { limits: { redirects: 2 } })),
      /^refused: it redirects more than 2 times/,
    );
    assert.match(why(await get(host, '/away')), /^refused: other\.example is not a named host/);
    assert.match(why(await get(host, '/file')), /^refused: file: is neither http nor https/);
  });

  it('asks no private address, however it is written, led to or named', async () => {
    let asked = 0;
    const inner = await serve((_request, response) => {
      asked++;
      response.end('secret');
    });
    const port = inner.split(':')[1] ?? '';
    const hosts = [inner, `localhost:${port}`, `[::1]:${port}`, `[::ffff:127.0.0.1]:${port}`, `news.example:${port}`];
    const spellings = [
      inner,
      `2130706433:${port}`,
      `0x7f.1:${port}`,
      `127.1:${port}`,
      `[::1]:${port}`,
      `[::ffff:7f00:1]:${port}`,
      `localhost:${port}`,
    ];
    for (const spelling of spellings) {
      const fetched = await get(inner, `http://${spelling}/`, { hosts, allowPrivate: [] });
      assert.match(
        why(fetched),
        /^refused: .* is not of the public internet|^refused: .* is not a named host/,
        spelling,
      );
    }
    const outer = await siteOf({
      '/1': redirect(`http://${inner}/`),
      '/2': redirect(`http://[::1]:${port}/`),
      '/3': redirect(`http://2130706433:${port}/`),
    });
    for (const path of ['/1', '/2', '/3']) {
      const fetched = await get(outer, path, { hosts: [outer, ...hosts], allowPrivate: [outer] });
      assert.match(why(fetched), /^refused: .* is not of the public internet/, path);
    }
    const resolve = (): Promise<string[]> => Promise.resolve(['93.184.216.34', '127.0.0.1']);
    const named = await get(inner, `http://news.example:${port}/`, { hosts, allowPrivate: [], resolve });
    assert.match(why(named), /^refused: news\.example:\d+ has the address 127\.0\.0\.1/);
    assert.equal(asked, 0);
  });

  it('connects to the address that was checked, whatever the name leads to later', async () => {
    const host = await siteOf({ '/a': says('ok') });
    const name = `news.example:${host.split(':')[1] ?? ''}`;
    let times = 0;
    const resolve = (): Promise<string[]> => Promise.resolve(times++ < 2 ? ['127.0.0.1'] : ['10.0.0.1']);
    const fetched = await get(host, `http://${name}/a`, { hosts: [name], allowPrivate: [name], resolve });
    assert.equal(fetched.kind, 'fetched');
    assert.equal(times, 2, 'once for robots.txt, once for the page');
  });

  it('sends no credentials on, and takes no address that has some', async () => {
    const host = await siteOf({ '/a': redirect('http://user:secret@127.0.0.1/') });
    assert.match(why(await get(host, '/a')), /^refused: web addresses with a name or password/);
    assert.match(why(await get(host, `http://me:pw@${host}/a`)), /^refused: web addresses with a name or password/);
  });

  it('keeps to robots.txt, which forbids all where it cannot be had', async () => {
    let robots: RequestListener = says('User-agent: *\nDisallow: /private\nAllow: /private/open\nCrawl-delay: 5\n');
    const host = await siteOf({
      '/robots.txt': (...both) => robots(...both),
      '/private/x': says('x'),
      '/private/open': says('x'),
      '/a': says('x'),
    });
    assert.equal(why(await get(host, '/private/x')), 'refused: robots.txt forbids it');
    assert.equal((await get(host, '/private/open')).kind, 'fetched');
    const clock = new QuickClock();
    const fetcher = createFetcher({ hosts: [host], allowPrivate: [host], clock });
    for (const path of ['/a', '/a', '/a']) await fetcher.get(`http://${host}${path}`);
    await fetcher.close();
    assert.deepEqual(clock.slept, [5000, 5000, 5000]);
    robots = says('', {}, 503);
    assert.equal(why(await get(host, '/a')), 'failed: its robots.txt cannot be had');
    robots = says('', {}, 403);
    assert.equal((await get(host, '/a')).kind, 'fetched');
  });

  it('sends one request to a host at a time, so many a second', async () => {
    let running = 0;
    let most = 0;
    const host = await siteOf({
      '/a': (_request, response) => {
        most = Math.max(most, ++running);
        setTimeout(() => {
          running--;
          response.end('x');
        }, 5);
      },
    });
    const clock = new QuickClock();
    const fetcher = createFetcher({ hosts: [host], allowPrivate: [host], clock, perSecond: 2 });
    await Promise.all(Array.from({ length: 6 }, () => fetcher.get(`http://${host}/a`)));
    await fetcher.close();
    assert.equal(most, 1);
    assert.deepEqual(
      clock.slept,
      Array.from({ length: 6 }, () => 500),
    );
  });

  it('that is closed ends what runs, and says so', async () => {
    const host = await siteOf({ '/never': () => undefined });
    const fetcher = createFetcher({ hosts: [host], allowPrivate: [host] });
    const asked = fetcher.get(`http://${host}/never`);
    setTimeout(() => void fetcher.close(), 20);
    assert.equal(why(await asked), 'failed: the fetcher was closed');
  });

  it('is not made of what is no host', () => {
    assert.throws(() => createFetcher({ hosts: ['http://news.example'] }), FetchError);
  });
});

describe('an address of the public internet', () => {
  const hidden =
    '0.0.0.0 10.1.2.3 100.64.0.1 127.0.0.1 169.254.169.254 172.16.0.1 172.31.255.255 192.0.0.1 192.0.2.1 192.168.1.1 198.18.0.1 ' +
    '198.51.100.1 203.0.113.1 224.0.0.1 255.255.255.255 :: ::1 ::ffff:127.0.0.1 ::ffff:7f00:1 64:ff9b::7f00:1 fc00::1 fd12::1 ' +
    'fe80::1 fe80::1%eth0 ff02::1 2001:db8::1 2002:7f00:1:: 2001::1 3fff::1 news.example';
  for (const address of hidden.split(' ')) it(`is not ${address}`, () => assert.equal(isPublicAddress(address), false));
  for (const address of ['93.184.216.34', '172.32.0.1', '100.128.0.1', '2606:2800:220:1::1', '2400:3200::1']) {
    it(`is ${address}`, () => assert.equal(isPublicAddress(address), true));
  }
});

describe('a robots.txt', () => {
  const text = `# 注释
User-agent: Other
Disallow: /
User-agent: xunwen
User-agent: Another
Disallow: /a/*.pdf$
Disallow: /新闻/秘密
Allow: /a/open
Disallow: /a/
Crawl-delay: 2.5

User-agent: *
Disallow: /
Sitemap: https://news.example/sitemap.xml`;
  const robots = parseRobots(text, 'Xunwen');
  const cases: readonly (readonly [string, boolean])[] = [
    ['/', true],
    ['/a/x', false],
    ['/a/open/x', true],
    ['/a/b/c.pdf', false],
    ['/a/b/c.pdf?x', false],
    ['/%e6%96%b0%E9%97%BB/%E7%A7%98%E5%AF%86/1', false],
    ['/%E6%96%B0%E9%97%BB/1', true],
  ];
  for (const [path, isAllowed] of cases) {
    it(`${isAllowed ? 'allows' : 'forbids'} ${path}`, () => assert.equal(robots.allows(path), isAllowed));
  }

  it('tells of its delay and its sitemaps', () => {
    assert.equal(robots.crawlDelay, 2.5);
    assert.deepEqual(robots.sitemaps, ['https://news.example/sitemap.xml']);
  });

  it('that is hostile is read in time linear in its length', () => {
    const robots = parseRobots(`User-agent: *\nDisallow: /${'*a'.repeat(5000)}$\n`.repeat(20), 'Xunwen');
    assert.equal(robots.allows(`/${'a'.repeat(8000)}b`), true);
  });
});
