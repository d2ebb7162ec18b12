import assert from 'node:assert/strict';
import { type Article, readPath } from '../../corpus/index.js';
import { type DumpedPage, readTextDump } from '../../corpus/page/text-dump.js';
import { inFolder } from './in-folder.js';

const PAGE = `澜江观察网
即时新闻
首页> 城市纪事> 浏览文章
云泽市跨江大桥提前通车,一副总工程师谈背后故事
时间:2023年05月18日 作者:逄知夏 新闻来源:澜江观察网·《桥与路》月刊

       澜江观察网云泽讯:(记者逄知夏报道)2023年5月16日,云泽市跨江大桥提前四个月通车。


2023年5月16日,大桥通车现场。.png

2023年5月16日,大桥通车现场。(图片来源:资料图)\u00a0


       “桥面铺装只用了九天。”副总工程师邴安澜说。大桥的相关新闻发布会当天举行,推荐阅读的材料也一并发放。


▲邴安澜在工地(图片来源:网络)\u00a0

大桥合龙示意.jpg

大桥合龙示意(图片来源:号“云泽发布”截图\u00a0

       1.主桥全长2180米。


网友评论

推荐阅读

南屏湖畔新开茶市 首日卖出三吨春茶   来自各地的茶商挤满了湖畔。 【详细】

相关新闻

  • 暂无相关信息!
  • 关注澜江观察网微信

    关注澜江观察网微信`;

const page = (...lines: readonly string[]): DumpedPage => readTextDump(lines.join('\n'));
const BODY = '云泽市交通局昨日通报，跨江大桥的检修已经完成。';

describe('a page saved as text', () => {
  const read = readTextDump(PAGE);

  it('gives headline, time, author, source and section', () => {
    assert.equal(read.title, '云泽市跨江大桥提前通车,一副总工程师谈背后故事');
    assert.equal(read.publishedAt, '2023-05-18T00:00:00+08:00');
    assert.equal(read.author, '逄知夏');
    assert.equal(read.source, '澜江观察网·《桥与路》月刊');
    assert.equal(read.section, '城市纪事');
  });

  it("gives a page's captions to its images, not to its body", () => {
    assert.deepEqual(read.captions, [
      '2023年5月16日,大桥通车现场。(图片来源:资料图)',
      '邴安澜在工地(图片来源:网络)',
      '大桥合龙示意(图片来源:号“云泽发布”截图',
    ]);
  });

  it('has the paragraphs for its body, and nothing of what follows them', () => {
    assert.equal(
      read.body,
      '澜江观察网云泽讯:(记者逄知夏报道)2023年5月16日,云泽市跨江大桥提前四个月通车。\n' +
        '“桥面铺装只用了九天。”副总工程师邴安澜说。大桥的相关新闻发布会当天举行,推荐阅读的材料也一并发放。\n' +
        '1.主桥全长2180米。',
    );
  });
});

describe('the line of facts', () => {
  const facts = (line: string): DumpedPage => page('云泽跨江大桥检修完成', line, BODY);
  const cases: readonly (readonly [string, Partial<DumpedPage>])[] = [
    [
      '2023-05-18 10:05 来源：云泽日报 作者：逄知夏 责任编辑：邴安澜',
      { source: '云泽日报', author: '逄知夏', editor: '邴安澜' },
    ],
    [
      '发布时间：2023年5月18日 10:05 | 稿源：云泽日报 | 记者：逄知夏 | 责编：邴安澜',
      { source: '云泽日报', author: '逄知夏', editor: '邴安澜' },
    ],
    ['文｜逄知夏 编辑｜邴安澜', { source: null, author: '逄知夏', editor: '邴安澜', publishedAt: null }],
    ['撰文丨逄知夏 来源丨云泽日报 2023/05/18 10:05', { source: '云泽日报', publishedAt: '2023-05-18T10:05:00+08:00' }],
    ['作者：本报记者 逄知夏', { author: '逄知夏' }],
    ['文/逄知夏', { author: '逄知夏' }],
    ['2023年05月18日 10:05 云泽日报', { source: '云泽日报', author: null }],
    ['云泽日报 2023-05-18 10:05', { source: '云泽日报' }],
    ['时间 2023-05-18 来源 云泽日报 作者 逄知夏 邴安澜', { source: '云泽日报', author: '逄知夏 邴安澜' }],
    ['5月18日 10:05 来源：云泽日报', { source: '云泽日报', publishedAt: null }],
    ['来源：云泽日报 字号：大 中 小 打印', { source: '云泽日报', publishedAt: null }],
    ['（责任编辑：邴安澜）', { editor: '邴安澜', author: null }],
    ['更新时间：2023-05-18 10:05 阅读：1234次', { updatedAt: '2023-05-18T10:05:00+08:00', publishedAt: null }],
  ];
  for (const [line, expected] of cases) {
    it(`is understood: ${line}`, () => {
      const read = facts(line);
      assert.equal(read.title, '云泽跨江大桥检修完成');
      assert.deepEqual({ ...read, ...expected }, read);
      assert.equal(read.body, BODY);
    });
  }

  it('may be several lines', () => {
    const read = page('云泽跨江大桥检修完成', '时间：2023-05-18', '来源：云泽日报', '作者：逄知夏', BODY);
    assert.deepEqual([read.publishedAt, read.source, read.author], ['2023-05-18T00:00:00+08:00', '云泽日报', '逄知夏']);
    assert.equal(read.body, BODY);
  });

  it('is no sentence that starts with such a word', () => {
    const sentence = '记者 从云泽市交通局获悉，检修提前完成。';
    const dated = '2023年5月16日,云泽市交通局开放了大桥。';
    const read = page('云泽跨江大桥检修完成', sentence, dated);
    assert.equal(read.body, `${sentence}\n${dated}`);
    assert.deepEqual([read.author, read.publishedAt], [null, null]);
  });

  it('is not looked for in the body', () => {
    const read = page(
      '云泽跨江大桥开放日',
      '来源：云泽日报',
      BODY,
      '时间：2023年6月1日',
      '作者：另一人',
      BODY,
      BODY,
      BODY,
      BODY,
      BODY,
    );
    assert.deepEqual([read.publishedAt, read.author], [null, null]);
    assert.ok(read.body.includes('时间：2023年6月1日'));
  });

  it('may stand behind the body, but for the time', () => {
    const read = page('云泽跨江大桥检修完成', BODY, '时间：2023年6月1日', '来源：云泽日报', '（责任编辑：邴安澜）');
    assert.deepEqual([read.source, read.author, read.publishedAt], ['云泽日报', null, null]);
    assert.equal(read.body, `${BODY}\n时间：2023年6月1日`);
  });

  it('may stand under a summary', () => {
    const summary = '核心提示：跨江大桥的检修于昨日完成，比预期早两天。';
    const read = page('云泽跨江大桥检修完成', summary, '2023-05-18 10:05 来源：云泽日报', BODY);
    assert.deepEqual([read.title, read.source, read.body], ['云泽跨江大桥检修完成', '云泽日报', `${summary}\n${BODY}`]);
  });
});

describe('the headline', () => {
  it('is the line above the facts, below the menus', () => {
    const read = page(
      '首页',
      '新闻',
      '首页 新闻 国际 体育 财经',
      '云泽新闻网',
      '跨江大桥检修完成',
      '——比预期早两天',
      '2023-05-18 来源：云泽日报',
      BODY,
    );
    assert.equal(read.title, '跨江大桥检修完成');
  });

  it('is the first line where there are no facts', () => {
    const read = page('跨江大桥检修完成', BODY);
    assert.deepEqual([read.title, read.body], ['跨江大桥检修完成', BODY]);
  });

  it('may stand under the facts', () => {
    const read = page('2023-05-18 来源：云泽日报', '跨江大桥检修完成', BODY);
    assert.deepEqual([read.title, read.source, read.body], ['跨江大桥检修完成', '云泽日报', BODY]);
  });

  it('is missing where all of the page is prose', () => {
    assert.deepEqual([page(BODY).title, page(BODY).body], ['', BODY]);
  });
});

describe('the breadcrumb', () => {
  const sections: readonly (readonly [string, string | null])[] = [
    ['首页 > 新闻 > 国内 > 正文', '国内'],
    ['当前位置：首页 » 财经 » 正文', '财经'],
    ['您现在的位置：网站首页 → 社会', '社会'],
    ['首页 › 城市 › 云泽跨江大桥检修完成，比预期早两天完工', '城市'],
    ['首页 > 正文', null],
  ];
  for (const [line, section] of sections) {
    it(`gives the section: ${line}`, () => {
      const read = page('云泽新闻网', line, '跨江大桥检修完成', '2023-05-18 来源：云泽日报', BODY);
      assert.deepEqual([read.section, read.title], [section, '跨江大桥检修完成']);
    });
  }

  it('is no sentence with an arrow in it', () => {
    assert.equal(page('跨江大桥检修完成', '从南岸 > 北岸的车道已开放。').section, null);
  });
});

describe('furniture', () => {
  for (const end of [
    '相关新闻',
    '【推荐阅读】',
    '网友评论(12条)',
    '热门文章 TOP10',
    '相关阅读：茶市开张',
    '版权声明：转载须注明',
    '相关新闻 更多>>',
    '推薦閱讀',
  ]) {
    it(`ends the body: ${end}`, () => {
      assert.equal(page('跨江大桥检修完成', BODY, end, '南屏湖畔新开茶市').body, BODY);
    });
  }

  for (const line of [
    '字号：大 中 小',
    '【打印】【关闭】',
    '上一篇：茶市开张',
    '责任编辑：邴安澜',
    '关注云泽新闻网微信公众号',
    '扫一扫在手机打开当前页',
    '广告',
  ]) {
    it(`is left out of the body: ${line}`, () => {
      assert.equal(page('跨江大桥检修完成', BODY, line, BODY).body, `${BODY}\n${BODY}`);
    });
  }

  for (const line of [
    '热门景区的停车场将扩建。',
    '相关新闻发布会将于明日举行',
    '他说分享：是一种态度，打印：也是。',
    '记者关注微信诈骗案。',
  ]) {
    it(`is not a sentence with the word in it: ${line}`, () => {
      assert.equal(page('跨江大桥检修完成', BODY, line, BODY).body, `${BODY}\n${line}\n${BODY}`);
    });
  }

  it('above the body does not end it', () => {
    const read = page('相关新闻', '跨江大桥检修完成', '2023-05-18 来源：云泽日报', '热门', BODY);
    assert.deepEqual([read.title, read.body], ['跨江大桥检修完成', BODY]);
  });
});

describe('a caption', () => {
  const captions = (...lines: readonly string[]): readonly string[] =>
    page('跨江大桥检修完成', BODY, ...lines, BODY).captions;

  it('is known by its mark, its credit or its photographer', () => {
    for (const line of [
      '△大桥夜景',
      '大桥夜景（资料图）',
      '大桥夜景 云泽日报记者 逄知夏 摄',
      '图为检修现场',
      '大桥夜景。受访者供图',
    ]) {
      assert.deepEqual(captions(line), [line.replace('△', '')]);
    }
  });

  it('is the name of an image file in Chinese, where no other stands under it', () => {
    assert.deepEqual(captions('大桥夜景航拍.jpg', BODY), ['大桥夜景航拍']);
    assert.deepEqual(captions('大桥夜景航拍.jpg', '大桥夜景航拍'), ['大桥夜景航拍']);
    assert.deepEqual(captions('IMG_2034.JPG', '图片来源：网络'), []);
  });

  it('is not a paragraph that ends in a source', () => {
    assert.deepEqual(captions('大桥检修于昨日完成，提前两天。（来源：云泽日报）'), []);
  });
});

describe('the file of a page', () => {
  const readOne = async (content: string | Uint8Array): Promise<Article> =>
    inFolder({ 'page.txt': content }, async (folder) => {
      for await (const reading of readPath(`${folder}/page.txt`))
        if (reading.kind === 'article') return reading.article;
      return assert.fail('no article');
    });

  it('is read as an article', async () => {
    const article = await readOne(PAGE);
    assert.equal(article.publishedAt, '2023-05-18T00:00:00+08:00');
    assert.deepEqual(article.images[1], { url: null, caption: '邴安澜在工地(图片来源:网络)' });
  });

  it('may be UTF-8 with or without a byte order mark, UTF-16, or cut off in a character', async () => {
    const { id } = await readOne(PAGE);
    assert.equal((await readOne(`\ufeff${PAGE}`)).id, id);
    assert.equal((await readOne(Buffer.from(`\ufeff${PAGE}`, 'utf16le'))).id, id);
    assert.equal((await readOne(Buffer.from(PAGE).subarray(0, -1))).id, id);
  });

  it('may be GB18030', async () => {
    // 云泽通车 / 正文很短。 in GB2312, and 㐂 in four bytes, which GBK does not have.
    const bytes = [
      0xd4, 0xc6, 0xd4, 0xf3, 0xcd, 0xa8, 0xb3, 0xb5, 0x0a, 0xd5, 0xfd, 0xce, 0xc4, 0x81, 0x39, 0xee, 0x39, 0xa1, 0xa3,
    ];
    const article = await readOne(Uint8Array.from(bytes));
    assert.equal(article.title, '云泽通车');
    assert.match(article.body, /^正文\p{Script=Han}。$/u);
  });

  it('is a problem where it is no text at all', async () => {
    const bytes = Uint8Array.from({ length: 5000 }, (_, i) => (i * 7919) % 251);
    await inFolder({ 'binary.txt': bytes }, async (folder) => {
      for await (const reading of readPath(`${folder}/binary.txt`)) {
        assert.equal(reading.kind === 'problem' && reading.detail, 'this is no text');
      }
    });
  });

  it('is a problem where there is nothing in it', async () => {
    await inFolder({ 'empty.txt': ' \n\u3000\n' }, async (folder) => {
      for await (const reading of readPath(`${folder}/empty.txt`)) {
        assert.deepEqual(reading, {
          kind: 'problem',
          file: `${folder}/empty.txt`,
          line: null,
          code: 'invalid_article',
          detail: 'no text in it',
        });
      }
    });
  });
});
