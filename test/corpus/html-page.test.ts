import assert from 'node:assert/strict';
import * as fc from 'fast-check';
import { type HtmlPage, readHtmlPage } from '../../corpus/page/html/read-html-page.js';
import { parseMended } from '../../corpus/page/html/json-ld.js';
import { readPath } from '../../corpus/index.js';
import { inFolder } from './in-folder.js';

const FIRST = '云泽市交通局昨日通报，跨江大桥的检修已经完成，比原计划提前了两天，南北两岸的公交也已恢复。';
const SECOND = '“桥面铺装只用了九天。”副总工程师邴安澜说，工人们分三班施工，夜里也没有停下。';
const ASIDE = `<div class="related"><h3>相关新闻</h3><ul>${'<li><a href="/a">南屏湖畔新开茶市首日卖出三吨</a></li>'.repeat(4)}</ul></div>`;

const PAGE = `<html><head><title>跨江大桥检修完成_城市_云泽在线</title>
<link rel="canonical" href="https://news.example.com/2023/bridge.html"></head><body>
<div class="nav"><a href="/">首页</a> &gt; <a href="/city">城市纪事</a> &gt; 正文</div>
<h1>跨江大桥检修完成</h1>
<div class="info"><span>2023-05-18 10:05</span> 来源：<a href="/">云泽日报</a> 作者：逄知夏</div>
<div class="content"><p>${FIRST}</p><p><img src="/img/bridge.jpg"></p><p>▲检修现场（资料图）</p>
<p>${SECOND}</p><p>（责任编辑：白鹭洲）</p></div>${ASIDE}
<div class="footer">云泽在线版权所有，未经授权不得转载。</div></body></html>`;

describe('a news page', () => {
  const page = readHtmlPage(PAGE);

  it('gives its headline without the names of section and site', () => {
    assert.equal(page.title, '跨江大桥检修完成');
  });

  it('gives the facts under the headline, the editor behind the body and the section of the breadcrumb', () => {
    const { publishedAt, source, author, section } = page;
    assert.deepEqual(
      [publishedAt, source, author, section],
      ['2023-05-18T10:05:00+08:00', '云泽日报', '逄知夏', '城市纪事'],
    );
  });

  it('has its section in a short breadcrumb or a named element, and not in a menu', () => {
    const crumbs = /<div class="nav">.*<\/div>/;
    const sectionOf = (above: string): string | null => readHtmlPage(PAGE.replace(crumbs, above)).section;
    const menu = '<div><a href="/">首页</a> <a href="/s">体育</a> <a href="/t">旅游</a></div>';
    assert.equal(sectionOf(`${menu}<p><a href="/city">城市纪事</a> &gt; 正文</p>`), '城市纪事');
    const named = PAGE.replace(crumbs, menu).replace('<span>2023', '<b class="catalog">城市纪事</b> <span>2023');
    assert.equal(readHtmlPage(named).section, '城市纪事');
  });

  it('that names no source has that of the account it stands under, where that is no name of a person', () => {
    const sourceOf = (account: string): string | null =>
      readHtmlPage(PAGE.replace(/来源：.*逄知夏/, `<p class="author-name">${account}</p>`)).source;
    assert.equal(sourceOf('云泽江边见闻'), '云泽江边见闻');
    assert.equal(sourceOf('逄知夏'), null);
  });

  it('has the paragraphs for its body, without captions, related links and footer', () => {
    assert.equal(page.body, `${FIRST}\n${SECOND}`);
  });

  it('gives images of the body with their captions, at absolute addresses', () => {
    assert.deepEqual(page.images, [{ url: 'https://news.example.com/img/bridge.jpg', caption: '检修现场（资料图）' }]);
    assert.equal(page.url, 'https://news.example.com/2023/bridge.html');
  });

  it('tells where each field comes from', () => {
    assert.ok(page.voices.some(({ field, from }) => field === 'publishedAt' && from.includes('under the headline')));
  });

  it('that shows no time has that of its JSON-LD, also where that is broken', () => {
    const script = `<script type="application/ld+json">{ "@context": "https://ziyuan.baidu.com/contexts/cambrian.jsonld",
      "title": "跨江大桥检修完成", // 标题
      "pubDate": "2023-05-18T10:05:33", }</script>`;
    const read = readHtmlPage(`${script}<h1>跨江大桥检修完成</h1><div><p>${FIRST}</p><p>${SECOND}</p></div>`);
    assert.equal(read.publishedAt, '2023-05-18T10:05:33+08:00');
  });
});

describe('a page that is no article', () => {
  const list = `<title>云泽在线</title><ul>${'<li><a href="/a">南屏湖畔新开茶市首日卖出三吨</a></li>'.repeat(20)}</ul>`;

  it('is a list where it holds headlines and no text', () => {
    assert.equal(readHtmlPage(list).kind, 'list');
  });

  it('is empty where nothing is in it', () => {
    assert.equal(readHtmlPage('<html><body><script>1</script></body></html>').kind, 'empty');
  });

  it('is a problem of its file, and an article is none', async () => {
    const files = { 'a.html': PAGE, 'b.htm': list, 'c.shtml': '<p></p>' };
    const found = await inFolder(files, async (folder) => {
      const all: string[] = [];
      for await (const reading of readPath(folder))
        all.push(reading.kind === 'article' ? reading.article.title : reading.detail);
      return all;
    });
    assert.deepEqual(found, ['跨江大桥检修完成', 'this is a list of articles, not one', 'no text in it']);
  });
});

describe('broken JSON of a page', () => {
  it('is mended of comments, trailing commas and raw line ends, texts left as they are', () => {
    assert.deepEqual(parseMended('{"a": "http://x, }", /* b */ "c": "d\ne",} ;'.replace(' ;', ';')), {
      a: 'http://x, }',
      c: 'd e',
    });
  });

  it('that stays broken is nothing', () => {
    assert.equal(parseMended('{"a": '), null);
  });
});

describe('any markup', () => {
  const read = (html: string): HtmlPage => readHtmlPage(html);

  it('is read without an error', () => {
    fc.assert(fc.property(fc.string({ unit: 'grapheme' }), (html) => typeof read(html).body === 'string'));
  });

  it('is read with elements and attributes that are called as what every object has', () => {
    const names = ['constructor', '__proto__', 'toString', 'hasOwnProperty'];
    const odd = names.map((name) => `<${name} ${name}="1" class="${name}"><p>${FIRST}</p></${name}>`).join('');
    const { title, body } = readHtmlPage(PAGE.replace('<p>', `${odd}<p>`));
    assert.equal(title, '跨江大桥检修完成');
    assert.ok(body.includes(FIRST) && body.endsWith(SECOND));
  });

  it('gives no half of a character, however long a title is', () => {
    for (const before of ['', '一']) {
      const { title } = readHtmlPage(`<title>${before}${'𠮷'.repeat(700)}泽-</title>${FIRST}`);
      assert.ok(title.isWellFormed());
    }
  });

  it('is read, where a page has lost or doubled any part, and leaves no markup in the body', () => {
    const cut = fc.tuple(fc.nat(PAGE.length), fc.nat(PAGE.length), fc.nat(PAGE.length));
    fc.assert(
      fc.property(cut, ([from, to, at]) => {
        const html = PAGE.slice(0, at) + PAGE.slice(from, to) + PAGE.slice(at);
        assert.doesNotMatch(read(html).body.replace(/<[^>]*$/, ''), /<\/?(?:div|p|h1|span)>/);
      }),
    );
  });

  it('made to be slow is read quickly', () => {
    const started = performance.now();
    for (const part of ['<div>', '<p><b>', '</div>', '<td><div></p>', '<a href=x', '甲。<br>', '<li><ul>'])
      read(part.repeat(30_000));
    assert.ok(performance.now() - started < 15_000);
  });
});
