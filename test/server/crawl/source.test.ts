import assert from 'node:assert/strict';
import { CrawlError, parsePlan, sourceAt } from '../../../server/crawl/index.js';

describe('sources', () => {
  it('are read with what they say, and with what is usual', () => {
    const {
      sources: [full, bare],
      ...rest
    } = parsePlan(
      JSON.stringify({
        sources: [
          {
            url: 'https://news.example/',
            link: '/\\d+\\.html$',
            hosts: ['.img.example'],
            source: '云泽日报',
            section: '要闻',
            every: '2h',
          },
          { url: 'https://news.example/rss.xml' },
        ],
      }),
      'sources.json',
    );
    assert.deepEqual(rest, { allowPrivate: [], rules: new Map(), perSecond: 1 });
    assert.ok(full?.link?.test('https://news.example/2024/1.html'));
    assert.deepEqual(
      [full?.hosts, full?.source, full?.section, full?.every],
      [['.img.example'], '云泽日报', '要闻', 7200],
    );
    assert.deepEqual(bare, {
      url: 'https://news.example/rss.xml',
      link: null,
      hosts: [],
      source: null,
      section: null,
      every: 900,
    });
  });

  const wrong: readonly (readonly [string, RegExp])[] = [
    ['{', /^sources\.json: not JSON: /],
    ['{"sources": []}', /sources: no source/],
    ['{"sources": [{"url": "ftp://a.example/"}]}', /sources\.0\.url: not an absolute http or https URL/],
    ['{"sources": [{"url": "https://a.example/", "link": "("}]}', /sources\.0\.link: not a regular expression/],
    ['{"sources": [{"url": "https://a.example/", "every": "soon"}]}', /sources\.0\.every: not a length of time/],
    [
      '{"sources": [{"url": "https://a.example/", "hosts": ["http://b.example"]}]}',
      /sources\.0\.hosts\.0: not a host name/,
    ],
    ['{"sources": [{"url": "https://a.example/", "colour": 1}]}', /colour/],
    ['{"sources": [{"url": "https://a.example/"}], "rules": {"a.example": {"body": "(("}}}', /rules: a\.example body/],
  ];
  for (const [text, message] of wrong) {
    it(`refuse ${text.slice(0, 60)}`, () => {
      assert.throws(
        () => parsePlan(text, 'sources.json'),
        (error) => error instanceof CrawlError && message.test(error.message),
      );
    });
  }

  it('of the command line are absolute URLs', () => {
    assert.throws(() => sourceAt('news.example'), /not an absolute http or https URL/);
    assert.equal(sourceAt('https://a.example/', { link: 'x' }).link?.source, 'x');
  });
});
