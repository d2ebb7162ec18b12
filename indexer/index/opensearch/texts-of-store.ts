import type { ListingStore } from './catch-up.js';

/** Gives the folded texts of a store's articles; empty where one is gone. */
export function textsOfStore(store: ListingStore): (ids: readonly string[]) => Promise<readonly string[]> {
  return async (ids) => store.texts?.(ids) ?? (await store.get(ids)).map((stored) => stored?.folded.text ?? '');
}
