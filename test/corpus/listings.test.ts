import assert from 'node:assert/strict';
import { gzipSync } from 'node:zlib';
import fc from 'fast-check';
import { CorpusError, readListing, type Listing, type ListingOptions } from '../../corpus/index.js';
import { toGbk } from './to-gbk.js';

const url = 'https://news.example/list/';
const read = (text: string, options: Partial<ListingOptions> = {}): Listing =>
  readListing(Buffer.from(text), { contentType: null, url, ...options });
const urls = ({ entries }: Listing): string[] => entries.map((entry) => entry.url);

const rss = `<?xml version="1.0" encoding="utf-8"?>
<rss version="2.0" xmlns:dc="http://purl.org/dc/elements/1.1/"><channel><title>云泽新闻网</title><link>https://news.example/</link>
<item><title><![CDATA[揽月大桥通车 <云泽到望舒港>]]></title><link>https://news.example/1.html?utm_source=rss</link>
<pubDate>Wed, 12 Mar 2025 11:42:18 +0800</pubDate></item>
<item><title>春茶上市 &amp; 涨价</title><link> /2.html </link><dc:date>2025-03-13 08:05</dc:date></item>
<item><title>只有编号</title><guid>https://news.example/3.html</guid><pubDate>不是日期</pubDate></item>
<item><title>编号不是网址</title><guid isPermaLink="false">https://news.example/4</guid></item>
<item><title>又一次</title><link>https://news.example/1.html#top</link></item>
<item><link>javascript:alert(1)</link></item></channel></rss>`;

describe('a listing', () => {
  it('takes the title of a later link where the first one is a picture', () => {
    const page = '<a href="/1.html"><img src="a.jpg"></a><a href="/1.html">揽月大桥通车</a><a href="/1.html">再次</a>';
    const { entries } = read(page, { linkPattern: /\d\.html/ });
    assert.deepEqual(
      entries.map(({ title }) => title),
      ['揽月大桥通车'],
    );
  });

  it('names an article and not the counter of clicks before it, nor needs a link in RSS 1.0', () => {
    const counted = `<rss xmlns:f="x"><channel><item><link>http://clicks.example/~1</link>
      <f:origLink>https://news.example/1.html</f:origLink></item></channel></rss>`;
    assert.deepEqual(urls(read(counted)), ['https://news.example/1.html']);
    const about = '<r:RDF xmlns:r="x"><item r:about="/2.html"><title>甲</title></item></r:RDF>';
    assert.deepEqual(urls(read(about)), ['https://news.example/2.html']);
  });

  for (const [what, text] of [
    ['a warning of PHP', '<br />\n<b>Warning</b>: x in <b>a.php</b> on line <b>3</b><br />\n<?xml version="1.0"?>'],
    ['empty lines', '\n\n  <?xml version="1.0"?>'],
  ] as const) {
    it(`is read behind ${what}`, () => {
      const items = '<item><title>一</title><link>/1.html</link><item><title>二</title><link>/2.html</link></item>';
      const listing = read(`${text}<rss><channel>${items}</channel></rss>`);
      assert.deepEqual(urls(listing), ['https://news.example/1.html', 'https://news.example/2.html']);
    });
  }

  it('is read from RSS 2.0, each address once', () => {
    const { kind, entries, next } = read(rss);
    assert.equal(kind, 'feed');
    assert.equal(next, null);
    assert.deepEqual(entries, [
      {
        url: 'https://news.example/1.html?utm_source=rss',
        title: '揽月大桥通车 <云泽到望舒港>',
        publishedAt: '2025-03-12T11:42:18+08:00',
        updatedAt: null,
      },
      {
        url: 'https://news.example/2.html',
        title: '春茶上市 & 涨价',
        publishedAt: '2025-03-13T08:05:00+08:00',
        updatedAt: null,
      },
      { url: 'https://news.example/3.html', title: '只有编号', publishedAt: null, updatedAt: null },
    ]);
  });

  it('is read in GBK, whatever label it bears, and packed', () => {
    for (const label of ['gb2312', 'GBK', 'utf-8']) {
      const bytes = toGbk(rss.replace('utf-8', label));
      const options = { contentType: 'application/xml', url };
      assert.equal(readListing(bytes, options).entries[1]?.title, '春茶上市 & 涨价', label);
      assert.equal(readListing(gzipSync(bytes), options).entries[1]?.title, '春茶上市 & 涨价', label);
    }
  });

  it('is read from RSS 1.0, where items stand beside the channel', () => {
    const text = `<rdf:RDF xmlns:rdf="r" xmlns="http://purl.org/rss/1.0/"><channel><title>甲</title></channel>
      <item rdf:about="a"><title>大雾</title><link>https://news.example/fog</link><dc:date>2025-01-02T03:04:05+08:00</dc:date></item></rdf:RDF>`;
    assert.deepEqual(read(text).entries, [
      { url: 'https://news.example/fog', title: '大雾', publishedAt: '2025-01-02T03:04:05+08:00', updatedAt: null },
    ]);
  });

  it('is read from Atom, with its own base and its next page', () => {
    const text = `<feed xmlns="http://www.w3.org/2005/Atom" xml:base="https://other.example/a/"><link rel="self" href="x"/>
      <link rel="next" href="page2.xml"/><entry><title type="html">大雾</title><link rel="enclosure" href="e.mp3"/>
      <link href="fog.html"/><published>2025-01-02T03:04:05+08:00</published><updated>2025-01-03T00:00:00Z</updated></entry></feed>`;
    const { entries, next } = read(text);
    assert.deepEqual(entries, [
      {
        url: 'https://other.example/a/fog.html',
        title: '大雾',
        publishedAt: '2025-01-02T03:04:05+08:00',
        updatedAt: '2025-01-03T08:00:00+08:00',
      },
    ]);
    assert.equal(next, 'https://other.example/a/page2.xml');
  });

  it('is read from JSON Feed', () => {
    const items = [
      { id: 1 },
      { id: 'https://news.example/9', title: '寒潮', date_modified: '2025-02-01T00:00:00Z' },
      { url: '/8' },
      null,
    ];
    const { entries, next } = read(
      JSON.stringify({ version: 'https://jsonfeed.org/version/1.1', next_url: '/p2', items }),
    );
    assert.deepEqual(
      entries.map((one) => [one.url, one.title]),
      [
        ['https://news.example/9', '寒潮'],
        ['https://news.example/8', null],
      ],
    );
    assert.equal(next, 'https://news.example/p2');
  });

  it('is read from sitemaps: of news, plain, as text, and an index of them', () => {
    const news = `<urlset xmlns:news="n"><url><loc>https://news.example/1</loc><lastmod>2025-03-02</lastmod><news:news>
      <news:publication_date>2025-03-01</news:publication_date><news:title>大桥</news:title></news:news></url></urlset>`;
    assert.deepEqual(read(news).entries, [
      {
        url: 'https://news.example/1',
        title: '大桥',
        publishedAt: '2025-03-01T00:00:00+08:00',
        updatedAt: '2025-03-02T00:00:00+08:00',
      },
    ]);
    const index = read('<sitemapindex><sitemap><loc>https://news.example/a.xml.gz</loc></sitemap></sitemapindex>');
    assert.deepEqual([index.kind, urls(index)], ['sitemap-index', ['https://news.example/a.xml.gz']]);
    const text = read('https://news.example/1\nhttps://news.example/2\n\nnonsense of no address:\n');
    assert.deepEqual([text.kind, text.entries.length], ['sitemap', 3]);
  });

  it('is read from the links of a page that match a pattern', () => {
    const page = `<base href="/news/"><a href="2025/1.html"> 揽月大桥<b>通车</b></a><a href="/about">关于</a><a href="2025/1.html">再来</a><a>无</a>`;
    assert.deepEqual(urls(read(page, { linkPattern: /\/\d{4}\/\d+\.html$/g })), [
      'https://news.example/news/2025/1.html',
    ]);
    assert.deepEqual(read(page).entries, []);
    assert.equal(read(page, { linkPattern: /2025/ }).entries[0]?.title, '揽月大桥通车');
  });

  it('that breaks off or is not well-formed is read as far as it goes', () => {
    assert.equal(read(rss.slice(0, rss.indexOf('<item><title>只有'))).entries.length, 2);
    assert.equal(
      read('<rss><channel><item><title>A & B</title><link>https://news.example/?a=1&b=2</link></item>').entries[0]
        ?.title,
      'A & B',
    );
    assert.equal(read('<rss><channel><item><link>https://news.example/1</link></channel></rss>').entries.length, 1);
  });

  it('expands no entities of its own', () => {
    const bomb = `<!DOCTYPE rss [<!ENTITY a "${'x'.repeat(1000)}"><!ENTITY b "&a;&a;&a;&a;">]><rss><channel><item>
      <title>&b;</title><link>https://news.example/1</link></item></channel></rss>`;
    assert.ok((read(bomb).entries[0]?.title?.length ?? 0) < 10);
  });

  it('is refused where it cannot be unpacked, or unpacks to too much', () => {
    const options = { contentType: null, url };
    const packed = gzipSync(Buffer.from(rss));
    assert.throws(() => readListing(packed.subarray(0, 60), options), CorpusError);
    assert.throws(() => readListing(gzipSync(Buffer.alloc(51 * 1024 * 1024)), options), /cannot be unpacked/);
  });

  it('takes any bytes, and throws nothing but its own error', () => {
    const pieces = fc.constantFrom(
      '<rss>',
      '<channel>',
      '<item>',
      '<link>',
      '</link>',
      '</item>',
      'https://a.example/',
      '<![CDATA[',
      ']]>',
      '&',
      '<url><loc>',
      '{"items":[',
      '\0',
      '<a href=',
      '<!--',
    );
    const texts = fc.oneof(
      fc.string(),
      fc.array(pieces).map((parts) => parts.join('')),
    );
    fc.assert(
      fc.property(
        fc.oneof(
          texts.map((text) => Buffer.from(text)),
          fc.uint8Array(),
        ),
        (bytes) => {
          try {
            const { entries } = readListing(bytes, { contentType: 'text/xml', url, linkPattern: /./ });
            assert.ok(entries.every((entry) => /^https?:\/\//.test(entry.url)));
          } catch (error) {
            assert.ok(error instanceof CorpusError);
          }
        },
      ),
      { numRuns: 500 },
    );
  });

  it('made to be slow is read in time linear in its length', () => {
    for (const piece of ['<a>', '</a>', '<', '<item><link>', '&amp;', '<![CDATA[']) {
      const times = [20_000, 200_000].map((count) => {
        const started = performance.now();
        read(`<rss>${piece.repeat(count)}`);
        return performance.now() - started;
      });
      const [short = 0, long = 0] = times;
      assert.ok(long < 40 * Math.max(short, 25), `${piece}: ${short} ms, ten times as much ${long} ms`);
    }
  });

  it('that was written by a naive writer is read as it was', () => {
    const entry = fc.record({
      path: fc.uuid(),
      title: fc.stringMatching(/^[^\s\0-\x1f\x7f-\x9f]{1,20}$/u),
      day: fc.integer({ min: 1, max: 28 }),
    });
    const escape = (text: string): string => text.replace(/[<>&]/g, (one) => `&#${one.charCodeAt(0)};`);
    fc.assert(
      fc.property(fc.uniqueArray(entry, { selector: ({ path }) => path, maxLength: 20 }), (all) => {
        const items = all.map(
          ({ path, title, day }) =>
            `<item><title>${escape(title)}</title><link>https://news.example/${path}</link><pubDate>2025-01-${String(day).padStart(2, '0')}</pubDate></item>`,
        );
        const { entries } = read(`<rss version="2.0"><channel>${items.join('\n')}</channel></rss>`);
        assert.deepEqual(
          entries.map(({ url: at, publishedAt }) => [at, publishedAt?.slice(8, 10)]),
          all.map(({ path, day }) => [`https://news.example/${path}`, String(day).padStart(2, '0')]),
        );
      }),
    );
  });
});
