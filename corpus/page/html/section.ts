import { readBreadcrumb } from '../breadcrumb.js';
import { ancestors, type Line, namesOf, spacedText } from './lines.js';
import type { Voice } from './voice.js';

const CRUMBS =
  /(?:^|[\s-])(?:bread-?crumbs?|crumbs?|path|position|location|weizhi|dangqian|postion|sitemap-?path)(?=[\s-]|\d|$)/;
const SITE = /(?:网|網|新闻|新聞|频道首页|首页|报|社|在线|News|\.com)$/i;
const HERE = /^(?:正文|内容|首頁|主頁|文章|详情|全文|首页|主页|网站首页|新闻正文)$/;
const ARROW = /[>＞›»→]/;
const LONGEST = 15;

/**
 * Where in its site the article stands: by the breadcrumb, else by the names between headline and site in `<title>`.
 * @param above the lines up to the headline
 * @param suffixes what stands behind the headline in `<title>`
 */
export function sectionVoices(above: readonly Line[], suffixes: readonly string[]): readonly Voice[] {
  const crumbs = above.flatMap((line) => [...crumbVoices(line), ...markedVoices(line)]);
  const between = suffixes
    .slice(0, -1)
    .filter((name) => /\p{Script=Han}/u.test(name) && name.length <= LONGEST && !HERE.test(name) && !SITE.test(name));
  const first = between[0];
  return first === undefined ? crumbs : [...crumbs, { field: 'section', value: first, from: '<title>', sureness: 0.4 }];
}

/** With arrows or a name that says so it is a breadcrumb; links that only begin with the home page are more often a menu. */
function crumbVoices(line: Line): readonly Voice[] {
  const section = crumbSection(line);
  if (section === null) return [];
  const isSure = ARROW.test(line.text) || isNamedCrumb(line);
  return [
    {
      field: 'section',
      value: section,
      from: isSure ? 'breadcrumb' : 'links from the home page',
      sureness: isSure ? 0.9 : 0.35,
    },
  ];
}

/** Elements that microdata marks as the section. */
function markedVoices(line: Line): readonly Voice[] {
  return line.pieces
    .filter(({ element, text }) => element?.attribs['itemprop'] === 'articleSection' && text.length <= LONGEST)
    .map(({ text }) => ({ field: 'section', value: text, from: 'itemprop articleSection', sureness: 0.9 }));
}

function crumbSection(line: Line): string | null {
  if (line.text.length > 120) return null;
  const read = readBreadcrumb(line.text) ?? readBreadcrumb(spacedText(line));
  if (read !== null) return read.section;
  const atHome = /^(?:网站)?[首主][页頁]/.test(line.text);
  if (!atHome && !ARROW.test(line.text) && !isNamedCrumb(line)) return null;
  const links = line.pieces.filter(({ linked }) => linked).map(({ text }) => text.replace(/[>＞›»→\s]+/g, ''));
  const names = links.filter((name) => name !== '' && name.length <= LONGEST && !HERE.test(name));
  if (links.length === 1 && endsHere(line)) return names.find((name) => !HERE.test(name)) ?? null;
  return links.length < 2 || links.length > 5 ? null : (names.slice(HERE.test(links[0] ?? '') ? 0 : 1).at(-1) ?? null);
}

/** Whether the last part behind an arrow says that this is the article, as in `国内新闻 > 正文`. */
function endsHere({ text }: Line): boolean {
  return ARROW.test(text) && HERE.test(text.split(ARROW).at(-1)?.trim() ?? '');
}

function isNamedCrumb(line: Line): boolean {
  return [...ancestors(line.block)].slice(0, 2).some((element) => CRUMBS.test(namesOf(element)));
}
