import type { ArticleStore } from '../../../corpus/index.js';

/** Gives the folded texts of a store's articles; empty where one is gone. */
export function textsOfStore(store: ArticleStore): (ids: readonly string[]) => Promise<readonly string[]> {
  return async (ids) => (await store.get(ids)).map((stored) => stored?.folded.text ?? '');
}
