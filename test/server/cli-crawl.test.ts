import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { statsAnswer } from '../../server/schemas/stats.js';
import { cleanUp, newFolder, Run, startService, titlesAt, xunwen } from './cli-process.js';
import { searchAnswer } from '../../server/schemas/answers.js';
import { inventedPage, NewsSite } from './crawl/news-site.js';

describe('xunwen crawl', function () {
  this.timeout(180_000);
  let site: NewsSite;
  afterEach(async () => {
    site.close();
    await cleanUp();
  });

  const flags = (data: string): string[] => ['--allow-private', site.host, '--per-second', '100', '--data', data];

  it('killed half-way goes on, and ends with just the right articles, each page asked for at most once more', async () => {
    site = await NewsSite.open(300);
    site.statuses.set('/news/7.html', 404);
    site.statuses.set('/news/8.html', 410);
    site.answers.set('/news/13.html', (response) => response.end(Buffer.alloc(9 * 1024 * 1024)));
    site.answers.set('/news/14.html', (response) => {
      const timer = setInterval(() => response.write(Buffer.alloc(1024 * 1024)), 1);
      response.on('close', () => clearInterval(timer));
    });
    const data = join(newFolder(), 'data');
    const service = await startService(data);
    const args = ['crawl', `${site.origin}/sitemap.xml`, ...flags(data)];
    const first = new Run(args);
    while (site.articlesAsked < 120) await wait(5);
    await first.end('SIGKILL');
    const { code, stdout } = await xunwen(args);
    assert.equal(code, 0, stdout);
    const titles = (await allTitles(service.url)).sort();
    const expected = [...site.pages]
      .filter(([number]) => ![7, 8, 13, 14].includes(number))
      .map(([, page]) => page.title);
    assert.deepEqual(titles, expected.sort());
    const most = Math.max(...[...site.asked].filter(([path]) => path.startsWith('/news/')).map(([, times]) => times));
    assert.ok(most <= 2, `a page was asked for ${most} times`);
    assert.equal(site.asked.get('/calendar/1'), undefined);
    assert.ok(site.articlesAsked <= 304, `${site.articlesAsked} requests for 300 pages`);
  });

  it('takes sources from a file, and says what came of each', async () => {
    site = await NewsSite.open(5);
    const folder = newFolder();
    const file = join(folder, 'sources.json');
    writeFileSync(
      file,
      JSON.stringify({ sources: [{ url: `${site.origin}/rss.xml` }], allowPrivate: [site.host], perSecond: 100 }),
    );
    const data = join(folder, 'data');
    const { code, stdout } = await xunwen(['crawl', '--sources', file, '--data', data]);
    assert.equal(code, 0);
    assert.match(stdout, /\/rss\.xml: 5 pages found, 5 new, 0 changed, 0 gone, 0 unchanged, 0 refused, 0 failed/);
    const again = await xunwen(['crawl', '--sources', file, '--data', data]);
    assert.match(again.stdout, /0 pages found, 0 new/);
  });

  it('is followed by a service, which takes in what comes', async () => {
    site = await NewsSite.open(3);
    const folder = newFolder();
    const file = join(folder, 'sources.json');
    const sources = [{ url: `${site.origin}/rss.xml`, every: '1s' }];
    writeFileSync(file, JSON.stringify({ sources, allowPrivate: [site.host], perSecond: 100 }));
    const key = 'test-key-0123456789';
    const service = await startService(join(folder, 'data'), { env: { XUNWEN_SOURCES: file, XUNWEN_ADMIN_KEY: key } });
    site.pages.set(4, inventedPage(4));
    while (!(await titlesAt(service.url, '改造')).includes(inventedPage(4).title)) await wait(50);
    assert.equal((await titlesAt(service.url, '改造')).length, 4);
    const looked = async () => {
      const answer = await fetch(`${service.url}/api/stats?key=${key}`);
      return statsAnswer.parse(await answer.json()).sources[0];
    };
    while ((await looked())?.lookedAt === null) await wait(50);
    const look = await looked();
    assert.deepEqual([look?.url, look?.error], [`${site.origin}/rss.xml`, null]);
    assert.equal((await service.end('SIGTERM')).code, 0);
  });

  it('fetches nothing from a private address that is not named', async () => {
    site = await NewsSite.open(1);
    const { code, stderr } = await xunwen(['crawl', `${site.origin}/rss.xml`, '--data', join(newFolder(), 'data')]);
    assert.equal(code, 2);
    assert.match(stderr, /refused: .*\/rss\.xml/);
    assert.equal(site.asked.size, 0);
  });

  it('tells of the address of one page what xunwen read makes of it, and where that comes from', async () => {
    site = await NewsSite.open(1);
    const address = `${site.origin}/news/1.html`;
    const read = await xunwen(['read', address, '--allow-private', site.host]);
    assert.equal(read.code, 0);
    assert.ok(
      read.stdout.includes(`"title":"${inventedPage(1).title}"`) && read.stdout.includes('"source":"云泽日报"'),
    );
    const { stdout } = await xunwen(['read', '--explain', address, '--allow-private', site.host]);
    assert.match(stdout, /: an article\n {2}title +青岚县/);
    const refused = await xunwen(['read', address]);
    assert.equal(refused.code, 2);
    assert.match(refused.stderr, /is not of the public internet/);
  });

  it('says what is wrong with its sources', async () => {
    site = await NewsSite.open(1);
    const { code, stderr } = await xunwen(['crawl', 'news.example', '--data', join(newFolder(), 'data')]);
    assert.deepEqual([code, stderr], [1, 'xunwen: news.example: not an absolute http or https URL\n']);
    const host = await xunwen([
      'crawl',
      'https://a.example/',
      '--allow-private',
      'a b',
      '--data',
      join(newFolder(), 'data'),
    ]);
    assert.deepEqual([host.code, host.stderr], [1, 'xunwen: "a b" is not a host\n']);
  });
});

/** All titles, page by page. */
async function allTitles(url: string): Promise<string[]> {
  const titles: string[] = [];
  for (let page = 1; ; page++) {
    const response = await fetch(
      `${url}/api/search?q=${encodeURIComponent('改造')}&size=100&page=${page}&collapse=false`,
    );
    const { hits } = searchAnswer.parse(await response.json());
    if (hits.length === 0) return titles;
    titles.push(...hits.map(({ title }) => title));
  }
}
