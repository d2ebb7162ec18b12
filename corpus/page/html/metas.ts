import type { Document } from 'domhandler';
import { getElementsByTagName } from 'domutils';
import { webAddress } from '../../article-input.js';
import { oneLine } from '../../plain-text.js';
import { parsePublishedAt } from '../../published-at.js';
import { firstUnits } from '../../plain-text.js';
import { cleanName } from './names.js';
import type { PageField, Voice } from './voice.js';

const LONGEST_TITLE = 300;

/** Names of metas (lower case, without spaces, `_` as `:`), by the field they are for and how sure they are. */
const METAS: readonly (readonly [PageField, number, string])[] = [
  ['publishedAt', 0.8, 'article:published:time og:published:time datepublished rnews:datepublished'],
  [
    'publishedAt',
    0.75,
    'weibo:article:create:at apub:time og:release:date og:time publishdate pubdate pubtime :pubtime',
  ],
  [
    'publishedAt',
    0.7,
    'publish:time publishtime publish:date datecreated dc.date dc.date.issued firstpublishedtime createtime',
  ],
  ['updatedAt', 0.8, 'article:modified:time og:updated:time datemodified dateupdate weibo:article:update:at lastmod'],
  ['title', 0.5, 'og:title twitter:title articletitle headline'],
  ['source', 0.5, 'source mediaid copyright:source contentsource'],
  ['author', 0.2, 'author article:author og:author byl'],
  ['editor', 0.3, 'editor'],
  ['section', 0.6, 'article:section columnname og:category category'],
  ['url', 0.8, 'og:url'],
];
const KNOWN: ReadonlyMap<string, readonly [PageField, number]> = new Map(
  METAS.flatMap(([field, sureness, names]) =>
    names.split(' ').map((name): [string, readonly [PageField, number]] => [name, [field, sureness]]),
  ),
);

/** What the metas in the page's head say, and its `<link rel=canonical>`. */
export function metaVoices(page: Document): readonly Voice[] {
  const metas = getElementsByTagName('meta', page, true)
    .slice(0, 500)
    .flatMap(({ attribs }) => {
      const name = attribs['property'] ?? attribs['name'] ?? attribs['itemprop'] ?? '';
      return metaVoice(name, attribs['content'] ?? '');
    });
  const links = getElementsByTagName('link', page, true)
    .slice(0, 500)
    .flatMap(({ attribs }) => {
      const url = /^canonical$/i.test(attribs['rel'] ?? '') ? webAddress(attribs['href'] ?? '') : null;
      return url === null ? [] : [{ field: 'url' as const, value: url, from: 'link rel=canonical', sureness: 0.9 }];
    });
  return [...metas, ...links];
}

function metaVoice(name: string, content: string): readonly Voice[] {
  const known = KNOWN.get(name.toLowerCase().replace(/\s+/g, '').replace(/_/g, ':'));
  if (known === undefined) return [];
  const [field, sureness] = known;
  const value = clean(field, oneLine(content));
  return value === null || value === '' ? [] : [{ field, value, from: `meta ${name.trim()}`, sureness }];
}

function clean(field: PageField, content: string): string | null {
  if (field === 'publishedAt' || field === 'updatedAt') return parsePublishedAt(content);
  if (field === 'url') return webAddress(content);
  // One space between words: what takes titles apart looks for signs with space around them.
  if (field === 'title') return firstUnits(content.replace(/\s+/g, ' '), LONGEST_TITLE);
  return cleanName(content);
}
