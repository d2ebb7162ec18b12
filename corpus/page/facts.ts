import { parsePublishedAt } from '../published-at.js';

/** What a line of facts under (or over, or behind) an article says; `null` is not said. */
export interface Facts {
  readonly publishedAt: string | null;
  readonly updatedAt: string | null;
  readonly source: string | null;
  readonly author: string | null;
  readonly editor: string | null;
}

/** No facts at all. */
export const NO_FACTS: Facts = { publishedAt: null, updatedAt: null, source: null, author: null, editor: null };

type Kind = keyof Facts | 'other';
type Draft = { -readonly [Fact in keyof Facts]: Facts[Fact] };

const LABELS: readonly (readonly [Kind, string])[] = [
  ['publishedAt', '发布时间 发布日期 发表时间 发稿时间 发布于 发表于 时间 日期 發布時間 發佈時間 時間'],
  ['updatedAt', '更新时间 更新于 更新時間'],
  ['source', '新闻来源 稿件来源 文章来源 信息来源 本文来源 来源 稿源 新聞來源 來源'],
  ['author', '本文作者 作者 撰文 撰稿 文 本报记者 本网记者 本刊记者 见习记者 实习记者 特约记者 记者 記者'],
  ['editor', '责任编辑 责编 编辑 責任編輯 責編 編輯'],
  ['other', '通讯员 校对 审核 点击 点击量 点击数 点击率 浏览 浏览量 浏览次数 浏览数 阅读 阅读量 阅读数 阅读次数 人气'],
  ['other', '评论 评论数 字号 字体 字號 打印 列印 分享 分享到 收藏 关闭 纠错'],
];

const KINDS: ReadonlyMap<string, Kind> = new Map(
  LABELS.flatMap(([kind, words]) => words.split(' ').map((word): [string, Kind] => [word, kind])),
);
const WORDS = [...KINDS.keys()].filter((word) => word !== '文').sort((one, other) => other.length - one.length);
const SIGN = '\\s{0,4}[:：|｜丨/]';
const LABEL = new RegExp(
  `(?<=^|[\\s|｜丨/,，;；、(（【\\[])(?:(文)(?=${SIGN})|(${WORDS.join('|')})(?=${SIGN}|[\\s\\d)）】\\]]|$))(${SIGN})?`,
  'g',
);
const DATE =
  /(?:[12]\d{3})(?:年|[-/.])\s?\d{1,2}(?:月|[-/.])\s?\d{1,2}[日号]?(?:\s{0,4}[(（]?(?:星期|周)[一二三四五六日天][)）]?)?(?:T|\s{0,4}(?:凌晨|早上|上午|中午|下午|晚上)?\s{0,4})?(?:\d{1,2}[:：时]\d{1,2}(?:[:：分]\d{1,2}秒?|分)?)?/;
/** A date without its year beside the hour, which says no more than that this is a line of facts. */
const YEARLESS = /^\d{1,2}(?:月|[-/])\d{1,2}日?\s{0,4}\d{1,2}[:：]\d{2}(?:[:：]\d{2})?$/;
const AROUND = /^[\s|｜丨/,，;；、()（）【】[\]]+|[\s|｜丨/,，;；、()（）【】[\]]+$/g;
const CONTROL = /\s+(?:打印|分享|字号|字体|收藏|关闭|评论|大|中|小)(?:\s.*)?$/;
const REPORTER = /^(?:本[报网刊台社]|见习|实习|特约){0,2}(?:记者|通讯员)\s*/;
const NAME = /^[^。！？!?，；]{1,60}$/;
const SHORT_NAME = /^[^\s。！？!?，,；;:：、]{2,20}$/;

/**
 * Reads a line that is made of facts and nothing else: labels (时间 来源 作者 编辑 …, followed by `:` `：` `|` `丨` `/` or a
 * space) with their values, a bare date, and beside it a bare name, which is the source. `null` where the line is
 * something else, such as a sentence.
 */
export function readFacts(line: string): Facts | null {
  if (line.length > 200) return null;
  const found = [...line.matchAll(LABEL)];
  const facts: Draft = { ...NO_FACTS };
  if (!takeLead(line.slice(0, found[0]?.index ?? line.length), facts)) return null;
  for (const [at, match] of found.entries()) {
    const kind = KINDS.get(match[1] ?? match[2] ?? '') ?? 'other';
    const value = line.slice(match.index + match[0].length, found[at + 1]?.index ?? line.length);
    if (!takeValue(kind, value, facts)) return null;
  }
  return found.length > 0 && !isSure(found, facts) ? null : facts;
}

/** The facts of both; where both say something, those of the first count. */
export function mergeFacts(first: Facts, second: Facts): Facts {
  return {
    publishedAt: first.publishedAt ?? second.publishedAt,
    updatedAt: first.updatedAt ?? second.updatedAt,
    source: first.source ?? second.source,
    author: first.author ?? second.author,
    editor: first.editor ?? second.editor,
  };
}

/** What stands before the first label: nothing, or a date with or without a name beside it. */
function takeLead(lead: string, facts: Draft): boolean {
  const rest = lead.replace(AROUND, '');
  if (rest === '' || YEARLESS.test(rest)) return true;
  return DATE.test(rest) && takeDate('publishedAt', rest, facts);
}

function takeValue(kind: Kind, value: string, facts: Draft): boolean {
  const cleaned = value.replace(CONTROL, '').replace(AROUND, '');
  if (kind === 'publishedAt' || kind === 'updatedAt') return takeDate(kind, cleaned, facts);
  if (kind === 'other' || cleaned === '') return NAME.test(cleaned) || cleaned === '';
  const { name, date } = cutDate(cleaned);
  facts.publishedAt ??= date;
  facts[kind] ??= kind === 'author' ? name.replace(REPORTER, '') : name;
  return NAME.test(name);
}

/** The name in `云泽日报 2023-05-18 10:05`, and the time. */
function cutDate(value: string): { name: string; date: string | null } {
  const match = DATE.exec(value);
  const isBehind = match !== null && /\s$/.test(value.slice(0, match.index));
  const date = isBehind ? parsePublishedAt(match[0]) : null;
  return { name: date === null ? value : value.slice(0, match?.index).replace(AROUND, ''), date };
}

function takeDate(kind: 'publishedAt' | 'updatedAt', value: string, facts: Draft): boolean {
  const match = DATE.exec(value);
  const date = match === null ? null : parsePublishedAt(match[0]);
  if (match === null || date === null) return false;
  facts[kind] ??= date;
  return takeNameBeside(value.slice(0, match.index), value.slice(match.index + match[0].length), facts);
}

function takeNameBeside(before: string, after: string, facts: Draft): boolean {
  const name = `${before} ${after}`.replace(CONTROL, '').replace(AROUND, '');
  const isApart =
    (before === '' || /[\s|｜丨/)）】\]]$/.test(before)) && (after === '' || /^[\s|｜丨/(（【[]/.test(after));
  if (name === '') return true;
  if (!isApart || !SHORT_NAME.test(name)) return false;
  facts.source ??= name;
  return true;
}

/** Labels followed by no more than a space count beside a date or a label with a sign, or with one short value. */
function isSure(found: readonly RegExpExecArray[], facts: Facts): boolean {
  if (facts.publishedAt !== null || facts.updatedAt !== null || found.some((match) => match[3] !== undefined))
    return true;
  const values = [facts.source, facts.author, facts.editor].filter((value) => value !== null);
  return values.every((value) => value.length <= 15);
}
