import { Element } from 'domhandler';
import { ancestors, type Line, namesOf } from './lines.js';

/** Names of parts of a page that are not its article. */
const ASIDE =
  /(?:^|[\s-])(?:comments?|cmt|pinglun|foot(?:er)?|copyright|statement|disclaimer|declare|relat\w*|recommend\w*|recom|tuijian|xiangguan|hot\w*|rank\w*|side\w*|aside|nav\w*|menu|shares?|sharing|bdshare\w*|social|login|popup|modal|tools?|toolbar|keywords?|banner|adverts?|advertisement|ads?|gg|guanggao|sponsor\w*|promo\w*|subscribe|qrcode|ewm|erweima|qr|report|feedback|friend\w*|links?|crumbs?|bread\w*|pager|pages?|pagination|paging|prev|next|search|top-?bar|topnav|editor|zebian|zrbj|hidden|app-?download|download\w*|more|reward|dashang|audio\w*|player)(?=[\s-]|$)/;
const INSIDE =
  /(?:^|[\s-])(?:article-?body|content|article|main-?content|text|body|zhengwen|detail|txt|post|entry|endtext|artibody)/;
const TAGS_ASIDE: ReadonlySet<string> = new Set(['nav', 'footer', 'aside', 'menu']);
const PARAGRAPHS: ReadonlySet<string> = new Set(
  'p li blockquote h1 h2 h3 h4 h5 h6 section pre font figure figcaption'.split(' '),
);
const PUNCTUATION = /[，。；！？、：“”]/g;
const END = /[。！？…”"」!?）)]$/;

/** How much a line counts for the blocks around it, innermost first. */
const SHARES: readonly number[] = [1, 0.7, 0.4, 0.2, 0.1];
/** A part of the page with this share of its prose is no furniture, whatever it is called. */
const TOO_MUCH = 0.5;
/** The outer block is the body where it has this many times the prose of the inner one. */
const CLEARLY_MORE = 1.2;

/** The part of a page that holds its article. */
export interface BodyPart {
  /** `null` where nothing reads like one. */
  readonly element: Element | null;
  /** Prose of each block: characters that count, see `proseOf`. */
  readonly mass: ReadonlyMap<Element, number>;
  /** All prose of the page. */
  readonly total: number;
}

/**
 * How much of the line is prose: its characters outside links, weighed down where it has no punctuation.
 * Lines that are mostly links, hidden ones and copyright notices count nothing.
 */
export function proseOf(line: Line): number {
  if (line.linked > 0.5 || line.hidden) return 0;
  const signs = line.text.match(PUNCTUATION)?.length ?? 0;
  if (signs === 0 || (line.text.length < 12 && !END.test(line.text))) return 0;
  const length = line.text.length * (1 - line.linked);
  return Math.min(length, 600) * (END.test(line.text) ? 1 : 0.5);
}

/**
 * Finds the block with the article's text: each line of prose counts for the blocks around it, the nearer the more, and
 * blocks that are called comments, navigation and the like are passed over unless most of the page stands in them.
 */
export function findBody(lines: readonly Line[]): BodyPart {
  const mass = weigh(lines);
  const total = lines.reduce((sum, line) => sum + proseOf(line), 0);
  const scores = new Map<Element, number>();
  for (const line of lines) addScores(line, mass, total, scores);
  let element: Element | null = null;
  let most = 0;
  for (const [candidate, score] of scores) if (score > most) [element, most] = [candidate, score];
  return { element: element === null ? null : widen(element, mass, total), mass, total };
}

/** Whether the element is furniture by its name or tag and by how little of the page's prose it holds. */
export function isAside(element: Element, { mass, total }: Pick<BodyPart, 'mass' | 'total'>): boolean {
  if ((mass.get(element) ?? 0) > total * TOO_MUCH) return false;
  const known = calledAside.get(element) ?? (TAGS_ASIDE.has(element.name) || ASIDE.test(namesOf(element)));
  calledAside.set(element, known);
  return known;
}

/** What is found of an element's names is kept: it is asked for with every line inside. */
const calledAside = new WeakMap<Element, boolean>();

function weigh(lines: readonly Line[]): ReadonlyMap<Element, number> {
  const mass = new Map<Element, number>();
  for (const line of lines) {
    const prose = proseOf(line);
    if (prose === 0) continue;
    for (const element of ancestors(line.block)) mass.set(element, (mass.get(element) ?? 0) + prose);
  }
  return mass;
}

function addScores(line: Line, mass: ReadonlyMap<Element, number>, total: number, scores: Map<Element, number>): void {
  const prose = proseOf(line);
  if (prose === 0) return;
  const around = [...ancestors(line.block)];
  if (around.some((element) => isAside(element, { mass, total }))) return;
  const from = around.findIndex(({ name }) => !PARAGRAPHS.has(name));
  for (const [level, share] of SHARES.entries()) {
    const element = around[Math.max(0, from) + level];
    if (element === undefined || element.name === 'html') return;
    const bonus = INSIDE.test(namesOf(element)) || element.name === 'article' ? 1.25 : 1;
    scores.set(element, (scores.get(element) ?? 0) + prose * share * bonus);
  }
}

/** Outwards from the found block, while that takes in clearly more prose: bodies are at times cut into several blocks. */
function widen(found: Element, mass: ReadonlyMap<Element, number>, total: number): Element {
  let body = found;
  for (const outer of ancestors(found)) {
    if (outer.name === 'html' || outer.name === 'body') break;
    if (isClearlyMore(outer, body, mass, total)) body = outer;
  }
  return body;
}

function isClearlyMore(outer: Element, body: Element, mass: ReadonlyMap<Element, number>, total: number): boolean {
  let around = mass.get(outer) ?? 0;
  for (const child of outer.children) {
    if (child instanceof Element && isAside(child, { mass, total })) around -= mass.get(child) ?? 0;
  }
  const isCalledSo = INSIDE.test(namesOf(outer)) || outer.name === 'main' || outer.name === 'article';
  return around > (mass.get(body) ?? 0) * CLEARLY_MORE && (isCalledSo || isCutUp(outer, body, mass));
}

/** Blocks of one kind side by side from which a body may be put together. */
const ALIKE = 3;

/** Whether the outer block holds several with prose that look like the one with the body: each paragraph has its own. */
function isCutUp(outer: Element, body: Element, mass: ReadonlyMap<Element, number>): boolean {
  const isAlike = (one: unknown): boolean =>
    one instanceof Element &&
    one.name === body.name &&
    one.attribs['class'] === body.attribs['class'] &&
    (mass.get(one) ?? 0) > 0;
  return outer.children.includes(body) && outer.children.filter(isAlike).length >= ALIKE;
}
