import { isToken, isUnspaced } from '../../analyzer/character-class.js';
import { standsIn, type Needle } from '../../query/needle.js';
import { Bitset } from './bitset.js';
import type { Generation } from './generation.js';
import { pairAt } from './pair-frequencies.js';

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

/** The live documents in which a needle may stand; where it is one character, just those that hold it. */
function candidates(generation: Generation, { text }: Needle): Bitset {
  const { documents, signatures, characters } = generation;
  if (text.length === 1 && isUnspaced(text, 0)) return characters.documents(text).and(documents.live);
  const posted = (term: string): Bitset => postedDocuments(generation, term);
  const pairs = rarestFirst(generation, text);
  if (pairs === null) return new Bitset();
  return signatures.candidates(pairs, documents.size, posted).and(documents.live);
}

/** The pairs of neighbouring characters of a text, each once, the rarest first; `null` where one stands nowhere. */
function rarestFirst({ pairs }: Generation, text: string): string[] | null {
  const frequencies = new Map<string, number>();
  for (let i = 0; i + 1 < text.length; i++) {
    const key = pairAt(text, i);
    const frequency = key === 0 ? Infinity : pairs.of(key);
    if (frequency === 0) return null;
    frequencies.set(text.slice(i, i + 2), frequency);
  }
  return [...frequencies].sort(([, a], [, b]) => (a === b ? 0 : a - b)).map(([pair]) => pair);
}

/**
 * Finds the documents in which a needle stands: terms, characters and signatures find candidates, the text decides.
 * A posting of the needle's own term is proof, since every term stands in the text as it is; a token that no posting
 * has stands nowhere; a single character is known exactly. All else is looked at in the text.
 */
export function findNeedleSet(generation: Generation, needle: Needle): NeedleSet {
  const isTerm = needle.whole && needle.field === null;
  const posted = isTerm ? postedDocuments(generation, needle.text) : new Bitset();
  if (isTerm && every(needle.text, isToken)) return { needle, matching: posted, posted, count: posted.count() };
  const found = candidates(generation, needle);
  if (needle.field === null && needle.text.length === 1 && isUnspaced(needle.text, 0)) {
    return { needle, matching: found, posted, count: found.count() };
  }
  const proven = isTerm && every(needle.text, isUnspaced) ? posted : new Bitset();
  const matching = proven.clone();
  found.andNot(proven).forEach((document) => {
    if (standsIn(generation.documents.text(document), needle)) matching.add(document);
  });
  return { needle, matching, posted: proven, count: matching.count() };
}
