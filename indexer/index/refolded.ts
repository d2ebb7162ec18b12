import type { ArticleStore, Refolding, StoreChange } from '../../corpus/index.js';
import { foldArticle } from '../article-text.js';

/**
 * Folds again what an older analyzer folded; the store keeps the new form.
 * @returns the changes as they are now
 * @throws CorpusError
 */
export async function refolded(store: ArticleStore, batch: readonly StoreChange[]): Promise<readonly StoreChange[]> {
  const stale: Refolding[] = [];
  const fresh = batch.map((change) => {
    if (change.stored === null) return change;
    const folded = foldArticle(change.stored.article);
    if (folded.text === change.stored.folded.text) return change;
    stale.push({ id: change.id, change: change.change, folded });
    return { ...change, stored: { article: change.stored.article, folded } };
  });
  if (stale.length > 0) await store.refold(stale);
  return fresh;
}
