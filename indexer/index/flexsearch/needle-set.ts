import { isToken, isUnspaced } from '../../analyzer/character-class.js';
import { standsIn, type Needle } from '../../query/needle.js';
import { Bitset } from './bitset.js';
import type { Generation } from './generation.js';

/** The live documents in which a needle stands. */
export interface NeedleSet {
  readonly needle: Needle;
  readonly matching: Bitset;
  /** Those of them that the posting list of the needle's own term holds: they have an impact there. */
  readonly posted: Bitset;
  readonly count: number;
}

function every(text: string, is: (text: string, index: number) => boolean): boolean {
  for (let i = 0; i < text.length; i++) if (!is(text, i)) return false;
  return true;
}

/** The live documents that have a term. */
function postedDocuments(generation: Generation, term: string): Bitset {
  const posted = new Bitset(new Uint32Array((generation.documents.size + 31) >>> 5));
  for (const list of generation.postings.lists(term) ?? []) {
    for (const document of list ?? []) posted.add(document);
  }
  return posted.and(generation.documents.live);
}

/**
 * Finds the documents in which a needle stands: terms and signatures find candidates, characters decide.
 * A posting of the needle's own term is proof, since every term stands in the text as it is; a token that no posting
 * has stands nowhere. All else is looked at in the text.
 */
export function findNeedleSet(generation: Generation, needle: Needle): NeedleSet {
  const { documents, signatures } = generation;
  const isTerm = needle.whole && needle.field === null;
  const posted = isTerm ? postedDocuments(generation, needle.text) : new Bitset();
  if (isTerm && every(needle.text, isToken)) return { needle, matching: posted, posted, count: posted.count() };
  const proven = isTerm && every(needle.text, isUnspaced) ? posted : new Bitset();
  const matching = proven.clone();
  const termDocuments = (term: string): Bitset => postedDocuments(generation, term);
  const candidates = signatures.candidates(needle.text, documents.size, termDocuments);
  candidates.and(documents.live).andNot(proven);
  candidates.forEach((document) => {
    if (standsIn(documents.text(document), needle)) matching.add(document);
  });
  return { needle, matching, posted: proven, count: matching.count() };
}
