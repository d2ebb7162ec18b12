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

/** The live documents that hold one character. */
function holdersOf({ characters, documents }: Generation, character: string): Bitset {
  const found = documents.live.clone();
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
  const matching = proven.clone();
  eachCandidate(generation, needle.text, within.clone().andNot(proven), words, (document) => {
    if (standsIn(generation.documents.text(document), needle)) matching.add(document);
  });
  return matching;
}

/**
 * Of a set of live documents those in which a run stands as it was typed.
 * @param words of the run that all of them hold
 */
export function standingIn(generation: Generation, run: Needle, within: Bitset, words: string[]): Bitset {
  return lookedUp(generation, run, new Bitset(), within, words);
}

/**
 * Finds the documents in which a needle stands: terms, characters and signatures find candidates, the text decides.
 * A posting of a needle's own text is proof, since what has one stands in the text as it is; a token or a word of the
 * dictionary that no posting has stands nowhere; a single character is known exactly. All else is looked at in the text.
 */
export function findNeedleSet(generation: Generation, needle: Needle): NeedleSet {
  const { text, field, whole } = needle;
  const isHan = consistsOf(text, isUnspaced);
  const isWholeToken = whole && consistsOf(text, isToken);
  const hasPostings = field === null && (isHan || whole);
  const isAllPosted = isWholeToken || (isHan && bundledWords().has(text));
  const proven = hasPostings ? postedDocuments(generation, text) : new Bitset();
  let matching: Bitset;
  if (hasPostings && isAllPosted) matching = proven;
  else if (hasPostings && text.length === 1) matching = holdersOf(generation, text);
  else matching = lookedUp(generation, needle, proven, generation.documents.live);
  // A phrase ranks by its place in the text, also where it is a term: it may be one in this article and none in that.
  return { needle, matching, posted: whole ? proven : new Bitset(), count: matching.count() };
}
