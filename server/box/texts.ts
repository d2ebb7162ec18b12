/** What goes wrong with a request, as far as a reader can tell. */
export type Failure = 'offline' | 'unreachable' | 'busy' | 'failed';

/** Everything the box says, in one language. */
export interface BoxTexts {
  readonly label: string;
  readonly placeholder: string;
  readonly submit: string;
  readonly clear: string;
  readonly recent: string;
  readonly clearRecent: string;
  readonly removeRecent: (query: string) => string;
  readonly removeHint: string;
  readonly suggestions: string;
  readonly news: string;
  readonly untitled: string;
  readonly all: (total: string) => string;
  readonly searchFor: (query: string) => string;
  readonly didYouMean: (query: string) => string;
  readonly relaxed: string;
  readonly nothing: (query: string) => string;
  readonly waiting: string;
  readonly retry: string;
  readonly failures: Readonly<Record<Failure, string>>;
  /** For a screen reader: what the list holds now. */
  readonly announce: (suggestions: number, hits: number, total: string) => string;
  readonly announceRecent: (count: number) => string;
}

const simplified: BoxTexts = {
  label: '搜索新闻',
  placeholder: '人名、地名、事件，或一句原文',
  submit: '搜索',
  clear: '清空',
  recent: '最近搜索',
  clearRecent: '清空最近搜索',
  removeRecent: (query) => `删除“${query}”`,
  removeHint: '按 Delete 键删除',
  suggestions: '搜索建议',
  news: '新闻',
  untitled: '（无标题）',
  all: (total) => `查看全部 ${total} 条结果`,
  searchFor: (query) => `搜索“${query}”`,
  didYouMean: (query) => `您是不是要找：${query}`,
  relaxed: '没有同时包含全部词语的新闻，以下包含其中部分词语',
  nothing: (query) => `没有找到与“${query}”相关的新闻`,
  waiting: '正在搜索…',
  retry: '重试',
  failures: {
    offline: '网络已断开，恢复后会自动重试',
    unreachable: '连不上搜索服务，请稍后重试',
    busy: '搜索服务正忙，请稍等片刻',
    failed: '搜索暂时不可用',
  },
  announce: (suggestions, hits, total) => `${suggestions} 条建议，${hits} 条新闻，共 ${total} 条结果；用上下方向键选择`,
  announceRecent: (count) => `${count} 条最近搜索；用上下方向键选择`,
};

const traditional: BoxTexts = {
  label: '搜尋新聞',
  placeholder: '人名、地名、事件，或一句原文',
  submit: '搜尋',
  clear: '清除',
  recent: '最近搜尋',
  clearRecent: '清除最近搜尋',
  removeRecent: (query) => `刪除「${query}」`,
  removeHint: '按 Delete 鍵刪除',
  suggestions: '搜尋建議',
  news: '新聞',
  untitled: '（無標題）',
  all: (total) => `查看全部 ${total} 則結果`,
  searchFor: (query) => `搜尋「${query}」`,
  didYouMean: (query) => `您要找的是不是：${query}`,
  relaxed: '沒有同時包含全部詞語的新聞，以下包含其中部分詞語',
  nothing: (query) => `找不到與「${query}」相關的新聞`,
  waiting: '正在搜尋…',
  retry: '重試',
  failures: {
    offline: '網路已中斷，恢復後會自動重試',
    unreachable: '連不上搜尋服務，請稍後重試',
    busy: '搜尋服務忙碌中，請稍候片刻',
    failed: '搜尋暫時無法使用',
  },
  announce: (suggestions, hits, total) => `${suggestions} 則建議，${hits} 則新聞，共 ${total} 則結果；用上下方向鍵選擇`,
  announceRecent: (count) => `${count} 則最近搜尋；用上下方向鍵選擇`,
};

const english: BoxTexts = {
  label: 'Search the news',
  placeholder: 'A name, a place, an event, or a quote',
  submit: 'Search',
  clear: 'Clear',
  recent: 'Recent searches',
  clearRecent: 'Clear recent searches',
  removeRecent: (query) => `Remove “${query}”`,
  removeHint: 'press Delete to remove',
  suggestions: 'Suggestions',
  news: 'News',
  untitled: '(untitled)',
  all: (total) => `See all ${total} results`,
  searchFor: (query) => `Search for “${query}”`,
  didYouMean: (query) => `Did you mean: ${query}`,
  relaxed: 'No article has all of these words; these have some of them',
  nothing: (query) => `Nothing was found for “${query}”`,
  waiting: 'Searching…',
  retry: 'Try again',
  failures: {
    offline: 'You are offline; the search tries again when you are back',
    unreachable: 'The search cannot be reached; please try again later',
    busy: 'The search is busy; please wait a moment',
    failed: 'The search does not work at the moment',
  },
  announce: (suggestions, hits, total) =>
    `${suggestions} suggestions, ${hits} articles of ${total}; choose with the arrow keys`,
  announceRecent: (count) => `${count} recent searches; choose with the arrow keys`,
};

/** The texts for a language tag; Simplified Chinese for all but Traditional Chinese and English. */
export function textsFor(tag: string): BoxTexts {
  if (/^zh-(?:tw|hk|mo|hant)\b/i.test(tag)) return traditional;
  return /^en\b/i.test(tag) ? english : simplified;
}
