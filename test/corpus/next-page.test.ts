import assert from 'node:assert/strict';
import { joinPages, readHtmlPage } from '../../corpus/index.js';

const page = (links: string, url: string): string | null =>
  readHtmlPage(`<h1>揽月大桥通车</h1><p>今天上午九时，大桥正式通车，车流过万。</p>${links}`, { url }).next;

describe('the next page of an article', () => {
  const cases: readonly (readonly [string, string, string, string | null])[] = [
    ['a link 下一页', '/a/1.html', '<a href="1_2.html">下一页</a>', '/a/1_2.html'],
    [
      'a link 下一页 on a later page',
      '/a/1_2.html',
      '<a href="1.html">上一页</a><a href="1_3.html">[下一页]</a>',
      '/a/1_3.html',
    ],
    ['rel=next in the head', '/a?id=7', '<link rel="next" href="?id=7&page=2">', '/a?id=7&page=2'],
    ['a page by its own parameter', '/a?page=2&id=7', '<a rel="next" href="/a?page=3&id=7">3</a>', '/a?page=3&id=7'],
    ['not the next article', '/a/1.html', '<a href="2.html">下一篇</a><a rel="next" href="/a/2.html">大雾</a>', null],
    ['not a page before it', '/a/1_3.html', '<a rel="next" href="1_2.html">下一页</a>', null],
    ['not another section', '/a/1.html', '<a href="/b/1_2.html">下一页</a>', null],
    ['not another site', '/a/1.html', '<a href="https://other.example/a/1_2.html">下一页</a>', null],
    ['not a script', '/a/1.html', '<a href="javascript:next()">下一页</a>', null],
  ];
  for (const [what, path, links, next] of cases) {
    it(`is ${what}`, () => {
      assert.equal(page(links, `https://news.example${path}`), next === null ? null : `https://news.example${next}`);
    });
  }

  it('is joined with those before it, and what each repeats is told once', () => {
    const [first, second] = ['甲', '乙'].map((text) =>
      readHtmlPage(
        `<h1>揽月大桥通车</h1><div><p>导语：大桥今晨通车，两岸居民奔走相告。</p><p>${text}段正文，说的是大桥通车的事情，一共有好几句话。</p></div>`,
      ),
    );
    assert.ok(first !== undefined && second !== undefined);
    const joined = joinPages(first, [second]);
    assert.equal(joined.body.match(/导语/g)?.length, 1);
    assert.match(joined.body, /甲段[^]*乙段/);
    assert.equal(joined.title, '揽月大桥通车');
  });
});
