import { z } from 'zod';
import { boundedList } from './bounded.js';
import { oneLine, plainText } from './plain-text.js';
import { parsePublishedAt } from './published-at.js';

/** An image as the input may have it; a bare string is its URL. */
export type ImageInput = string | { url?: string | null | undefined; caption?: string | null | undefined };

/** An article as it comes in; see `articleInputSchema` for what each field may hold. */
export interface ArticleInput {
  id?: string | number | null | undefined;
  url?: string | null | undefined;
  title?: string | null | undefined;
  body?: string | null | undefined;
  html?: string | null | undefined;
  publishedAt?: string | number | null | undefined;
  source?: string | null | undefined;
  author?: string | null | undefined;
  section?: string | null | undefined;
  tags?: string | string[] | null | undefined;
  images?: ImageInput[] | null | undefined;
}

/** The input's fields, each cleaned and checked by itself; `''`, `null` and a missing key are all `null`. */
export interface ArticleFields {
  id: string | null;
  url: string | null;
  title: string | null;
  body: string | null;
  html: string | null;
  publishedAt: string | null;
  source: string | null;
  author: string | null;
  section: string | null;
  tags: string[];
  images: { url: string | null; caption: string | null }[];
}

/** The longest that things may be: characters (UTF-16 units, after trimming) of text, entries of lists. */
export const LIMITS = { id: 512, line: 2000, body: 1_000_000, html: 8_000_000, tags: 200, images: 500 } as const;

const notText = { error: 'not text' };
const notId = { error: 'not text, nor a whole number below 2^53' };
const TAG_SEPARATORS = /[,，、;；]/;

function text(limit: number, clean: (value: string) => string) {
  return z
    .string(notText)
    .meta({ maxLength: limit })
    .nullish()
    .transform((value, context) => {
      const cleaned = clean(value ?? '');
      if (cleaned.length > limit) context.addIssue(`over ${limit} characters`);
      return cleaned === '' ? null : cleaned;
    });
}

const line = (limit: number = LIMITS.line) => text(limit, oneLine);
const block = (limit: number) => text(limit, (value) => plainText(value).trim());

const id = z
  .union([z.string().meta({ maxLength: LIMITS.id }), z.int(notId)], notId)
  .nullish()
  .transform((value, context) => {
    const cleaned = oneLine(String(value ?? ''));
    if (cleaned.length > LIMITS.id) context.addIssue(`over ${LIMITS.id} characters`);
    // Browsers take these two for folders, in whatever form they are written.
    if (cleaned === '.' || cleaned === '..') context.addIssue('is a name for folders');
    return cleaned === '' ? null : cleaned;
  });

const url = line().transform((value, context) => {
  if (value === null) return null;
  const parsed = webAddress(value);
  if (parsed === null) context.addIssue('not an http or https URL');
  return parsed;
});

const publishedAt = z
  .union([z.string(), z.number()], { error: 'not a date' })
  .nullish()
  .transform((value, context) => {
    if (value === null || value === undefined || (typeof value === 'string' && value.trim() === '')) return null;
    const parsed = parsePublishedAt(value);
    if (parsed === null) context.addIssue('not a date');
    return parsed;
  });

const tags = z
  .union([z.array(z.string()), z.string()], { error: 'not a list of texts' })
  .nullish()
  .transform((value, context) => {
    // Cut off before it is cleaned: millions of commas are not worth the work.
    const list = typeof value === 'string' ? value.split(TAG_SEPARATORS, LIMITS.tags + 1) : (value ?? []);
    if (list.length > LIMITS.tags) {
      context.addIssue(`over ${LIMITS.tags} tags`);
      return [];
    }
    const cleaned = [...new Set(list.map(oneLine))].filter((tag) => tag !== '');
    if (cleaned.some((tag) => tag.length > LIMITS.line)) context.addIssue(`a tag of over ${LIMITS.line} characters`);
    return cleaned;
  });

const image = z
  .union([z.string(), z.object({ url: z.string().nullish(), caption: z.string().nullish() })], {
    error: 'neither a URL nor an object with url and caption',
  })
  .transform((value, context) => {
    const given = typeof value === 'string' ? { url: value } : value;
    const cleaned = { url: orNull(given.url), caption: 'caption' in given ? orNull(given.caption) : null };
    if ((cleaned.url?.length ?? 0) > LIMITS.line) context.addIssue(`a URL of over ${LIMITS.line} characters`);
    if ((cleaned.caption?.length ?? 0) > LIMITS.line) context.addIssue(`a caption of over ${LIMITS.line} characters`);
    return cleaned;
  });

const images = boundedList(
  image,
  { max: LIMITS.images },
  { type: 'not a list of images', length: `over ${LIMITS.images} images` },
)
  .nullish()
  .transform((value) => (value ?? []).filter(({ url, caption }) => url !== null || caption !== null));

/** The fields of an article as they may come in, described for people and for OpenAPI. Keys not named are ignored. */
export const articleFieldsSchema: z.ZodType<ArticleFields, ArticleInput> = z.object(
  {
    id: id.meta({
      description: 'Names the article. Without it, it is derived from the canonical URL, else from the content.',
      examples: ['qh-20241103-01'],
    }),
    url: url.meta({
      description: 'Where the article stands: an absolute http or https URL.',
      examples: ['https://news.example/2024/11/03/1.html'],
    }),
    title: line().describe('The headline. May be empty where there is a body.'),
    body: block(LIMITS.body).describe(
      'The text, paragraphs separated by line ends. May be empty where there is a title.',
    ),
    html: block(LIMITS.html).describe('The text as HTML, taken where there is no body.'),
    publishedAt: publishedAt.meta({
      description:
        'ISO 8601, a Chinese date such as 2024年11月23日 10:05, or seconds or milliseconds since 1970. ' +
        'Without an offset it is at +08:00.',
      examples: ['2024-11-03T09:30:00+08:00'],
    }),
    source: line().describe('Who published it first, such as a paper or an agency.'),
    author: line().describe('Who wrote it.'),
    section: line().describe('The part of the site it stands in.'),
    tags: tags.describe('Keywords: a list, or one text with commas or semicolons between them.'),
    images: images.describe('Its images: URLs (absolute, or relative to the url of the article), captions, or both.'),
  },
  { error: 'not an object' },
);

/**
 * `value` as an absolute URL in its normal form, or `null` where it is no http or https URL.
 * @param base what a relative `value` is relative to
 */
export function webAddress(value: string, base?: string): string | null {
  if (!URL.canParse(value, base)) return null;
  const parsed = new URL(value, base);
  return parsed.protocol === 'http:' || parsed.protocol === 'https:' ? parsed.href : null;
}

function orNull(value: string | null | undefined): string | null {
  const cleaned = oneLine(value ?? '');
  return cleaned === '' ? null : cleaned;
}
