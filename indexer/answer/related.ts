import type { ArticleStore } from '../../corpus/index.js';
import type { SearchIndex } from '../index/search-index.js';
import { articleFacts } from './article-facts.js';
import type { RelatedAnswer } from './search-answer.js';

/** Articles on the same story or subject as the one with this id, best first; those deleted meanwhile are left out. */
export async function relatedArticles(
  id: string,
  size: number,
  { store, index }: { readonly store: ArticleStore; readonly index: SearchIndex },
): Promise<RelatedAnswer> {
  const found = await index.related(id, size);
  const stored = await store.get(found.map((hit) => hit.id));
  const related = found.flatMap(({ score }, i) => {
    const article = stored[i]?.article;
    return article === undefined ? [] : { ...articleFacts(article), score };
  });
  return { id, related };
}
