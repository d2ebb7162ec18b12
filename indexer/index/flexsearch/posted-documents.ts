import type { Bitset } from './bitset.js';
import type { Generation } from './generation.js';
import { documentOf } from './posting-list.js';

/** The live documents that have a term, or of which the dictionary's word stands across others. */
export function postedDocuments({ documents, postings, sets }: Generation, term: string): Bitset {
  const posted = sets.empty();
  const { words } = posted;
  const list = postings.of(term);
  for (let i = 0; i < list.length; i++) {
    const document = documentOf(list[i] ?? 0);
    words[document >>> 5] = (words[document >>> 5] ?? 0) | (1 << (document & 31));
  }
  return documents.liveCount === documents.size ? posted : posted.and(documents.live);
}
