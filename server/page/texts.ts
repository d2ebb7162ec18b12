import { monthOf, yearOf, type TimeRange } from './time-range.js';

/** A number as readers are used to it: `12,345`. */
export function shownNumber(value: number): string {
  return value.toLocaleString('en-US');
}

/** Milliseconds, short: `不到 1 毫秒`, `35 毫秒`, `1.2 秒`. */
function shownTime(milliseconds: number): string {
  if (milliseconds < 1) return '不到 1 毫秒';
  return milliseconds < 1000 ? `${Math.round(milliseconds)} 毫秒` : `${(milliseconds / 1000).toFixed(1)} 秒`;
}

const errors: Readonly<Record<string, readonly [string, string]>> = {
  invalid_parameter: ['这个网址有误', '网址里有无法识别的字符，请检查后再试，或者直接搜索。'],
  unauthorized: ['这里的搜索需要密钥', '请使用网站提供的搜索框或链接。'],
  forbidden: ['没有权限', '这个密钥不能用来打开这个页面。'],
  not_found: ['没有找到这个页面', '它可能已被删除，或者网址有误。不妨搜一搜标题里的词。'],
  too_many_requests: ['搜索得太频繁了', '请过一分钟再试。'],
  overloaded: ['正在搜索的人太多', '请稍等几秒再刷新。'],
  unavailable: ['暂时无法搜索', '服务正在准备，或者索引暂时连接不上，请稍等片刻再刷新。'],
};

function shownMonth(month: string): string {
  return `${month.slice(0, 4)} 年 ${Number(month.slice(5))} 月`;
}

/** A date as readers see it: `2024年11月3日`. */
function shownDate(date: string): string {
  const [year = '', month = '', day = ''] = date.split('-');
  return `${year}年${Number(month)}月${Number(day)}日`;
}

/** A stretch of time, as short as it can be said. */
function shownRange(range: TimeRange): string {
  const [month, year] = [monthOf(range), yearOf(range)];
  if (month !== null) return shownMonth(month);
  if (year !== null) return `${year} 年`;
  if (range.from === range.to) return shownDate(range.from ?? '');
  if (range.to === null) return `${shownDate(range.from ?? '')}以后`;
  return range.from === null ? `${shownDate(range.to)}以前` : `${shownDate(range.from)} 至 ${shownDate(range.to)}`;
}

/** Everything the page says, in one place. */
export const texts = {
  skip: '跳到正文',
  search: '搜索',
  searchLabel: '搜索新闻',
  placeholder: '人名、地名、事件，或一句原文',
  tagline: '新闻全文搜索',
  collected: (total: number): string => `共收录 ${shownNumber(total)} 篇`,
  latest: '最新新闻',
  latestHelp: '输入任意词语、人名或一句原文即可搜索，简体、繁体都能找到。',
  heading: (q: string): string => (q === '' ? '筛选结果' : `“${q}”的搜索结果`),
  found: (total: number, stories: number, milliseconds: number): string => {
    const merged = stories < total ? `，相同报道合并为 ${shownNumber(stories)} 条` : '';
    return `找到 ${shownNumber(total)} 条新闻${merged}（${shownTime(milliseconds)}）`;
  },
  otherSources: (count: number): string => `另有 ${shownNumber(count)} 家媒体`,
  otherCopies: (count: number): string => `另有 ${shownNumber(count)} 篇相同报道`,
  moreCopies: (count: number): string => `其余 ${shownNumber(count)} 篇未列出`,
  pageTitle: (page: number): string => `第 ${page} 页`,
  untitled: '（无标题）',

  sort: '排序',
  byRelevance: '相关度',
  byNewest: '最新',

  filters: '筛选',
  active: '已选条件',
  clear: '清除全部',
  more: (count: number): string => `其余 ${count} 个`,
  remove: (label: string): string => `去掉条件：${label}`,
  chosen: '（已选，点按取消）',
  fields: { section: '栏目', source: '来源', author: '作者', tag: '标签' },
  time: '时间',
  year: (year: string): string => `${year} 年`,
  years: (from: string, to: string): string => `${from}—${to} 年`,
  wholeYear: '全年',
  month: (month: string): string => shownMonth(month),
  range: (range: TimeRange): string => shownRange(range),
  timelineHelp: '点按一段时间，或拖动选择',
  from: '从',
  to: '到',
  apply: '确定',
  bar: (time: string, count: number): string => `${time}：${shownNumber(count)} 篇`,
  monthOfYear: (month: string): string => `${Number(month.slice(5))} 月`,
  chip: (field: string, value: string): string => `${field}：${value}`,

  relaxed: '没有同时包含全部词语的新闻，以下结果包含其中部分词语。',
  dropped: '本页结果未包含：',
  truncated: '搜索内容较长，只使用了前 256 个字。',
  didYouMean: '您是不是要找：',

  nothing: (q: string): string => (q === '' ? '没有符合这些条件的新闻' : `没有找到与“${q}”相关的新闻`),
  beyond: '没有更多结果了',
  toLastPage: '回到最后一页',
  withoutFilters: '去掉所有筛选条件再搜一次',
  toLatest: '看看最新新闻',
  adviceHeading: '您可以试试',
  advice: ['检查有没有错别字', '减少词语，或换一种说法', '用人名、地名、机构名等更具体的词'],
  tipsHeading: '搜索技巧',
  tips: [
    ['大桥 通车', '同时包含这两个词'],
    ['"今晨通车"', '包含这句原文，一字不差'],
    ['预警 -暴雨', '包含“预警”，不包含“暴雨”'],
    ['台风 OR 大雾', '包含其中任意一个'],
    ['title:大桥', '只在标题里找；另有 body: author: source: section: tag:'],
    ['(大雾 OR 寒潮) 预警', '用括号组合'],
  ],

  pages: '翻页',
  previous: '上一页',
  next: '下一页',
  pageLabel: (page: number): string => `第 ${page} 页`,
  pageOf: (page: number, last: number): string => `第 ${page} / ${last} 页`,

  back: (q: string): string => (q === '' ? '返回列表' : `返回“${q}”的搜索结果`),
  home: '首页',
  tags: '标签',
  captions: '图片说明',
  image: '查看图片',
  original: '阅读原文',
  related: '相关报道',

  feedTitle: (q: string, site: string): string => `${q} · ${site}`,
  feedDescription: (q: string): string => (q === '' ? '最新新闻' : `“${q}”的最新新闻`),
  searchIn: (site: string): string => `在${site}里搜索新闻`,
  subscribe: '订阅',
  subscribeHelp: '用 RSS 阅读器订阅这个搜索',

  demoLabel: '示例说明',
  demo: '这里是示例：新闻纯属虚构，人名、地名、机构均为杜撰。索引自己的新闻：',
  demoCommand: 'npx xunwen index 文件…',
  api: '接口文档',
  error: (code: string): readonly [string, string] =>
    errors[code] ?? ['出了点问题', '服务没能完成这个请求，请稍后再试。'],
} as const;
