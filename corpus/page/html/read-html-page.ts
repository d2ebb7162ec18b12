import type { Document, Element } from 'domhandler';
import { getElementsByTagName, textContent } from 'domutils';
import { webAddress } from '../../article-input.js';
import { oneLine, plainText } from '../../plain-text.js';
import { type ArticleLines, readArticleLines } from './article-lines.js';
import { type BodyPart, findBody } from './body.js';
import { bylineVoices, isByline } from './byline.js';
import { chooseAuthor, chooseSource, chooseTime, surest } from './choose.js';
import { isList } from './is-list.js';
import { isArticleByJsonLd, jsonLdVoices } from './json-ld.js';
import { ancestors, type Line, readLines } from './lines.js';
import { metaVoices } from './metas.js';
import { nextPage } from './next-page.js';
import { parseHtml } from './parse-html.js';
import { sectionVoices } from './section.js';
import { shownVoices, yearlessTime } from './shown-facts.js';
import { elementByRule, removeByRule, type SiteRule, siteRuleFor, type SiteRules, ruleVoices } from './site-rules.js';
import { findTitle, type FoundTitle, titleSuffixes } from './title.js';
import { voicesFor } from './choose.js';
import type { Voice } from './voice.js';

/** An image in the body. */
export interface PageImage {
  /** Absolute where the page's address is known, else as the page has it; `null` for a caption alone. */
  readonly url: string | null;
  readonly caption: string | null;
}

/** What a page says. Text is trimmed; `null` is not said; times are ISO 8601 at +08:00. */
export interface HtmlPage {
  /** `list` is a page of links to articles, such as a front page; its fields say what could be read all the same. */
  readonly kind: 'article' | 'list' | 'empty';
  readonly title: string;
  /** Paragraphs separated by `\n`, without markup, captions and furniture; may be empty. */
  readonly body: string;
  readonly publishedAt: string | null;
  readonly updatedAt: string | null;
  readonly source: string | null;
  readonly author: string | null;
  readonly editor: string | null;
  readonly section: string | null;
  /** The address the page gives itself, else the one it was read from. */
  readonly url: string | null;
  readonly images: readonly PageImage[];
  /** The address of the article's next page; `null` where there is none, or the page's own is not known. */
  readonly next: string | null;
  /** Everything that said something about a field, with where it stands and how sure it is. */
  readonly voices: readonly Voice[];
}

/** What is known of a page besides its markup. */
export interface PageOptions {
  /** Where it was read from, an absolute http or https URL. */
  readonly url?: string | undefined;
  /** Rules for the pages of some sites; which one counts is told by `url`, else by the address the page gives itself. */
  readonly rules?: SiteRules | undefined;
}

/**
 * Reads a news page. Any string is taken: what is no page, or has no text, is of kind `empty`. Nothing is fetched.
 */
export function readHtmlPage(html: string, options: PageOptions = {}): HtmlPage {
  const page = parseHtml(plainText(html));
  const claimed = [...jsonLdVoices(page), ...metaVoices(page)];
  const rule = siteRuleFor(options.rules ?? new Map(), options.url ?? surest(claimed, 'url'));
  if (rule !== null) removeByRule(page, rule);
  const lines = readLines(page);
  const told = rule === null ? claimed : [...claimed, ...ruleVoices(page, rule)];
  const title = titleByRule(page, rule, lines) ?? findTitle(page, lines, voicesFor(told, 'title'));
  const found = findBody(lines);
  const part = { ...found, element: elementByRule(page, rule, 'body') ?? found.element };
  const article = readArticleLines(lines, part, title.at);
  const voices = [...told, ...title.voices, ...findVoices(page, lines, title, article)];
  return assemble({ page, lines, told, title, part, article, voices }, options);
}

function titleByRule(page: Document, rule: SiteRule | null, lines: readonly Line[]): FoundTitle | null {
  const element = elementByRule(page, rule, 'title');
  const title = element === null ? '' : oneLine(textContent(element)).replace(/\s+/g, ' ');
  if (element === null || title === '') return null;
  const holds = ({ block, pieces }: Line): boolean =>
    [block, ...pieces.map((piece) => piece.element)].some((one) => [...ancestors(one)].includes(element));
  const voices: Voice[] = [{ field: 'title', value: title, from: 'site rule', sureness: 1 }];
  return { title, at: lines.findIndex(holds), voices };
}

interface Parts {
  readonly page: Document;
  readonly lines: readonly Line[];
  readonly told: readonly Voice[];
  readonly title: FoundTitle;
  readonly part: BodyPart;
  readonly article: ArticleLines;
  readonly voices: readonly Voice[];
}

function findVoices(page: Document, lines: readonly Line[], title: FoundTitle, article: ArticleLines): Voice[] {
  const span = { titleAt: title.at, first: article.first, last: article.last };
  const above = lines.slice(0, Math.max(0, title.at, article.first));
  return [
    ...shownVoices(lines, span),
    ...bylineVoices(article.body),
    ...sectionVoices(above, titleSuffixes(page, title.title)),
  ];
}

function assemble({ page, lines, told, title, part, article, voices }: Parts, { url }: PageOptions): HtmlPage {
  const body = article.body.filter((line, at) => at > 2 || !isByline(line)).join('\n');
  const address = surest(voices, 'url') ?? url ?? null;
  const yearless = yearlessTime(lines, { titleAt: title.at, first: article.first, last: article.last });
  const listed = !isArticleByJsonLd(told) && !hasFacts(voices) && isList(lines, part, body.length);
  return {
    kind: listed ? 'list' : title.title === '' && body === '' ? 'empty' : 'article',
    title: title.title,
    body,
    publishedAt: chooseTime(voices, yearless),
    updatedAt: surest(voices, 'updatedAt'),
    source: chooseSource(voices),
    author: chooseAuthor(voices, titleSuffixes(page, title.title)),
    editor: surest(voices, 'editor'),
    section: surest(voices, 'section'),
    url: address,
    images: imagesOf(article, baseOf(page, address)),
    next: nextOf(page, url ?? address),
    voices,
  };
}

/** A headline is longer than the name of a section. */
const HEADLINE = 10;

/** Whether the time stands under the headline with a source or author, or under a headline of sentence's length. */
function hasFacts(voices: readonly Voice[]): boolean {
  const shown = voices.filter(({ from, sureness }) => from.endsWith('under the headline') && sureness >= 0.8);
  const fields = new Set(shown.map(({ field }) => field));
  const [title] = voicesFor(voices, 'title').filter(({ from }) => from.startsWith('a line'));
  const isHeadline = (title?.value.length ?? 0) >= HEADLINE;
  return fields.has('publishedAt') && (fields.has('source') || fields.has('author') || isHeadline);
}

function nextOf(page: Document, address: string | null): string | null {
  return address === null || webAddress(address) === null ? null : nextPage(page, address);
}

/** What relative addresses in the page are relative to. */
function baseOf(page: Document, address: string | null): string | undefined {
  const base = getElementsByTagName('base', page, true, 1)[0]?.attribs['href'];
  return webAddress(base ?? '', address ?? undefined) ?? address ?? undefined;
}

/** Where pages keep an image's address; those that load it late keep a placeholder in `src`. */
const SOURCES = ['data-src', 'data-original', 'data-original-src', 'data-lazy-src', 'original', 'src'];
const NO_PICTURE = /blank|spacer|space|loading|pixel|icon|logo|qrcode|1x1/i;
const PICTURE_ENDING = /\.(?:gif|png|svg|jpg)/i;
const MOST_IMAGES = 200;

function imagesOf({ images, captions }: ArticleLines, base: string | undefined): readonly PageImage[] {
  const found = images.slice(0, MOST_IMAGES).flatMap(({ element, caption }) => {
    const url = addressOf(element, base);
    return url === null && caption === null ? [] : [{ url, caption }];
  });
  return [...found, ...captions.map((caption) => ({ url: null, caption }))];
}

/** Whether a part of the address names no picture of the article: `loading.gif`, `site-logo.png`. */
function isPlaceholder(address: string): boolean {
  return address.split('/').some((part) => {
    const at = part.search(NO_PICTURE);
    return at >= 0 && PICTURE_ENDING.test(part.slice(at));
  });
}

function addressOf({ attribs }: Element, base: string | undefined): string | null {
  if (Number(attribs['width'] ?? 100) < 50 || Number(attribs['height'] ?? 100) < 50) return null;
  for (const name of SOURCES) {
    const value = attribs[name]?.trim() ?? '';
    if (value === '' || value.length > 2000 || value.startsWith('data:') || isPlaceholder(value)) continue;
    return webAddress(value, base) ?? webAddress(`https:${value}`) ?? value;
  }
  return null;
}
