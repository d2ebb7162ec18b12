import { Bitset } from './bitset.js';
import type { Generation } from './generation.js';
import { documentOf } from './posting-list.js';

/** The live documents that have a term, or of which the dictionary's word stands across others. */
export function postedDocuments({ documents, postings }: Generation, term: string): Bitset {
  const words = new Uint32Array((documents.size + 31) >>> 5);
  const list = postings.of(term);
  for (let i = 0; i < list.length; i++) {
    const document = documentOf(list[i] ?? 0);
    words[document >>> 5] = (words[document >>> 5] ?? 0) | (1 << (document & 31));
  }
  const posted = new Bitset(words);
  return documents.liveCount === documents.size ? posted : posted.and(documents.live);
}
