import type { z } from 'zod';
import { type ArticleFields, type ArticleInput, articleFieldsSchema, LIMITS, webAddress } from './article-input.js';
import type { Article, ArticleImage } from './article.js';
import { deriveArticleId } from './article-id.js';
import { CorpusError } from './errors.js';
import { htmlToText } from './html-to-text.js';
import { plainText } from './plain-text.js';

/** So many problems of one article are told; whoever mends those sees the next ones. */
const PROBLEMS_TOLD = 3;

/**
 * The article that comes in, and what becomes of it: text is well-formed, trimmed and free of control characters,
 * the time is at +08:00, HTML is text, URLs are absolute, the id is there.
 * `z.toJSONSchema(articleInputSchema, { io: 'input' })` describes the input.
 */
export const articleInputSchema: z.ZodType<Article, ArticleInput> = articleFieldsSchema.transform(
  (fields, context): Article => {
    const body = fields.body ?? bodyOfHtml(fields, context);
    const { url, publishedAt, source, author, section, tags } = fields;
    const title = fields.title ?? '';
    if (title === '' && body === '') context.addIssue('title and body are both empty');
    const images = imagesOf(fields);
    const id = fields.id ?? deriveArticleId({ url, title, body, publishedAt });
    return { id, url, title, body, publishedAt, source, author, section, tags, images };
  },
);

/**
 * The article that `input` describes.
 * @param input anything, such as a line of JSON; keys that an article does not have are ignored
 * @throws CorpusError with code `invalid_article`; its message names the fields, as `publishedAt: not a date`
 */
export function parseArticle(input: unknown): Article {
  const parsed = articleInputSchema.safeParse(cutLists(input));
  if (parsed.success) return parsed.data;
  const problems = parsed.error.issues.slice(0, PROBLEMS_TOLD).map(describeIssue);
  throw new CorpusError('invalid_article', problems.join('; '), { cause: parsed.error });
}

/** Lists cut off one past their limits, before each of their entries is looked at: there may be millions, all bad. */
function cutLists(input: unknown): unknown {
  if (typeof input !== 'object' || input === null) return input;
  const tags = 'tags' in input ? cutList(input.tags, LIMITS.tags) : null;
  const images = 'images' in input ? cutList(input.images, LIMITS.images) : null;
  return tags === null && images === null ? input : { ...input, ...(tags && { tags }), ...(images && { images }) };
}

function cutList(list: unknown, limit: number): unknown[] | null {
  return Array.isArray(list) && list.length > limit ? list.slice(0, limit + 1) : null;
}

type Context = z.RefinementCtx<ArticleFields>;

function bodyOfHtml({ html }: ArticleFields, context: Context): string {
  const body = html === null ? '' : plainText(htmlToText(html)).trim();
  if (body.length > LIMITS.body) {
    context.addIssue({ code: 'custom', path: ['html'], message: `over ${LIMITS.body} characters of text` });
  }
  return body;
}

/** An address that cannot be shown (`data:`, relative to nothing) is left out: no reason to refuse the article. */
function imagesOf({ url, images }: ArticleFields): ArticleImage[] {
  const absolute = images.map(({ url: address, caption }) => ({
    url: address === null ? null : webAddress(address, url ?? undefined),
    caption,
  }));
  return absolute.filter((image) => image.url !== null || image.caption !== null);
}

function describeIssue({ path, message }: z.core.$ZodIssue): string {
  const name = path.map((key) => (typeof key === 'number' ? `[${key}]` : `.${String(key)}`)).join('');
  return name === '' ? message : `${name.replace(/^\./, '')}: ${message}`;
}
