import assert from 'node:assert/strict';
import type { Express } from 'express';
import request from 'supertest';
import { copies, wireStory } from '../indexer/wire-story.js';
import { appUnderTest, many, news, settings, withKey } from './http-app.js';

/** The text of a page without its tags. */
const textOf = (page: string): string => page.replace(/<[^>]*>/g, ' ').replace(/\s+/g, ' ');

/** A script that is none of ours. */
const foreignScript = /<script(?! type="module" src="\/)/;

describe('the search page', () => {
  let app: Express;
  before(async () => {
    ({ app } = await appUnderTest(news));
  });
  const page = async (query: object): Promise<string> => (await request(app).get('/').query(query).expect(200)).text;

  it('shows the newest news first where nothing is asked', async () => {
    const shown = await page({});
    assert.ok(shown.indexOf('副局长走访') < shown.indexOf('國際論壇'));
    assert.match(textOf(shown), /共收录 4 篇/);
    assert.ok(!shown.includes('noindex'));
  });

  it('shows hits with marked titles that lead to the article and keep the question', async () => {
    const shown = await page({ q: '副局长' });
    assert.ok(shown.includes('青禾市一<mark>副局长</mark>走访防汛仓库'));
    assert.ok(shown.includes(`/articles/a1?${new URLSearchParams({ q: '副局长' }).toString()}`));
    assert.match(textOf(shown), /找到 4 条新闻/);
    assert.match(shown, /<title>“副局长”的搜索结果 · 寻闻<\/title>/);
    assert.ok(shown.includes('noindex'));
  });

  it('keeps the question in the box, whatever it is', async () => {
    const q = `"><script>alert(1)</script>'&`;
    const shown = await page({ q });
    assert.ok(!foreignScript.test(shown));
    assert.ok(shown.includes('value="&quot;&gt;&lt;script&gt;alert(1)&lt;/script&gt;&#39;&amp;"'));
  });

  it('shows what articles hold as text', async () => {
    const shown = await page({ q: '引号' });
    assert.ok(!foreignScript.test(shown) && !/<img src=x|<b>栏目/.test(shown));
    assert.ok(shown.includes('&lt;b&gt;栏目&lt;/b&gt;'));
    const article = await request(app)
      .get(`/articles/${encodeURIComponent('b/ü?#')}`)
      .expect(200);
    assert.ok(!foreignScript.test(article.text) && !/<img src=x|<b>栏目/.test(article.text));
    assert.ok(article.text.includes('&lt;img src=x onerror=alert(2)&gt; 副局长'));
  });

  it('filters by section, source and month, and shows what is set as chips', async () => {
    const shown = await page({ q: '副局长', section: '要闻', month: '2024-11' });
    assert.match(textOf(shown), /找到 1 条新闻/);
    assert.ok(shown.includes('去掉条件：栏目：要闻'));
    assert.ok(shown.includes('去掉条件：2024 年 11 月'));
    assert.match(textOf(shown), /清除全部/);
  });

  it('still offers the other values of a filter that is set', async () => {
    assert.match(textOf(await page({ q: '副局长', section: '国际' })), /要闻 2/);
    assert.match(textOf(await page({ q: '副局长', source: '南屿晚报' })), /青禾日报 2/);
    const other = textOf(await page({ q: '副局长', month: '2023-05' }));
    assert.match(other, /2024 年 1/);
  });

  it('helps where nothing is found', async () => {
    const shown = await page({ q: '卡洛维亚灯塔', section: '要闻' });
    assert.match(textOf(shown), /没有找到与“卡洛维亚灯塔”相关的新闻/);
    assert.match(textOf(shown), /去掉所有筛选条件再搜一次/);
    assert.match(textOf(shown), /搜索技巧/);
  });

  it('offers a word that is likely meant, and keeps the filters', async () => {
    const shown = await page({ q: '副局掌', section: '要闻' });
    assert.match(textOf(shown), /您是不是要找： 副局长/);
    const href = `/?${new URLSearchParams({ q: '副局长', section: '要闻' }).toString()}`;
    assert.ok(shown.includes(href.replaceAll('&', '&amp;')));
    assert.ok(!(await page({ q: '副局长' })).includes('您是不是要找'));
  });

  it('says so where only some words were found', async () => {
    const shown = textOf(await page({ q: '副局长 卡洛维亚' }));
    assert.match(shown, /没有同时包含全部词语的新闻/);
    assert.match(shown, /卡洛维亚/);
  });

  it('leaves no stray dots where facts are missing', async () => {
    const { app: bare } = await appUnderTest([{ id: 'x', title: '只有标题' }]);
    const { text } = await request(bare).get('/').query({ q: '标题' });
    assert.match(text, /<ul class="facts">\s*<\/ul>/);
    const article = await request(bare).get('/articles/x').expect(200);
    assert.ok(!article.text.includes('null') && !article.text.includes('undefined'));
  });

  it('turns pages, and says which', async () => {
    const { app: full } = await appUnderTest(many(35));
    const { text } = await request(full).get('/').query({ q: '快讯', page: 2 }).expect(200);
    assert.match(textOf(text), /第 2 \/ 4 页/);
    assert.match(text, /<link rel="prev"/);
    assert.match(text, /<link rel="next"/);
    const beyond = await request(full).get('/').query({ q: '快讯', page: 99 }).expect(200);
    assert.match(textOf(beyond.text), /没有更多结果了/);
  });

  it('says who else has a story, and unfolds it', async () => {
    const others = [
      {
        id: 'w1',
        title: '澜江水位超警戒',
        body: wireStory,
        source: '澜江日报',
        publishedAt: '2026-07-18T09:00:00+08:00',
      },
      {
        id: 'w2',
        title: '澜江<b>水位</b>超警戒',
        body: copies.led,
        source: '望舒港商报',
        publishedAt: '2026-07-18T11:00:00+08:00',
      },
    ];
    const told = await appUnderTest(others);
    const ofPage = async (): Promise<string> =>
      (await request(told.app).get('/').query({ q: '水位' }).expect(200)).text;
    const shown = await ofPage();
    assert.match(textOf(shown), /找到 2 条新闻，相同报道合并为 1 条（/);
    assert.match(textOf(shown), /另有 1 家媒体 望舒港商报 澜江&lt;b&gt;水位&lt;\/b&gt;超警戒 2026/);
    assert.ok(shown.includes(`<a href="/articles/w2?${new URLSearchParams({ q: '水位' }).toString()}">`));
    const nameless = { id: 'w3', title: '澜江水位超警戒', body: copies.led, publishedAt: '2026-07-18T12:00:00+08:00' };
    await request(told.app).post('/api/articles').set(withKey).send(nameless).expect(200);
    assert.match(textOf(await ofPage()), /另有 2 篇相同报道/);
  });

  it('says that the news is invented, in the demo only', async () => {
    const { again } = await appUnderTest(news);
    const { text } = await request(again({ config: { ...settings, demo: true } })).get('/');
    assert.match(text, /新闻纯属虚构/);
    assert.match(text, /npx xunwen index/);
    assert.ok(!(await page({})).includes('纯属虚构'));
  });

  it('bears the name that is set', async () => {
    const { again } = await appUnderTest();
    const { text } = await request(again({ config: { ...settings, siteName: '<青禾>日报' } })).get('/');
    assert.match(text, /<title>&lt;青禾&gt;日报/);
  });

  it('survives every bad parameter', async () => {
    for (const query of [
      'page=x',
      'page=0&page=9',
      'month=1',
      'sort=',
      'q=a&q=b',
      'section=%00',
      'tag=%ED%A0%80',
      'x[]=1',
    ]) {
      await request(app).get(`/?${query}`).expect(200);
    }
    const lists = Array.from({ length: 500 }, (_, index) => `section=s${index}`).join('&');
    await request(app).get(`/?q=a&${lists}`).expect(200);
  });

  it('is a page in Chinese for browsers while the index is being made ready', async () => {
    const { again } = await appUnderTest();
    const answer = await request(again({ ready: () => false }))
      .get('/')
      .set('Accept', 'text/html')
      .expect(503);
    assert.match(answer.text, /暂时无法搜索/);
    assert.equal(answer.get('Retry-After'), '5');
  });
});

describe('the page of an article', () => {
  it('shows paragraphs, captions, tags, the original and the way back', async () => {
    const { app } = await appUnderTest(news);
    const { text } = await request(app).get('/articles/a1').query({ q: '副局长', section: '要闻' }).expect(200);
    assert.ok(text.includes('<p>他说，防汛物资三天内到位。</p>'));
    assert.ok(text.includes('仓库里的沙袋'));
    assert.ok(text.includes(`/?${new URLSearchParams({ tag: '防汛' }).toString()}`));
    assert.ok(text.includes('href="https://news.example/a1"'));
    assert.ok(text.includes('返回“副局长”的搜索结果'));
    assert.match(text, /<link rel="canonical" href="https:\/\/news.example\/a1"/);
  });

  it('is a page in Chinese for browsers where there is none', async () => {
    const { app } = await appUnderTest();
    const answer = await request(app).get('/articles/none').set('Accept', 'text/html').expect(404);
    assert.match(answer.text, /没有找到这个页面/);
  });
});
