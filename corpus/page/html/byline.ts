import { isPeople, joinNames } from './names.js';
import type { Voice } from './voice.js';

const NAMES = '([^，。：:、（）()\\s]{2,4}(?:[\\s、&]{1,3}[^，。：:、（）()\\s]{2,4}){0,4})';
const PATTERNS: readonly (readonly [RegExp, number, string])[] = [
  [
    new RegExp(
      `^[(（【\\[]\\s?(?:文|撰文|作者)\\s?[/／|｜丨︱:：]?\\s?(?:图\\s)?(?:[^】)）\\]]{0,14}?(?:作者|记者|作家))?\\s?${NAMES}\\s?[)）】\\]]$`,
    ),
    0.7,
    'byline',
  ],
  [new RegExp(`^[^，。]{0,12}(?:记者|記者|通讯员|评论员|作者|作家)\\s?[/／|｜丨︱:：]?\\s?${NAMES}$`), 0.7, 'byline'],
  [
    /^[〔【（(]?(?:记者|記者)\s?(\p{Script=Han}{2,4}(?:、\p{Script=Han}{2,4}){0,3})\s?[/／∕].{2,12}(?:报道|報導|報道)[〕】）)]?$/u,
    0.75,
    'byline',
  ],
  [/^(?:执笔|作者|撰文|撰稿|文)\s?[/／|｜丨︱:：]\s?(.{2,30})$/, 0.75, 'byline'],
];
const IN_FIRST: readonly RegExp[] = [
  /^[〔【（(［[]?(?:记者|記者)\s?(\p{Script=Han}{2,4}(?:、\p{Script=Han}{2,4}){0,3})\s?[/／∕].{2,12}(?:报道|報導|報道)[〕】）)］\]]/u,
  /^[（(【[]?\p{Script=Han}{2,8}(?:记者|記者)\s?(\p{Script=Han}{2,3})\p{Script=Han}{2}\s?\d{1,2}日/u,
  /^.{0,24}[(（](?:记者|記者|通讯员)\s?([^)）]{2,16}?)(?:报道)?[)）]/,
];
const AT_END: readonly RegExp[] = [
  /[。！？”"」](?:\s*)[(（](?:文\/图|文\/|文|记者|作者|本报记者|记者[:：]|作者[:：])?\s?([^()（）:：]{2,16})[)）]$/,
  /^[(（](?:文\/图|文\/|文|记者|作者|本报记者|作者[:：]|记者[:：])?\s?([^()（）:：]{2,24})[)）]$/,
  /[(（](?:文\/图|文\/|文|记者|作者|本报记者)\s{1,3}([^()（）:：]{2,24})[)）]$/,
];
/** Lines at either end of the body that are looked at. */
const FIRST = 8;
const LAST = 4;

/** Authors in the body's own words: a line of the writer's name at its start or end, or in parentheses there. */
export function bylineVoices(body: readonly string[]): readonly Voice[] {
  const ends = [...body.slice(0, FIRST), ...body.slice(-LAST)].filter((line) => line.length <= 60);
  const lines = ends.flatMap((line) =>
    PATTERNS.flatMap(([pattern, sureness, from]) => voice(pattern.exec(line)?.[1], sureness, from)),
  );
  const first = body
    .slice(0, FIRST)
    .flatMap((line) => IN_FIRST.flatMap((pattern) => voice(pattern.exec(line.slice(0, 60))?.[1], 0.6, 'dateline')));
  const last = body
    .slice(-2)
    .flatMap((line) => AT_END.flatMap((pattern) => voice(pattern.exec(line.slice(-60))?.[1], 0.6, 'end of the body')));
  return [...lines, ...last, ...first];
}

/** Whether the line of the body is a byline and nothing else. */
export function isByline(line: string): boolean {
  return line.length <= 60 && PATTERNS.some(([pattern]) => isNames(pattern.exec(line)?.[1] ?? '') !== null);
}

function voice(names: string | undefined, sureness: number, from: string): readonly Voice[] {
  const value = isNames(names ?? '');
  return value === null ? [] : [{ field: 'author', value, from, sureness }];
}

function isNames(text: string): string | null {
  const names = joinNames(text.trim());
  return names !== '' &&
    (isPeople(names) ||
      (/^[\p{Script=Han}\s]{2,20}$/u.test(names) && names.split(' ').every((name) => name.length <= 4)))
    ? names
    : null;
}
