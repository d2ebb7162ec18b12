import type { Document } from 'domhandler';
import { getElementsByTagName, textContent } from 'domutils';
import { oneLine } from '../../plain-text.js';
import { parsePublishedAt } from '../../published-at.js';
import type { PageField, Voice } from './voice.js';

type Node = Readonly<Record<string, unknown>>;

const ARTICLE = /(?:Article|BlogPosting|Report)$/;
const BAIDU = /(?:ziyuan|zhanzhang)\.baidu\.com|cambrian\.jsonld/;
const STRANGE_OFFSET = /^([^Z+]{16,19})$/;

/** Properties, the field each is for, and how sure it is. */
const PROPERTIES: readonly (readonly [string, PageField, number])[] = [
  ['headline', 'title', 0.6],
  ['datePublished', 'publishedAt', 0.9],
  ['dateModified', 'updatedAt', 0.9],
  ['author', 'author', 0.5],
  ['publisher', 'source', 0.3],
  ['articleSection', 'section', 0.7],
  ['editor', 'editor', 0.7],
];
/** Baidu's; its `pubDate` is at times that of the last change. */
const BAIDU_PROPERTIES: readonly (readonly [string, PageField, number])[] = [
  ['title', 'title', 0.6],
  ['pubDate', 'publishedAt', 0.7],
  ['upDate', 'updatedAt', 0.7],
  ['@id', 'url', 0.5],
];
const ORGANIZATION = /Organization|Corporation/;

/** What the page's JSON-LD says of its article (schema.org, and Baidu's). Broken JSON is mended where that is plain. */
export function jsonLdVoices(page: Document): readonly Voice[] {
  const scripts = getElementsByTagName('script', page, true).filter(({ attribs }) =>
    /ld\+json/i.test(attribs['type'] ?? ''),
  );
  const nodes = scripts.flatMap((script) => flatten(parseMended(textContent(script)), 0));
  return nodes.flatMap(nodeVoices);
}

/** Whether the page's JSON-LD says that it is an article. */
export function isArticleByJsonLd(voices: readonly Voice[]): boolean {
  return voices.some(({ field }) => field === 'publishedAt');
}

/**
 * Parses JSON as templates write it: comments, commas before a closing bracket, raw line ends in texts, and a semicolon
 * behind it are passed over. `null` where it stays broken.
 */
export function parseMended(text: string): unknown {
  const json = text.trim();
  for (const attempt of [() => json, () => mend(json)]) {
    try {
      return JSON.parse(attempt());
    } catch (error) {
      if (!(error instanceof SyntaxError)) throw error;
    }
  }
  return null;
}

// One pass: a text as it stands, or a comment, or a trailing comma.
const TOKEN = /"(?:[^"\\]|\\[^])*(?:"|\\?$)|\/\*(?:[^*]|\*(?!\/))*(?:\*\/|\*?$)|\/\/[^\n]*|,(?=\s{0,200}[}\]])/g;

function mend(json: string): string {
  const bare = json
    .replace(/^(?:<!--|<!\[CDATA\[|\/\/<!\[CDATA\[)/, '')
    .replace(/(?:\/\/)?(?:-->|\]\]>)$/, '')
    .replace(/;$/, '');
  const withoutComments = bare.replace(TOKEN, (token) =>
    token.startsWith('"') ? mendText(token) : token === ',' ? ',' : ' ',
  );
  return withoutComments.replace(TOKEN, (token) => (token === ',' ? '' : token));
}

function mendText(token: string): string {
  return token.replace(/[\u0000-\u001f]/g, ' ').replace(/\\(?!["\\/bfnrtu])/g, '');
}

function flatten(value: unknown, depth: number): readonly Node[] {
  if (depth > 6) return [];
  if (Array.isArray(value)) return value.slice(0, 100).flatMap((one) => flatten(one, depth + 1));
  if (!isNode(value)) return [];
  return [value, ...flatten(value['@graph'], depth + 1), ...flatten(value['mainEntity'], depth + 1)];
}

function nodeVoices(node: Node): readonly Voice[] {
  const type = [node['@type']].flat().filter((one) => typeof one === 'string');
  if (type.some((one) => ARTICLE.test(one))) return PROPERTIES.flatMap((property) => voice(node, property));
  const context = JSON.stringify(node['@context'] ?? '');
  return BAIDU.test(context) ? BAIDU_PROPERTIES.flatMap((property) => voice(node, property)) : [];
}

function voice(node: Node, [property, field, sureness]: readonly [string, PageField, number]): readonly Voice[] {
  const given = node[property];
  const value = field === 'publishedAt' || field === 'updatedAt' ? timeOf(given) : nameOf(given);
  if (value === null) return [];
  const isFirm = field === 'author' && isOrganization(given);
  return [{ field, value, from: `json-ld ${property}`, sureness: isFirm ? 0.1 : sureness }];
}

function timeOf(given: unknown): string | null {
  if (typeof given !== 'string' && typeof given !== 'number') return null;
  if (typeof given === 'number') return parsePublishedAt(given);
  return parsePublishedAt(given) ?? parsePublishedAt(STRANGE_OFFSET.exec(given)?.[1] ?? '');
}

function nameOf(given: unknown): string | null {
  const names = [given].flat().flatMap((one) => (isNode(one) ? [one['name']].flat() : [one]));
  const texts = [...new Set(names.filter((name) => typeof name === 'string').map(oneLine))].filter(
    (name) => name !== '',
  );
  return texts.length === 0 ? null : texts.slice(0, 5).join(' ').slice(0, 300);
}

function isOrganization(given: unknown): boolean {
  return [given].flat().some((one) => isNode(one) && ORGANIZATION.test(String([one['@type']].flat()[0])));
}

function isNode(value: unknown): value is Node {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
