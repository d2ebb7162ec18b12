import { Bitset } from './bitset.js';
import type { Generation } from './generation.js';

/** The live documents that have a term, or of which the dictionary's word stands across others. */
export function postedDocuments({ documents, postings }: Generation, term: string): Bitset {
  const posted = new Bitset(new Uint32Array((documents.size + 31) >>> 5));
  for (const list of postings.lists(term) ?? []) if (list !== undefined) posted.addAll(list);
  return documents.liveCount === documents.size ? posted : posted.and(documents.live);
}
