import type { Article } from '../../corpus/index.js';
import type { ArticleFacts } from './search-answer.js';

/** What a list says of an article. */
export function articleFacts(article: Article): ArticleFacts {
  const { id, url, title, section, source, author, tags, publishedAt, images } = article;
  const image = images.find((candidate) => candidate.url !== null)?.url ?? null;
  return { id, url, title, section, source, author, tags, image, publishedAt };
}
