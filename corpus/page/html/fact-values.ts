import { parsePublishedAt } from '../../published-at.js';
import { cleanName, isOrganization, joinNames } from './names.js';
import type { PageField, Voice } from './voice.js';

/** A date with its year, with the hour or without. */
export const DATE: RegExp =
  /(?:[12]\d{3})(?:年|[-/.])\s?\d{1,2}(?:月|[-/.])\s?\d{1,2}[日号]?(?:\s{0,4}(?:\d{1,2}[:：时]\d{1,2}(?:[:：分]\d{1,2}秒?|分)?))?/;
/** A date in parts that stand apart: `2026 11/ 03 15:05:22`. */
export const SPLIT: RegExp = /(?:^|\s)([12]\d{3})\s{1,3}(\d{1,2})\s?\/\s?(\d{1,2})\s{1,3}(\d{1,2}:\d{2}(?::\d{2})?)/;
const NO_NAME =
  /^(?:查看|评论|回复|浏览|阅读|点击|发布者?|责任?编辑|责编|编辑|作者|记者|来源|佚名|匿名|未知|.{0,6}创作者|本站|原创|转载|网络|admin)$/i;
/** What only sentences have. */
export const BODY_WORDS: RegExp = /[。！？]/;

/** The voice of a text that is meant to hold a field; none where it is no time, or no name. */
export function voice(field: PageField, text: string, from: string, sureness: number): readonly Voice[] {
  const value = factValue(field, text);
  return value === null || value === '' ? [] : [{ field, value, from, sureness }];
}

/** A field's value in a text that is meant to hold it, without labels; `null` where it is no time, or no name. */
export function factValue(field: PageField, text: string): string | null {
  if (field === 'publishedAt' || field === 'updatedAt') {
    return parsePublishedAt(text) ?? parsePublishedAt(DATE.exec(text)?.[0] ?? '') ?? parsePublishedAt(joined(text));
  }
  const name = cleanName(text);
  if (name.length > 60 || NO_NAME.test(name) || BODY_WORDS.test(name) || DATE.test(name) || !/\p{L}{2}/u.test(name))
    return null;
  return field === 'author' || field === 'editor'
    ? joinNames(name.replace(/^.{0,12}(?:记者|記者|通讯员|作者|作家|评论员)\s{0,4}/, ''))
    : field === 'source'
      ? firstPaper(name)
      : name;
}

/** A date in parts, put together; empty where there is none. */
function joined(text: string): string {
  const [, year, month, day, time] = SPLIT.exec(text) ?? [];
  return time === undefined ? '' : `${year}-${month}-${day} ${time}`;
}

/** Behind the paper's name may stand a tag. */
function firstPaper(name: string): string {
  const [first = '', ...rest] = name.split(/\s+/);
  return rest.length > 0 && /^\p{Script=Han}+$/u.test(first) && isOrganization(first) ? first : name;
}
