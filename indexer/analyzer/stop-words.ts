/**
 * Words that say nothing about what an article is about. They count inside phrases only, or where a query has
 * nothing else. Kept short: a word that can be part of a name or a headline's point (A股, IT, AT&T) is not on it.
 */
export const stopWords: ReadonlySet<string> = new Set(
  (
    '的 了 和 是 在 与 及 或 等 之 也 都 而 着 被 把 将 对 为 从 以 于 就 但 还 又 并 并且 以及 而且 但是 因为 所以 如果 ' +
    '这 那 这个 那个 这些 那些 我 你 他 她 它 我们 你们 他们 她们 它们 吗 呢 吧 啊 呀 么 什么 怎么 如何 为什么 哪些 ' +
    '甚么 谁 何时 何处 为何 怎样 是否 叫 称为 有 今天 ' +
    '一个 一些 已 已经 会 可以 让 给 向 到 由 ' +
    'and are as be by for from in of on or that the to was with'
  ).split(' '),
);
