import type { ArticleInput } from '../../article-input.js';
import type { HtmlPage } from './read-html-page.js';

/** A page as the input of an article, or why it is none. */
export type PageInput =
  { readonly kind: 'input'; readonly input: ArticleInput } | { readonly kind: 'refused'; readonly why: string };

/** What a page says as the input of an article; a page without a time of publication has that of its last change. */
export function pageInput(page: HtmlPage): PageInput {
  if (page.kind === 'list') return { kind: 'refused', why: 'this is a list of articles, not one' };
  if (page.kind === 'empty') return { kind: 'refused', why: 'no text in it' };
  const publishedAt = page.publishedAt ?? page.updatedAt;
  return { kind: 'input', input: { ...page, publishedAt, images: [...page.images] } };
}
