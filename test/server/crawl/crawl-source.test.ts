import assert from 'node:assert/strict';
import type { ServerResponse } from 'node:http';
import type { Article } from '../../../corpus/index.js';
import { crawlSource, createFetcher, sourceAt, type CrawlReport } from '../../../server/crawl/index.js';
import { CrawlState } from '../../../server/crawl/crawl-state.js';
import { inventedPage, NewsSite } from './news-site.js';

const hour = 3_600_000;

/** A crawl of a site, with a clock that tests turn. */
class Crawl {
  readonly articles = new Map<string, Article>();
  readonly said: string[] = [];
  readonly state = CrawlState.open(':memory:');
  now = Date.parse('2026-11-01T08:00:00+08:00');
  stopAfter = Infinity;
  /** Ends the run at hand, as a signal does. */
  stop: () => void = () => undefined;
  readonly #site: NewsSite;

  constructor(site: NewsSite) {
    this.#site = site;
  }

  async run(path: string, options: { readonly link?: string } = {}): Promise<CrawlReport> {
    const site = this.#site;
    const fetcher = createFetcher({
      hosts: [site.host],
      allowPrivate: [site.host],
      perSecond: 100_000,
      atATime: 4,
      retries: 0,
    });
    let pages = 0;
    let isStopped = false;
    this.stop = () => {
      isStopped = true;
      void fetcher.close();
    };
    try {
      return await crawlSource(sourceAt(site.origin + path, options), {
        fetcher,
        state: this.state,
        sink: {
          write: (article) => Promise.resolve(void this.articles.set(article.id, article)),
          remove: (id) => Promise.resolve(void this.articles.delete(id)),
        },
        rules: new Map(),
        log: ({ what, url, why }) => this.said.push(`${what} ${url.replace(site.origin, '')} ${why}`),
        now: () => this.now,
        isStopping: () => isStopped || pages >= this.stopAfter,
        onPage: () => pages++,
      });
    } finally {
      await fetcher.close();
    }
  }

  titles(): string[] {
    return [...this.articles.values()].map(({ title }) => title).sort();
  }
}

describe('a crawl', function () {
  this.timeout(60_000);
  let site: NewsSite;
  afterEach(() => site.close());

  const siteOf = async (count: number): Promise<Crawl> => {
    site = await NewsSite.open(count);
    return new Crawl(site);
  };
  const expected = (): string[] => [...site.pages.values()].map(({ title }) => title).sort();

  it('takes in the articles that a sitemap index leads to, as their pages tell them', async () => {
    const crawl = await siteOf(120);
    const report = await crawl.run('/sitemap.xml');
    assert.deepEqual(
      { ...report },
      { found: 120, taken: 120, changed: 0, removed: 0, unchanged: 0, refused: 0, failed: 0 },
    );
    assert.deepEqual(crawl.titles(), expected());
    const { title, body, publishedAt } = inventedPage(7);
    const article = [...crawl.articles.values()].find((one) => one.title === title);
    assert.deepEqual([article?.body, article?.publishedAt], [body, publishedAt]);
    assert.equal(article?.source, '云泽日报');
    assert.equal(article?.url, `${site.origin}/news/7.html`);
  });

  it('takes in what a sitemap of 40 MB lists, which no page may have', async () => {
    const crawl = await siteOf(2);
    site.answers.set('/large.xml', (response) => {
      const comment = `<!-- ${'x'.repeat(40 * 2 ** 20)} -->`;
      response.end(`<urlset>${comment}<url><loc>${site.origin}/news/1.html</loc></url></urlset>`);
    });
    const report = await crawl.run('/large.xml');
    assert.deepEqual([report.found, report.taken, report.refused], [1, 1, 0]);
  });

  it('takes in what a page of links leads to, and no other link', async () => {
    const crawl = await siteOf(12);
    const report = await crawl.run('/list.html', { link: '/news/\\d+\\.html$' });
    assert.deepEqual([report.found, report.taken, report.refused], [12, 12, 0]);
    assert.deepEqual(crawl.titles(), expected());
    assert.equal(site.asked.get('/about.html') ?? site.asked.get('/calendar/1'), undefined);
  });

  it('takes a page that redirects for the one it leads to', async () => {
    const crawl = await siteOf(50);
    await crawl.run('/sitemap.xml');
    assert.ok([...crawl.articles.values()].some(({ url }) => url === `${site.origin}/news/50.html`));
    const before = site.articlesAsked;
    site.pages.set(50, { ...inventedPage(50), publishedAt: '2026-10-31T08:00:00+08:00' });
    const report = await crawl.run('/rss.xml');
    assert.equal(crawl.articles.size, 50);
    // The feed names it by its own address, the others as the sitemap did.
    assert.deepEqual([report.found, site.articlesAsked - before], [1, 1]);
  });

  it('reads the pages of one article as one, and believes no address of the front page', async () => {
    const crawl = await siteOf(2);
    const html = (text: string, more: string): string =>
      `<link rel="canonical" href="${site.origin}/"><h1>长篇报道</h1><p>2026-10-02 08:00 来源：云泽日报</p><div>${text}</div>${more}`;
    const says =
      (text: string, more = '') =>
      (response: ServerResponse) =>
        void response.writeHead(200, { 'content-type': 'text/html; charset=utf-8' }).end(html(text, more));
    site.answers.set('/news/1.html', says('<p>第一页的正文，说的是大桥。</p>', '<a href="1_2.html">下一页</a>'));
    site.answers.set(
      '/news/1_2.html',
      says('<p>第二页的正文，说的是通车。</p>', '<a href="1_3.html">下一页</a><a href="1.html">上一页</a>'),
    );
    site.answers.set('/news/1_3.html', says('<p>第三页的正文，说的是两岸。</p>', '<a href="1_2.html">上一页</a>'));
    await crawl.run('/rss.xml');
    const article = [...crawl.articles.values()].find(({ title }) => title === '长篇报道');
    assert.equal(article?.body, '第一页的正文，说的是大桥。\n第二页的正文，说的是通车。\n第三页的正文，说的是两岸。');
    assert.equal(article.url, `${site.origin}/news/1.html`);
    assert.equal(crawl.articles.size, 2);
  });

  it('asks only for what is new or changed the next time', async () => {
    const crawl = await siteOf(30);
    await crawl.run('/sitemap.xml');
    site.pages.set(31, inventedPage(31));
    site.pages.set(5, {
      ...inventedPage(5),
      body: `${inventedPage(5).body}\n更正：编号有误。`,
      updatedAt: '2026-11-01T09:00:00+08:00',
    });
    const before = site.articlesAsked;
    const report = await crawl.run('/sitemap.xml');
    assert.equal(site.articlesAsked - before, 2);
    assert.deepEqual([report.found, report.taken, report.changed], [1, 1, 1]);
    assert.match([...crawl.articles.values()].find(({ title }) => title === inventedPage(5).title)?.body ?? '', /更正/);
  });

  it('looks at a page again after an hour and after a day, and no more by itself', async () => {
    const crawl = await siteOf(3);
    await crawl.run('/rss.xml');
    for (const [after, asked] of [
      [0.5, 0],
      [1.5, 3],
      [2, 0],
      [25, 3],
      [30, 0],
    ] as const) {
      const before = site.articlesAsked;
      crawl.now = Date.parse('2026-11-01T08:00:00+08:00') + after * hour;
      await crawl.run('/rss.xml');
      assert.equal(site.articlesAsked - before, asked, `after ${after} hours`);
    }
  });

  it('takes out what is gone at once, and what is missing when it is missing twice', async () => {
    const crawl = await siteOf(4);
    await crawl.run('/rss.xml');
    site.statuses.set('/news/1.html', 410);
    site.statuses.set('/news/2.html', 404);
    site.statuses.set('/news/3.html', 500);
    crawl.now += 1.5 * hour;
    const report = await crawl.run('/rss.xml');
    assert.deepEqual([report.removed, report.failed, crawl.articles.size], [1, 1, 3]);
    crawl.now += 2 * hour;
    await crawl.run('/rss.xml');
    assert.deepEqual(crawl.titles(), [inventedPage(3).title, inventedPage(4).title].sort());
  });

  it('keeps an article whose page is still there at another address', async () => {
    const crawl = await siteOf(2);
    const twin = `<link rel="canonical" href="${site.origin}/news/1.html"><h1>两处都有</h1><p>2026-10-02 08:00 来源：云泽日报</p>
      <div><p>${inventedPage(1).body}</p></div>`;
    for (const path of ['/news/1.html', '/news/2.html']) {
      site.answers.set(
        path,
        (response) => void response.writeHead(200, { 'content-type': 'text/html; charset=utf-8' }).end(twin),
      );
    }
    await crawl.run('/rss.xml');
    assert.equal(crawl.articles.size, 1);
    for (const path of ['/news/2.html', '/news/1.html']) {
      site.answers.set(path, (response) => void response.writeHead(410).end());
      crawl.now += 1.5 * hour;
      await crawl.run('/rss.xml');
      assert.equal(crawl.articles.size, path === '/news/2.html' ? 1 : 0);
      crawl.now += 24 * hour;
    }
  });

  it('takes out an article that was at two addresses, one of them long not looked at, when it is at none', async () => {
    const crawl = await siteOf(2);
    const twin = `<link rel="canonical" href="${site.origin}/news/1.html"><h1>两处都有</h1><p>2026-10-02 08:00 来源：云泽日报</p>
      <div><p>${inventedPage(1).body}</p></div>`;
    for (const path of ['/news/1.html', '/news/2.html']) {
      site.answers.set(path, (response) => void response.writeHead(200, { 'content-type': 'text/html' }).end(twin));
    }
    await crawl.run('/rss.xml');
    for (const hours of [1.5, 48]) {
      crawl.now += hours * hour;
      await crawl.run('/rss.xml');
    }
    for (const path of ['/news/1.html', '/news/2.html'])
      site.answers.set(path, (response) => void response.writeHead(410).end());
    site.pages.set(1, { ...inventedPage(1), updatedAt: '2026-11-05T08:00:00+08:00' });
    await crawl.run('/sitemap.xml');
    assert.equal(crawl.articles.size, 1);
    await crawl.state.find(
      `${site.origin}/rss.xml`,
      [{ url: `${site.origin}/news/1.html`, listed: 'later' }],
      crawl.now,
    );
    await crawl.run('/rss.xml');
    crawl.now += hour;
    await crawl.run('/rss.xml');
    assert.equal(crawl.articles.size, 0);
  });

  it('asks again for pages whose robots.txt could not be had, and for those that were too slow', async () => {
    const crawl = await siteOf(2);
    await crawl.state.find(
      `${site.origin}/rss.xml`,
      [1, 2].map((i) => ({ url: `${site.origin}/news/${i}.html`, listed: null })),
      0,
    );
    site.statuses.set('/robots.txt', 503);
    assert.equal((await crawl.run('/rss.xml')).failed, 2);
    site.statuses.delete('/robots.txt');
    site.statuses.set('/news/1.html', 408);
    crawl.now += 1.5 * hour;
    await crawl.run('/rss.xml');
    site.statuses.delete('/news/1.html');
    crawl.now += 1.5 * hour;
    await crawl.run('/rss.xml');
    assert.equal(crawl.articles.size, 2);
  });

  it('asks again for a feed that has not changed where its next page could not be had', async () => {
    const crawl = await siteOf(2);
    const feed = (number: number, next: string): string =>
      `<rss version="2.0" xmlns:atom="http://www.w3.org/2005/Atom"><channel>${next}
        <item><link>${site.origin}/news/${number}.html</link></item></channel></rss>`;
    site.answers.set('/first.xml', (response) => {
      const isKnown = response.req.headers['if-none-match'] === '"1"';
      response.writeHead(isKnown ? 304 : 200, { 'content-type': 'application/rss+xml', etag: '"1"' });
      response.end(isKnown ? '' : feed(1, `<atom:link rel="next" href="${site.origin}/second.xml"/>`));
    });
    site.statuses.set('/second.xml', 503);
    await crawl.run('/first.xml');
    assert.equal(crawl.articles.size, 1);
    site.answers.set('/second.xml', (response) => void response.writeHead(200).end(feed(2, '')));
    for (const expectedRequests of [2, 2]) {
      crawl.now += 1.5 * hour;
      await crawl.run('/first.xml');
      assert.deepEqual([crawl.articles.size, site.asked.get('/second.xml')], [2, expectedRequests]);
    }
  });

  it('does not read the pages of a feed again for one that is not there at all', async () => {
    const crawl = await siteOf(1);
    let whole = 0;
    site.answers.set('/first.xml', (response) => {
      const isKnown = response.req.headers['if-none-match'] === '"1"';
      if (!isKnown) whole++;
      response.writeHead(isKnown ? 304 : 200, { 'content-type': 'application/rss+xml', etag: '"1"' });
      response.end(
        isKnown
          ? ''
          : `<rss version="2.0" xmlns:atom="http://www.w3.org/2005/Atom"><channel>
             <atom:link rel="next" href="${site.origin}/none.xml"/>
             <item><link>${site.origin}/news/1.html</link></item></channel></rss>`,
      );
    });
    for (let look = 0; look < 3; look++) await crawl.run('/first.xml');
    assert.deepEqual([whole, site.asked.get('/none.xml'), crawl.articles.size], [1, 1, 1]);
  });

  it('reads no picture that a page says it goes on with', async () => {
    const crawl = await siteOf(1);
    const { title, body } = inventedPage(1);
    const page = `<link rel="next" href="/news/1_2.html"><h1>${title}</h1><p>2026-10-02 08:00</p><div><p>${body}</p></div>`;
    const types = new Map([
      ['/news/1.html', page],
      ['/news/1_2.html', '第二页'.repeat(100)],
    ]);
    for (const [path, text] of types) {
      const type = path === '/news/1.html' ? 'text/html' : 'image/jpeg';
      site.answers.set(path, (response) => void response.writeHead(200, { 'content-type': type }).end(text));
    }
    await crawl.run('/rss.xml');
    assert.equal(site.asked.get('/news/1_2.html'), 1);
    assert.deepEqual(
      [...crawl.articles.values()].map((article) => article.body),
      [body.replaceAll('\n', ' ')],
    );
  });

  it('reads no picture and no PDF as a page', async () => {
    const crawl = await siteOf(1);
    site.answers.set(
      '/news/1.html',
      (response) =>
        void response.writeHead(200, { 'content-type': 'application/pdf' }).end(Buffer.alloc(1_000_000, 0xff)),
    );
    assert.equal((await crawl.run('/rss.xml')).refused, 1);
    assert.match(crawl.said.join(), /it is no page, but application\/pdf/);
  });

  it('keeps to robots.txt, and says of each page why it is no article', async () => {
    const crawl = await siteOf(2);
    site.pages.set(2, { ...inventedPage(2), title: '', body: '' });
    await crawl.state.find(`${site.origin}/rss.xml`, [{ url: `${site.origin}/news/private/9.html`, listed: null }], 0);
    const report = await crawl.run('/rss.xml');
    assert.deepEqual([report.taken, report.refused], [1, 2]);
    assert.equal(site.asked.get('/news/private/9.html'), undefined);
    assert.equal(crawl.said.filter((line) => line.startsWith('refused /news/')).length, 2);
  });

  it('takes no half of an article whose next page cannot be had just now', async () => {
    const crawl = await siteOf(1);
    const text = inventedPage(1).body.replace('\n', '');
    const says = (body: string, more: string) => (response: ServerResponse) =>
      void response
        .writeHead(200, { 'content-type': 'text/html; charset=utf-8' })
        .end(`<h1>长篇报道</h1><p>2026-10-02 08:00 来源：云泽日报</p><div><p>${body}</p></div>${more}`);
    site.answers.set('/news/1.html', says(text, '<a href="1_2.html">下一页</a>'));
    site.statuses.set('/news/1_2.html', 500);
    const report = await crawl.run('/rss.xml');
    assert.deepEqual([report.taken, report.failed, crawl.articles.size], [0, 1, 0]);
    site.statuses.delete('/news/1_2.html');
    site.answers.set('/news/1_2.html', says('第二页的正文，说的是通车以后的事情。', ''));
    crawl.now += 1.5 * hour;
    await crawl.run('/rss.xml');
    assert.match([...crawl.articles.values()][0]?.body ?? '', /第二页的正文/);
  });

  it('stopped while a page is awaited asks for it at once the next time', async () => {
    const crawl = await siteOf(1);
    site.answers.set('/news/1.html', () => crawl.stop());
    const report = await crawl.run('/rss.xml');
    assert.deepEqual([report.taken, report.failed], [0, 0]);
    site.answers.clear();
    await crawl.run('/rss.xml');
    assert.deepEqual(crawl.titles(), expected());
  });

  it('goes on where it was stopped, and asks for no page twice', async () => {
    const crawl = await siteOf(60);
    crawl.stopAfter = 25;
    await crawl.run('/sitemap.xml');
    assert.ok(crawl.articles.size >= 25 && crawl.articles.size < 60);
    crawl.stopAfter = Infinity;
    await crawl.run('/sitemap.xml');
    assert.deepEqual(crawl.titles(), expected());
    assert.equal(site.articlesAsked, 60);
  });
});
