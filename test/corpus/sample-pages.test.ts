import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { readPath, samplePath, type Article, type Reading } from '../../corpus/index.js';
import { decodePage } from '../../corpus/page/charset.js';
import { inFolder } from './in-folder.js';

type Expected = Pick<Article, 'url' | 'title' | 'publishedAt' | 'source' | 'author' | 'section'> & {
  readonly charset: string;
  readonly first: string;
  readonly last: string;
  readonly paragraphs: number;
  readonly images: readonly (readonly [path: string, caption: string | null])[];
  /** Headlines of other stories and furniture, all of which the page holds. */
  readonly others: readonly string[];
};

const PAGES: Readonly<Record<string, Expected>> = {
  'ferry.html': {
    charset: 'utf-8',
    url: 'https://news.example/society/ferry.html',
    title: '云泽最后一班车渡停航 六名船工改行开水上巴士',
    publishedAt: '2025-04-02T09:18:00+08:00',
    source: '澜江日报',
    author: '逄知夏',
    section: '社会',
    first: '4月1日19时40分，',
    last: '首条线路设四个码头，票价两元。',
    paragraphs: 4,
    images: [['/img/ferry-last.jpg', '最后一班车渡靠岸，船工在甲板上合影。']],
    others: ['云泽飞鹭换帅', '漷湾夜市', '江心图书馆招募', '版权所有'],
  },
  'tea-auction.html': {
    charset: 'utf-8',
    url: 'https://qinglan.news.example/economy/tea-auction.shtml',
    title: '青岚头采茶拍出每斤八千元 茶农说最贵的是那场雨',
    publishedAt: '2026-03-25T08:05:12+08:00',
    source: '青岚新闻网',
    author: '郤青',
    section: '经济',
    first: '青岚县春茶拍卖会3月24日',
    last: '预计价格与去年持平。',
    paragraphs: 4,
    images: [['/img/tea-auction.jpg', null]],
    others: ['鹰愁崖索道', '灯戏剧团下乡', '石埠镇老桥', '分享到', '联系我们'],
  },
  'water-meter.htm': {
    charset: 'gb18030',
    url: 'https://yanzhou.news.example/yw/water-meter.htm',
    title: '砚州三万只旧水表免费更换 误差最大的一只倒着走',
    publishedAt: '2025-08-14T07:52:00+08:00',
    source: '砚州观察',
    author: '麴宛',
    section: '要闻',
    first: '砚州市水务集团8月13日宣布，',
    last: '结果在五个工作日内告知。',
    paragraphs: 4,
    images: [],
    others: ['老窑址边上', '砚州一中食堂', '北郊蓄水池', '充若水', '字号', '打印'],
  },
  'night-bus.html': {
    charset: 'big5',
    url: 'https://hy.news.example/life/night-bus.html',
    title: '海嵎深夜公車試辦三個月 乘客最多的一站是市場',
    publishedAt: '2026-05-06T06:30:00+08:00',
    source: '海嵎時報',
    author: '蕭芷寧',
    section: '生活',
    first: '海嵎市的深夜公車試辦滿三個月，',
    last: '試辦期間票價維持十五元。',
    paragraphs: 3,
    images: [],
    others: ['港務局燈塔', '老眷村改建案', '颱風假', '版權所有'],
  },
  'orchard.html': {
    charset: 'utf-8',
    url: 'https://luming.news.example/xc/orchard.html',
    title: '鹿鸣县的梨为什么要“戴眼镜”？',
    publishedAt: '2026-08-21T16:20:00+08:00',
    source: '鹿鸣县融媒中心',
    author: '鲜于棠',
    section: '乡村',
    first: '八月的鹿鸣县，',
    last: '“谁家的梨不怕砸呢？”',
    paragraphs: 4,
    images: [],
    others: ['龙头村水渠', '县图书流动车', '集体婚礼报名'],
  },
  'mobile-lighthouse.html': {
    charset: 'utf-8',
    url: 'https://m.wangshu.news.example/c/2026-06-27/lighthouse.html',
    title: '望舒港老灯塔换灯 守塔人留下了最后一只灯泡',
    publishedAt: '2026-06-27T18:33:00+08:00',
    source: '望舒港商报',
    author: null,
    section: null,
    first: '6月26日傍晚，',
    last: '“灯不认得我，我认得它”。',
    paragraphs: 4,
    images: [
      ['/img/lighthouse-1.jpg', '新灯亮起时，海面上停着十几条渔船。'],
      ['/img/lighthouse-2.jpg', '守塔人的换灯记录本(图片来源:网络)'],
    ],
    others: ['冷藏码头三期', '海鲜市场的秤', '一条渔网织了', '集装箱里的羽毛球馆', '扫码', 'APP', '扫一扫'],
  },
  'quiet-library.html': {
    charset: 'utf-8',
    url: 'https://wb.news.example/culture/quiet-library.html',
    title: '自习室不许翻书太响？云泽一图书馆的新规被读者改了三遍',
    publishedAt: '2025-11-03T08:46:00+08:00',
    source: '云泽晚报',
    author: '仉劭旻',
    section: '文化',
    first: '“翻书请轻，咳嗽请出。”',
    last: '从每天七起降到了零。',
    paragraphs: 4,
    images: [],
    others: ['碰碗面的碗底', '北雁区试点共享', '公交司机的第十本', '责任编辑', '免责声明'],
  },
  'flood-drill.shtml': {
    charset: 'utf-8',
    url: 'https://yj.gov.example/gzdt/flood-drill.shtml',
    title: '全省防汛演练在石硖区举行 首次断网断电',
    publishedAt: '2026-04-29T15:10:00+08:00',
    source: '澜江省应急管理厅',
    author: null,
    section: '工作动态',
    first: '4月28日，',
    last: '完成一次不打招呼的夜间演练。',
    paragraphs: 4,
    images: [],
    others: ['安全生产视频会议', '森林消防队伍', '应急物资储备库', '打印本页', '关闭窗口', '字号'],
  },
};

async function readOne(path: string): Promise<Reading | undefined> {
  for await (const reading of readPath(path)) return reading;
  return undefined;
}

describe('the sample page', () => {
  for (const [name, { charset, first, last, paragraphs, images, others, ...fields }] of Object.entries(PAGES)) {
    const file = join(samplePath, 'pages', name);

    it(`${name} gives its fields, its text and its images, and nothing of its neighbours`, async () => {
      const reading = await readOne(file);
      assert.ok(reading?.kind === 'article');
      const { url, title, publishedAt, source, author, section, body } = reading.article;
      assert.deepEqual({ url, title, publishedAt, source, author, section }, fields);
      assert.ok(body.startsWith(first) && body.endsWith(last), body);
      assert.equal(body.split('\n').length, paragraphs, body);
      const at = (path: string): string => new URL(path, fields.url ?? undefined).href;
      assert.deepEqual(
        reading.article.images,
        images.map(([path, caption]) => ({ url: at(path), caption })),
      );
      for (const other of others) assert.ok(!JSON.stringify(reading.article).includes(other), other);
    });

    it(`${name} is in the charset it is meant to be in, and holds what must not be read`, () => {
      const page = decodePage(readFileSync(file));
      assert.equal(page.charset, charset);
      for (const other of others) assert.ok(page.text.includes(other), other);
    });
  }

  it('that is labelled gb2312 and is UTF-8 is here, and so is one that is what its label says', () => {
    for (const name of ['orchard.html', 'water-meter.htm'])
      assert.match(readFileSync(join(samplePath, 'pages', name), 'latin1'), /charset=gb2312/);
  });
});

it('a front page made of the samples is refused', async () => {
  const links = Object.values(PAGES).flatMap(({ title, url, others }) => [
    `<li><a href="${url ?? ''}">${title}</a></li>`,
    ...others.map((other) => `<li><a href="/more.html">${other}，记者在现场看到的</a></li>`),
  ]);
  const html = `<title>澜江新闻网首页</title><div class="main"><h2>要闻</h2><ul>${links.join('')}</ul></div>`;
  const reading = await inFolder({ 'index.html': html }, readOne);
  assert.ok(reading?.kind === 'problem');
  assert.equal(reading.detail, 'this is a list of articles, not one');
});
