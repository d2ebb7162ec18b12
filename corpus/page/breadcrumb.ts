const ARROWS = /\s*(?:[>＞›»→]|&gt;)+\s*/;
const HOME = /^(?:网站|本站)?(?:首页|主页|首頁|主頁)$|^(?:home|index)$/i;
const POSITION =
  /^(?:您的|您|你的|你)?(?:现在的?|所在|当前|目前|現在|當前)?的?位置(?:是)?\s*[:：]?\s*|^当前(?:位置|所在)\s*[:：]?\s*/;
const HERE =
  /^(?:浏览|查看|阅读)?(?:新闻|文章|内容|本文|稿件|资讯)?(?:正文|文章|内容|详情|详细|详细内容|全文|浏览|阅读|內容)$/;

/** The longest name of a section, in characters; a longer last part is the headline. */
const LONGEST_NAME = 15;

/** What a breadcrumb says. */
export interface Breadcrumb {
  /** The innermost section, or `null` where it names none. */
  readonly section: string | null;
}

/**
 * Reads a breadcrumb such as `首页> 法制观察> 浏览文章` or `当前位置：首页 » 新闻 » 正文`; `null` where the line is none.
 * It is one when it has arrows and starts with the home page or with 当前位置 and the like.
 */
export function readBreadcrumb(line: string): Breadcrumb | null {
  if (line.length > 200) return null;
  const path = line.replace(POSITION, '');
  const parts = path.split(ARROWS).filter((part) => part !== '');
  const atHome = HOME.test(parts[0] ?? '');
  if (!ARROWS.test(path) || !(atHome || path !== line)) return null;
  const names = parts.slice(atHome ? 1 : 0).filter((part) => !HERE.test(part) && part.length <= LONGEST_NAME);
  return { section: names.at(-1) ?? null };
}
