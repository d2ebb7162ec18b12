import { consistsOf, isToken, isUnspaced } from '../../analyzer/character-class.js';
import { bundledWords } from '../../analyzer/dictionary.js';
import { standsIn, type Needle } from '../../query/needle.js';
import { Bitset } from './bitset.js';
import type { Generation } from './generation.js';
import { pairAt, pairKey } from './pair-frequencies.js';

/** So many documents are looked at rather than sifted further. */
const fewCandidates = 128;
/** Documents that the signatures let through by chance, about. */
const falseShare = 0.07;

/** The live documents in which a needle stands. */
export interface NeedleSet {
  readonly needle: Needle;
  readonly matching: Bitset;
  /** Those of them that the posting lists of the needle's own text hold: they have an impact there. */
  readonly posted: Bitset;
  readonly count: number;
}

/** The live documents that have a term, or of which the dictionary's word stands across others. */
function postedDocuments(generation: Generation, term: string): Bitset {
  const { documents, postings } = generation;
  const posted = new Bitset(new Uint32Array((documents.size + 31) >>> 5));
  for (const list of postings.lists(term) ?? []) for (const document of list ?? []) posted.add(document);
  return documents.liveCount === documents.size ? posted : posted.and(documents.live);
}

/** One thing that a document which holds a run must have. */
interface Sieve {
  /** About the share of the documents that it lets through. */
  readonly share: number;
  /** Leaves in a set what it lets through. */
  readonly keep: (documents: Bitset) => void;
}

function characterSieve({ documents, characters }: Generation, character: string): Sieve {
  const share = characters.count(character) / Math.max(1, documents.size);
  return { share, keep: (found) => characters.keep(character, found) };
}

/**
 * Lets documents through that have a pair of characters in postings, which are all that hold it where it is a word of the
 * dictionary; else also those of which the signatures do not rule it out.
 */
function pairSieve(generation: Generation, text: string, index: number): Sieve {
  const key = pairAt(text, index);
  const holders = key === 0 ? 0 : generation.pairs.of(key);
  const pair = text.slice(index, index + 2);
  const isWord = bundledWords().has(pair);
  const keep = (found: Bitset): void => {
    const holding = postedDocuments(generation, pair);
    if (!isWord) generation.signatures.addHolders(pairKey(text, index), holding);
    found.and(holding);
  };
  return { share: (isWord ? 0 : falseShare) + holders / Math.max(1, generation.documents.size), keep };
}

/** What there is to sift by, what lets least through first; `null` where a pair of the text stands nowhere. */
function sieves(generation: Generation, text: string): Sieve[] | null {
  const found = new Map<string, Sieve>();
  for (let i = 0; i < text.length; i++) {
    const character = text.charAt(i);
    if (isUnspaced(text, i) && !found.has(character)) found.set(character, characterSieve(generation, character));
    if (i + 1 === text.length) break;
    const key = pairAt(text, i);
    if (key !== 0 && generation.pairs.of(key) === 0) return null;
    const pair = text.slice(i, i + 2);
    if (!found.has(pair)) found.set(pair, pairSieve(generation, text, i));
  }
  return [...found.values()].sort((a, b) => a.share - b.share);
}

/** The documents of a set in which a text may stand: sifted until so few are left that looking at them is cheaper. */
function candidates(generation: Generation, text: string, within: Bitset): Bitset {
  const wanted = sieves(generation, text);
  if (wanted === null) return new Bitset();
  if (within.count() <= fewCandidates) return within.clone();
  const found = within.clone();
  for (const { keep } of wanted) {
    keep(found);
    if (found.count() <= fewCandidates) break;
  }
  return found;
}

/** The live documents that hold one character. */
function holdersOf({ characters, documents }: Generation, character: string): Bitset {
  const found = documents.live.clone();
  characters.keep(character, found);
  return found;
}

/** What is proven, and of the other candidates those whose texts have the needle. */
function lookedUp(generation: Generation, needle: Needle, proven: Bitset, within: Bitset): Bitset {
  const matching = proven.clone();
  candidates(generation, needle.text, within)
    .andNot(proven)
    .forEach((document) => {
      if (standsIn(generation.documents.text(document), needle)) matching.add(document);
    });
  return matching;
}

/** Of a set of live documents those in which a run stands as it was typed. */
export function standingIn(generation: Generation, run: Needle, within: Bitset): Bitset {
  return lookedUp(generation, run, new Bitset(), within);
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
