/** What InstantSearch names in English for screen readers, or not at all, and has no setting for. */
const names: Readonly<Record<string, string>> = {
  '#searchbox form, #searchbox input': '搜索新闻',
  '#source form, #source input[type=search]': '查找来源',
  '[type=submit].ais-SearchBox-submit': '搜索',
  '[type=reset].ais-SearchBox-reset': '清空',
  '#sort select': '排序',
  '.ais-RangeInput-input--min': '最早年份',
  '.ais-RangeInput-input--max': '最晚年份',
};

/** Gives the parts of InstantSearch's widgets names in Chinese; to be called after each render. */
export function nameParts(): void {
  for (const [parts, name] of Object.entries(names))
    for (const part of document.querySelectorAll(parts)) part.setAttribute('aria-label', name);
  // Its numbers say it themselves.
  for (const link of document.querySelectorAll('.ais-Pagination-link')) {
    const text = link.textContent ?? '';
    if (/\d/.test(text)) link.setAttribute('aria-label', `第 ${text} 页`);
  }
  for (const button of document.querySelectorAll('.ais-CurrentRefinements-delete'))
    button.setAttribute('aria-label', `取消 ${button.previousElementSibling?.textContent ?? ''}`);
}
