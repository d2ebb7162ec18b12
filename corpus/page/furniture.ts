/** Headings of what follows an article on its page: other stories, comments, notices. Simplified and traditional. */
const END = new Set(
  (
    '网友评论 网友跟帖 网友热评 最新评论 热门评论 精彩评论 发表评论 我要评论 用户评论 评论列表 全部评论 评论 ' +
    '相关新闻 相关阅读 相关报道 相关文章 相关推荐 相关链接 相关内容 相关资讯 推荐阅读 推荐新闻 推荐文章 精彩推荐 ' +
    '编辑推荐 为您推荐 为你推荐 猜你喜欢 大家都在看 延伸阅读 更多新闻 更多精彩 热门 热门新闻 热门文章 热门推荐 ' +
    '热门阅读 热门排行 热门资讯 热门标签 热点 热点新闻 热点推荐 热点排行 今日热点 新闻排行 阅读排行 点击排行 ' +
    '排行榜 友情链接 版权声明 免责声明 特别声明 ' +
    '網友評論 發表評論 相關新聞 相關閱讀 相關報導 相關文章 推薦閱讀 推薦新聞 為您推薦 猜你喜歡 延伸閱讀 ' +
    '熱門 熱門新聞 熱門文章 熱門推薦 熱門話題 版權聲明 免責聲明'
  ).split(' '),
);

/** Buttons, adverts and links that stand around and between the lines of an article. */
const CONTROLS = new Set(
  (
    '字号 字体 字號 大 中 小 打印 列印 分享 分享到 收藏 点赞 评论 评论数 举报 纠错 关闭 关闭窗口 复制链接 朋友圈 微信 微博 ' +
    '新浪微博 QQ空间 返回 返回顶部 返回首页 首页 首頁 导航 网站导航 广告 廣告 上一篇 下一篇 上一条 下一条 上一页 ' +
    '下一页 扫码 扫一扫 责任编辑 責任編輯 责编 编辑 編輯 校对 审核'
  ).split(' '),
);

/** What may stand beside such a heading: 相关新闻 更多>>, 网友评论 (12条). */
const BESIDE = /^(?:更多|more|\d{1,9}条?|TOP\d{1,3})$/i;
const LABEL = /^[^\p{L}\p{N}]{0,8}(\p{L}{1,12})\s{0,4}[:：]/u;
const FOLLOW = /^.{0,4}关注.{0,20}(?:微信|公众号|微博|我们|客户端)$/u;
const SCAN = /^.{0,12}(?:扫码|扫一扫|扫描二维码|长按识别|长按二维码)[^。]{0,20}$/u;

/** No heading of furniture is longer, in characters. */
const LONGEST = 40;

/**
 * Whether the line ends the article on its page, such as 相关新闻, 【推荐阅读】, 网友评论(0) or 相关阅读：… .
 * The words count as a line of their own, or at its start with a colon behind them; never inside a sentence.
 */
export function isPageEnd(line: string): boolean {
  return isMadeOf(line, END) || startsWithLabel(line, END);
}

/** Whether the line is a control of the page or an advert, such as 字号：大 中 小, 【打印】 or 关注…微信. */
export function isFurniture(line: string): boolean {
  if (isMadeOf(line, CONTROLS) || startsWithLabel(line, CONTROLS)) return true;
  return line.length <= LONGEST && (FOLLOW.test(line) || SCAN.test(line));
}

/** Whether the line is a menu of the site: four or more short words side by side. */
export function isMenu(line: string): boolean {
  const words = line.split(/[\s|｜丨·]+/).filter((word) => word !== '');
  return words.length >= 4 && words.every((word) => word.length <= 6);
}

function isMadeOf(line: string, known: ReadonlySet<string>): boolean {
  if (line.length > LONGEST) return false;
  const words = line.split(/[^\p{L}\p{N}]+/u).filter((word) => word !== '');
  return words.some((word) => known.has(word)) && words.every((word) => known.has(word) || BESIDE.test(word));
}

function startsWithLabel(line: string, known: ReadonlySet<string>): boolean {
  const label = LABEL.exec(line)?.[1];
  return label !== undefined && known.has(label);
}
