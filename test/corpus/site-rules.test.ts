import assert from 'node:assert/strict';
import { parseSiteRules, readPath } from '../../corpus/index.js';
import { readHtmlPage } from '../../corpus/page/html/read-html-page.js';
import { inFolder } from './in-folder.js';

const TEXT = '云泽市交通局昨日通报，跨江大桥的检修已经完成，比原计划提前了两天，南北两岸的公交也已恢复。';
const PAGE = `<title>站名一览</title><link rel="canonical" href="https://m.news.example/a.html">
<h1>频道首页</h1><b class="hl">跨江大桥检修完成</b><div>2023-05-18 10:05 来源：云泽日报</div>
<time datetime="2023-05-19T08:00:00+08:00">昨天</time><i class="from">澜江日报</i><u>白鹭洲</u><s>桥梁</s>
<div class="text"><p>${TEXT}</p><p class="ad">${TEXT.replace('交通局', '广告部')}</p></div>
<div class="long"><p>${TEXT}</p><p>${TEXT}</p><p>这一段不在规则所指的地方，所以不在正文里。</p></div>`;
const RULES = parseSiteRules(
  JSON.stringify({
    'News.example': {
      title: '.hl',
      body: 'div.text',
      publishedAt: 'time',
      source: 'i.from',
      author: 'u',
      section: 's',
      remove: ['.ad'],
    },
  }),
);

describe('a site rule', () => {
  const fieldsOf = (page: ReturnType<typeof readHtmlPage>): unknown[] => [
    page.title,
    page.body,
    page.publishedAt,
    page.source,
    page.author,
    page.section,
  ];
  const expected = ['跨江大桥检修完成', TEXT, '2023-05-19T08:00:00+08:00', '澜江日报', '白鹭洲', '桥梁'];

  it('goes before all else that the page says, and holds for the hosts below its own', () => {
    const page = readHtmlPage(PAGE, { rules: RULES });
    assert.deepEqual(fieldsOf(page), expected);
    assert.ok(page.voices.some(({ field, from }) => field === 'source' && from === 'site rule'));
  });

  it('is chosen by the address a page was read from, else by its own', () => {
    const elsewhere = readHtmlPage(PAGE, { rules: RULES, url: 'https://other.example/a.html' });
    assert.equal(elsewhere.source, '云泽日报');
    assert.equal(readHtmlPage(PAGE.replace(/<link[^>]*>/, ''), { rules: RULES }).source, '云泽日报');
  });

  it('that finds nothing leaves the page to be read as any other', () => {
    const rules = parseSiteRules('{"news.example": {"title": ".gone", "body": "#gone", "source": "em"}}');
    assert.deepEqual(fieldsOf(readHtmlPage(PAGE, { rules })), fieldsOf(readHtmlPage(PAGE)));
  });

  it('is applied to files', async () => {
    const sources = await inFolder({ 'a.html': PAGE }, async (folder) => {
      const found: unknown[] = [];
      for await (const reading of readPath(folder, { rules: RULES }))
        found.push(reading.kind === 'article' ? reading.article.source : reading.detail);
      return found;
    });
    assert.deepEqual(sources, ['澜江日报']);
  });

  it('that is wrong is refused with its host and field', () => {
    const refused = (text: string, why: RegExp): void =>
      assert.throws(() => parseSiteRules(text), { code: 'invalid_rules', message: why });
    refused('{"news.example": {"body": "div["}}', /^site rules: news\.example body: not a selector/);
    refused('{"news.example": {"remove": ["p", "::("]}}', /^site rules: news\.example remove: not a selector/);
    refused('{"news.example": {"headline": "h1"}}', /^site rules: news\.example: .*headline/);
    refused('{"news.example": {"title": 1}}', /^site rules: news\.example title: /);
    refused('{', /^site rules: not JSON/);
  });
});
