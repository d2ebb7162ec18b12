import type { Element } from 'domhandler';
import { readBreadcrumb } from '../breadcrumb.js';
import { takeCaptions } from '../captions.js';
import { type Facts, readFacts } from '../facts.js';
import { isFurniture, isMenu, isPageEnd } from '../furniture.js';
import { type BodyPart, isAside, proseOf } from './body.js';
import { ancestors, type Line, spacedText } from './lines.js';

/** An image element of the body and the caption that stands with it. */
export interface BodyImage {
  readonly element: Element;
  readonly caption: string | null;
}

/** The lines of a page, told apart. */
export interface ArticleLines {
  readonly body: readonly string[];
  /** Captions with no image that they belong to. */
  readonly captions: readonly string[];
  readonly images: readonly BodyImage[];
  /** Indices among the page's lines: of the first line of the body and the last; -1 where it is empty. */
  readonly first: number;
  readonly last: number;
}

/** Behind this share of the body's prose a heading such as 相关新闻 ends it; before, it is passed over. */
const END_AFTER = 0.7;
/** Lines at the end of a body among which facts and notices are looked for. */
const TAIL = 12;
/** Lines that are mostly links, up to this length, are links and no sentences. */
const LONGEST_LINK = 80;

/** Of a list of links. */
const LONGEST_HEADING = 12;

const NOTICE =
  /^[\s*＊※●■◆►▶(（【[]*(?:原标题|原題|原標題|版权声明|版權聲明|特别声明|免责声明|免責聲明|转载请|轉載請|未经授权|未經授權|本文来源|声明[:：]|責任編輯|责任编辑|责编|编辑[:：丨|]|更多精彩|更多猛料|扫描|长按|点击下载|下载.{0,12}(?:客户端|APP)|欢迎(?:关注|扫描|下载)|关注.{0,20}(?:微信|公众号)|本文系|本文来自.{0,20}(?:更多|下载|公众号)|本内容(?:为|仅)|(?:发[布表]|發[布佈表]|出版|刊登|更新)(?:时间|時間|日期|于|於)?\s?[:：].{0,30}$|本網站之|本文为.{0,20}原创|举报|投诉|违法和不良|网友评论仅供|以上内容(?:为|由)|分享(?:到|至)|打开.{0,12}(?:APP|客户端)|(?:APP|客户端)内打开|\(责任编辑|（责任编辑)|(?:尽在|盡在).{2,14}(?:APP|客户端)$|(?:下载|下載)\s?(?:APP|客户端)$/i;
const BUTTON =
  /^(?:返回|查看|点击|更多|展开|收起|阅读|分享|关闭|打开|下载|Read more|\[?(?:详细|详情|更多)\]?).{0,14}$/i;
const PICTURE_LINE = /^(?:figcaption|caption)$/;
const GOING_BACK = /^(?:返回.{0,12}|更多.{0,12}|.{0,12}>>)$/;

/** From the body's lines those of the article: without furniture, facts, notices, lists of links, captions. */
export function readArticleLines(lines: readonly Line[], part: BodyPart, titleAt: number): ArticleLines {
  const inside = insideLines(lines, part, titleAt);
  const kept = cutTail(cutAtEnd(inside, lines));
  return splitCaptions(kept);
}

/** Indices of the lines in the block, below the headline where the block has it, without those in blocks of furniture. */
function insideLines(lines: readonly Line[], part: BodyPart, titleAt: number): readonly Indexed[] {
  const { element } = part;
  if (element === null) return [];
  const known = new Map<Element, boolean>();
  const inside: Indexed[] = [];
  for (const [at, line] of lines.entries()) {
    const around = [...ancestors(line.block)];
    const top = around.indexOf(element);
    if (top < 0) continue;
    const isOut = around.slice(0, top).some((one) => remember(known, one, () => isAside(one, part)));
    if (!isOut && !line.hidden) inside.push({ at, line });
  }
  return belowTitle(inside, titleAt);
}

interface Indexed {
  readonly at: number;
  readonly line: Line;
}

function remember(known: Map<Element, boolean>, element: Element, find: () => boolean): boolean {
  const found = known.get(element) ?? find();
  known.set(element, found);
  return found;
}

/** The headline starts the body, unless a good part of the prose stands above it. */
function belowTitle(inside: readonly Indexed[], titleAt: number): readonly Indexed[] {
  const below = inside.filter(({ at }) => at > titleAt);
  return proseIn(below) >= 0.6 * proseIn(inside) ? below : inside.filter(({ at }) => at !== titleAt);
}

function proseIn(lines: readonly Indexed[]): number {
  return lines.reduce((sum, { line }) => sum + proseOf(line), 0);
}

/** Lines up to 相关新闻 and the like, where most of the prose stands before; links, furniture and facts taken out. */
function cutAtEnd(inside: readonly Indexed[], lines: readonly Line[]): readonly Indexed[] {
  const total = proseIn(inside);
  const kept: Indexed[] = [];
  let prose = 0;
  for (const [i, one] of inside.entries()) {
    if (isPageEnd(one.line.text) && prose > 0 && prose >= END_AFTER * total) break;
    prose += proseOf(one.line);
    if (headsLinks(one, inside.slice(i + 1, i + 3))) continue;
    if (!isOut(one.line, kept.length === 0) && !(kept.length === 0 && isRepeat(one, lines))) kept.push(one);
  }
  return kept;
}

/** Whether a line is the heading of a list of links, whatever it says. */
function headsLinks({ line }: Indexed, next: readonly Indexed[]): boolean {
  const isHeading = line.text !== '' && line.text.length <= LONGEST_HEADING && !END_OF_SENTENCE.test(line.text);
  return isHeading && next.length === 2 && next.every((one) => one.line.linked > 0.7);
}

function isRepeat({ line, at }: Indexed, lines: readonly Line[]): boolean {
  return at > 0 && line.text !== '' && lines[at - 1]?.text === line.text;
}

function isOut(line: Line, atStart: boolean): boolean {
  const { text } = line;
  if (text === '') return line.images.length === 0;
  if (line.linked > 0.7 && text.length <= LONGEST_LINK) return true;
  if (isPageEnd(text) || isFurniture(text) || NOTICE.test(text) || BUTTON.test(text)) return true;
  if (isMenu(text) && line.linked > 0.3) return true;
  return atStart && (isFactsLine(line) || readBreadcrumb(text) !== null);
}

/** Whether the line is made of facts only, also as its pieces stand apart. */
export function isFactsLine(line: Line): boolean {
  return factsOf(line) !== null;
}

/** The facts of a line, read with spaces between its pieces, else as it stands; `null` where it is no line of facts. */
export function factsOf(line: Line): Facts | null {
  if (line.text === '' || line.text.length > 300) return null;
  return readFacts(spacedText(line)) ?? readFacts(line.text);
}

/** Facts and notices in the last lines: what stands below them goes too where it is no prose. */
function cutTail(kept: readonly Indexed[]): readonly Indexed[] {
  const from = Math.max(1, kept.length - TAIL);
  const rest = kept.filter(({ line }, at) => at < from || !isFactsLine(line));
  let end = rest.length;
  while (end > 1 && isLoose(rest[end - 1]?.line)) end--;
  return rest.slice(0, end);
}

/** A short last line with no end of a sentence and no image, such as a counter or a site's name. */
function isLoose(line: Line | undefined): boolean {
  if (line === undefined || line.images.length > 0) return false;
  return line.text.length <= 6 && !END_OF_SENTENCE.test(line.text);
}

const END_OF_SENTENCE = /[。！？…”"」!?）).]$/;

function splitCaptions(kept: readonly Indexed[]): ArticleLines {
  const texts = kept.map(({ line }) => textOf(line));
  const apart = new Set(takeCaptions(texts).captions);
  const isCaption = ({ line }: Indexed, at: number): boolean =>
    PICTURE_LINE.test(line.block?.name ?? '') || apart.has((texts[at] ?? '').replace(/^[▲△▼▽\s]+/, ''));
  const body = kept.map((one, at) => (isCaption(one, at) ? '' : (texts[at] ?? '')));
  const { images, loose } = pairImages(kept, texts, isCaption);
  const filled = kept.filter((_, at) => body[at] !== '').map(({ at }) => at);
  const left = new Set(takeCaptions(body.filter((text) => text !== '')).body);
  return {
    body: body.filter((text) => text !== '' && left.has(text)),
    captions: loose,
    images,
    first: filled[0] ?? -1,
    last: filled.at(-1) ?? -1,
  };
}

/** A caption belongs to the image above it, else it is loose. */
function pairImages(
  kept: readonly Indexed[],
  texts: readonly string[],
  isCaption: (one: Indexed, at: number) => boolean,
): { images: readonly BodyImage[]; loose: readonly string[] } {
  const images: { element: Element; caption: string | null }[] = [];
  const loose: string[] = [];
  for (const [at, one] of kept.entries()) {
    for (const element of one.line.images) images.push({ element, caption: null });
    if (!isCaption(one, at)) continue;
    const caption = (texts[at] ?? '').replace(/^[▲△▼▽\s]+/, '');
    const last = images.at(-1);
    if (last !== undefined && last.caption === null) last.caption = caption;
    else if (caption !== '') loose.push(caption);
  }
  return { images, loose };
}

/** The line's text without a link at its end that leads back or on, such as `返回首页>>`. */
function textOf(line: Line): string {
  const last = line.pieces.at(-1);
  if (last === undefined || !last.linked || !GOING_BACK.test(last.text)) return line.text;
  return line.text.endsWith(last.text) ? line.text.slice(0, -last.text.length).trim() : line.text;
}
