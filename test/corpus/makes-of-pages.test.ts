import assert from 'node:assert/strict';
import { readHtmlPage, type HtmlPage } from '../../corpus/page/html/read-html-page.js';

const title = '青禾市前三季度消费品零售总额增长百分之五点二';
const [first, second, third] = [
  '十一月三日上午，青禾市商务局在市民中心召开发布会，介绍今年前三季度消费品市场的情况。',
  '“这个成绩来之不易。”副局长林远帆在会上说，“接下来我们将继续发放消费券，并补贴老旧家电的更换。”',
  '市民李女士告诉记者，她在网上领到了一张三百元的消费券，当天就用它买了一台电饭锅。',
];
const paragraphs = [first, second, third].map((text) => `<p>${text}</p>`).join('');
const headlines = Array.from(
  { length: 8 },
  (_, i) => `<li><a href="/${i}">第${i}条相关新闻的标题写在这里</a></li>`,
).join('');

/** A page with this between its headline and its text, and that behind it. */
function pageWith({ facts = '', body = paragraphs, behind = '', head = '' }): HtmlPage {
  const named = `<title>${title}_城里_澜江网</title>${head}`;
  const main = `<h1>${title}</h1>${facts}<div class="c">${body}</div>${behind}`;
  return readHtmlPage(`<html><head>${named}</head><body><div>${main}</div></body></html>`);
}

describe('the facts under a headline', () => {
  for (const [facts, source, author] of [
    [
      '<p><span>发布日期：2026-11-03 15:05</span><span>来源：青禾日报</span><span>浏览次数：<i>12</i></span></p>',
      '青禾日报',
      null,
    ],
    ['<p>2026-11-03 15:05　来源: <a>青禾日报</a><span>青禾</span><a>举报</a></p>', '青禾日报', null],
    [
      '<p>2026-11-03 15:05|发布者: <a>admin</a>|查看: <em>9</em>|评论: 0|原作者: 周明远|来自: 青禾日报</p>',
      '青禾日报',
      '周明远',
    ],
    ['<p><b> 2026</b> <b>11</b>/<b> 03</b> <b> 15:05</b></p><p>来源：青禾社</p>', '青禾社', null],
    ['<p>青禾日报</p><p>2026-11-03 15:05 <span>青禾日报官方账号</span></p>', '青禾日报', null],
    ['<p>2026年11月03日 15:05　来源于 财新潮　</p>', '财新潮', null],
    ['<p><span>周明远</span><span>2026-11-03 15:05</span></p>', null, '周明远'],
    ['<p>2026-11-03 15:05　来源:青禾日报　作者:周明远　[关闭窗口]</p>', '青禾日报', '周明远'],
    ['<p>2026-11-03 15:05 <span>青禾時報／ 記者<a>周明遠</a></span></p>', '青禾時報', '周明遠'],
    ['<p>2026-11-03 15:05 来源: <a>云泽资讯 (www.yunze.example)</a>(上海) 举报</p>', '云泽资讯', null],
  ] as const) {
    it(`are read from ${facts.replace(/<[^>]*>/g, '')}`, () => {
      const page = pageWith({ facts });
      assert.deepEqual([page.publishedAt, page.source, page.author], ['2026-11-03T15:05:00+08:00', source, author]);
    });
  }

  it('have the hour of <time datetime> where words say the day alone, and tell a change from it', () => {
    const published = '<time class="published" datetime="2026-11-03T15:05:09+08:00">十一月 3, 2026</time>';
    const updated = '<time class="updated" datetime="2026-11-04T10:00:00+08:00">十一月 4, 2026</time>';
    const page = pageWith({ facts: `<div>发布于${published}${updated}</div>` });
    assert.deepEqual([page.publishedAt, page.updatedAt], ['2026-11-03T15:05:09+08:00', '2026-11-04T10:00:00+08:00']);
  });

  it('may be of the Republic', () => {
    assert.equal(
      pageWith({ facts: '<p class="date">民國115年11月3日 15:05</p>' }).publishedAt,
      '2026-11-03T15:05:00+08:00',
    );
  });
});

describe('the writer in the first line', () => {
  for (const line of ['記者周明遠／青禾報導', '〔記者周明遠／青禾報導〕', '（记者周明远/青禾报道）']) {
    it(`is read from ${line}`, () => {
      const { author, body } = pageWith({ body: `<p>${line}</p>${paragraphs}` });
      assert.equal(author, line.includes('遠') ? '周明遠' : '周明远');
      assert.ok(body.endsWith(third ?? ''));
    });
  }
});

describe('the headline', () => {
  it('is not that of the comments, which repeats it', () => {
    const comments = `<div id="comments"><h2>《${title}》有2条评论</h2><p>消费券真的好用，希望以后多发一些。</p></div>`;
    assert.equal(pageWith({ behind: comments }).title, title);
  });
});

describe('the text', () => {
  it('is put together of blocks that hold a paragraph each, with a list of links between them', () => {
    const block = (text: string | undefined): string => `<div class="x1"><p>${text}</p></div>`;
    const html = `<html><head><title>${title} - 澜江中文</title></head><body><main><h1>${title}</h1>
      <time datetime="2026-11-03T07:05:00Z">2026年11月3日</time>${block(first)}${block(second)}
      <section><h2>热门内容</h2><ul>${headlines}</ul></section>${block(third)}</main></body></html>`;
    const page = readHtmlPage(html);
    assert.deepEqual([page.kind, page.body], ['article', [first, second, third].join('\n')]);
  });

  it('neither begins nor ends with a line on where it comes from, which names the account', () => {
    const from = '<p>本文来自微信公众号“澜江智库”（ID：lanjiang），作者：周明远，经授权发布。</p>';
    const facts = '<p>2026-11-03 15:05</p>';
    for (const body of [`${from}${paragraphs}`, `${paragraphs}${from}`]) {
      const page = pageWith({ facts, body });
      assert.deepEqual([page.body, page.source], [[first, second, third].join('\n'), '澜江智库']);
    }
  });

  for (const advert of ['海量资讯、精准解读，尽在新潮财经APP', '不用抽 不用搶 天天中獎 <a href="/x">點我下載APP</a>']) {
    it(`ends before an advert such as ${advert.slice(0, 12)}`, () => {
      assert.equal(pageWith({ body: `${paragraphs}<p>${advert}</p>` }).body, [first, second, third].join('\n'));
    });
  }
});

describe('the section', () => {
  it('is no number and no name of a site in <title>', () => {
    const html = `<html><head><title>${title} - 20261103 - XNS - 国际 - 明澜</title></head><body><h1>${title}</h1>${paragraphs}</body></html>`;
    assert.equal(readHtmlPage(html).section, '国际');
  });
});

describe('a page of headlines', () => {
  it('is a list, also where each has its day and a sentence of its text', () => {
    const item = (_: unknown, i: number): string =>
      `<li><a href="/${i}">青禾市第${i}次会议召开，研究部署重点工作</a><span>2026-11-0${(i % 9) + 1}</span><p>会议强调，要抓好各项工作的落实，推动发展……</p></li>`;
    const items = Array.from({ length: 20 }, item).join('');
    const html = `<html><head><title>时政新闻_青禾新闻网</title></head><body><h1>时政</h1><ul>${items}</ul></body></html>`;
    assert.equal(readHtmlPage(html).kind, 'list');
  });
});
