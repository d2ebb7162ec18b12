import { consistsOf, isToken, isUnspaced } from '../../analyzer/character-class.js';
import { bundledWords } from '../../analyzer/dictionary.js';
import { standsIn, type Needle } from '../../query/needle.js';
import { Bitset } from './bitset.js';
import { eachCandidate } from './candidates.js';
import { postedDocuments } from './posted-documents.js';
import type { Generation } from './generation.js';

/** The live documents in which a needle stands. */
export interface NeedleSet {
  readonly needle: Needle;
  readonly matching: Bitset;
  /** Those of them that the posting lists of the needle's own text hold: they have an impact there. */
  readonly posted: Bitset;
  readonly count: number;
}

const none = new Bitset();

/** The live documents that hold one character. */
function holdersOf({ characters, documents, sets }: Generation, character: string): Bitset {
  const found = sets.copy(documents.live);
  characters.keep(character, found);
  return found;
}

/** What is proven, and of the other candidates those whose texts have the needle. */
function lookedUp(
  generation: Generation,
  needle: Needle,
  proven: Bitset,
  within: Bitset,
  words: string[] = [],
): Bitset {
  const { documents, sets } = generation;
  const matching = sets.copy(proven);
  eachCandidate(generation, needle.text, sets.copy(within).andNot(proven), words, (document) => {
    if (standsIn(documents.text(document), needle)) matching.add(document);
  });
  return matching;
}

/**
 * Of a set of live documents those in which a run stands as it was typed.
 * @param words of the run that all of them hold
 */
export function standingIn(generation: Generation, run: Needle, within: Bitset, words: string[]): Bitset {
  return lookedUp(generation, run, none, within, words);
}

/** Whether posting lists have the needle's own text where it stands as a term. */
function hasPostings({ text, field, whole }: Needle): boolean {
  return field === null && (whole || consistsOf(text, isUnspaced));
}

/** Whether posting lists say all of where a needle stands: a token or a word of the dictionary without one stands nowhere. */
export function isKnownByPostings(needle: Needle): boolean {
  const { text, whole } = needle;
  if (!hasPostings(needle)) return false;
  return (whole && consistsOf(text, isToken)) || (consistsOf(text, isUnspaced) && bundledWords().has(text));
}

/** Documents with a posting of a needle's own text, which stands in them as it is. */
function provenBy(generation: Generation, needle: Needle): Bitset {
  return hasPostings(needle) ? postedDocuments(generation, needle.text) : none;
}

/** Whether a single character is looked for anywhere: which documents hold one is known exactly. */
function isCharacter({ text, field }: Needle): boolean {
  return text.length === 1 && field === null && isUnspaced(text, 0);
}

/**
 * Of a set of live documents those in which a needle stands: terms, characters and signatures find candidates, the text
 * decides.
 */
function matchingOf(generation: Generation, needle: Needle, proven: Bitset, within: Bitset): Bitset {
  if (isKnownByPostings(needle)) return proven;
  if (isCharacter(needle)) return holdersOf(generation, needle.text);
  return lookedUp(generation, needle, proven, within);
}

/** Finds all documents in which a needle stands. */
export function findNeedleSet(generation: Generation, needle: Needle): NeedleSet {
  const proven = provenBy(generation, needle);
  const matching = matchingOf(generation, needle, proven, generation.documents.live);
  // A phrase ranks by its place in the text, also where it is a term: it may be one in this article and none in that.
  return { needle, matching, posted: needle.whole ? proven : none, count: matching.count() };
}

/** Leaves in a set of live documents those in which a needle stands. */
export function keepNeedle(generation: Generation, needle: Needle, within: Bitset): void {
  within.and(matchingOf(generation, needle, provenBy(generation, needle), within));
}
