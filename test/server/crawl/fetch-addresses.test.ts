import assert from 'node:assert/strict';
import { HostList } from '../../../server/crawl/fetch/host-list.js';
import { parseAddress } from '../../../server/crawl/fetch/parse-address.js';
import { isPublicAddress } from '../../../server/crawl/fetch/public-address.js';
import { parseRobots } from '../../../server/crawl/fetch/robots.js';

const special =
  '0.0.0.0 10.1.2.3 100.100.100.200 127.0.0.1 169.254.169.254 172.31.0.1 192.0.0.8 192.0.2.1 192.168.1.1 198.19.0.1 ' +
  '198.51.100.1 203.0.113.1 224.0.0.1 255.255.255.255 :: ::1 ::ffff:127.0.0.1 ::ffff:8.8.8.8 64:ff9b::7f00:1 ' +
  'fc00::1 fd00::1 fe80::1 fe80::1%eth0 ff02::1 2001::1 2001:db8::1 2002:7f00:1::1 3fff::1 news.example';

describe('addresses of pages', () => {
  for (const address of special.split(' ')) {
    it(`${address} is not of the public internet`, () => assert.equal(isPublicAddress(address), false));
  }

  for (const address of ['8.8.8.8', '172.32.0.1', '2606:4700::1111', '240e::1']) {
    it(`${address} is of the public internet`, () => assert.equal(isPublicAddress(address), true));
  }

  for (const url of ['http://2130706433/', 'http://0x7f.1/', 'http://[::ffff:127.0.0.1]/']) {
    it(`${url} is an address of this machine however it is written`, () => {
      assert.equal(isPublicAddress(parseAddress(url).hostname.replace(/^\[|\]$/g, '')), false);
    });
  }

  for (const url of ['ftp://news.example/', 'file:///etc/passwd', 'http://a:b@news.example/', 'news']) {
    it(`${url} is not asked for`, () => assert.throws(() => parseAddress(url), { code: 'refused' }));
  }

  it('are of a named host, with its port, or below a named one', () => {
    const hosts = new HostList(['news.example', 'localhost:8080', '.paper.example']);
    const has = (url: string): boolean => hosts.has(new URL(url));
    assert.ok(has('https://NEWS.example/') && has('http://localhost:8080/') && has('http://a.paper.example/'));
    assert.ok(!has('http://news.example:81/') && !has('http://localhost/') && !has('http://paper.example/'));
    assert.ok(!has('http://evilpaper.example/') && !has('http://news.example.evil.example/'));
  });
});

describe('a robots.txt', () => {
  const robots = parseRobots(
    'User-agent: other\nSitemap: https://news.example/map.xml\nUser-agent: xunwen\nDisallow: /a\nAllow: /a/b$\nDisallow: /*.pdf\nCrawl-delay: 5\n\nUser-agent: *\nDisallow: /',
    'Xunwen',
  );
  it('lets the longest rule of our own group decide', () => {
    const allowed = ['/', '/a', '/a/b', '/a/bc', '/x.pdf?1', '/%61'].map((target) => robots.allows(target));
    assert.deepEqual(allowed, [true, false, true, false, false, false]);
  });
  it('tells its delay and its sitemaps', () => {
    assert.equal(robots.crawlDelay, 5);
    assert.deepEqual(robots.sitemaps, ['https://news.example/map.xml']);
  });
});
