import { isUnspaced } from '../../analyzer/character-class.js';
import { bundledWords } from '../../analyzer/dictionary.js';
import type { Bitset } from './bitset.js';
import type { Generation } from './generation.js';
import { pairAt, pairKey } from '../ranking/pair-key.js';
import { postedDocuments } from './posted-documents.js';

/** Of so many documents one is left: it is cheaper to look whether each may hold a pair than to find all that may. */
const fewOf = 256;
/** Documents that the signatures let through by chance, about. */
const falseShare = 0.07;

/** One thing that a document which holds a text must have. */
interface Sieve {
  /** About the share of the documents that it lets through. */
  readonly share: number;
  /** Leaves in a set what it lets through. */
  readonly keep: (documents: Bitset) => void;
  /** Whether it lets one document through; without it that takes as long as for all. */
  readonly passes?: (document: number) => boolean;
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
  const { documents, pairs, postings, signatures } = generation;
  const [pair, key] = [text.slice(index, index + 2), pairKey(text, index)];
  const isWord = bundledWords().has(pair);
  const holders = pairAt(text, index) === 0 ? 0 : pairs.of(key);
  return {
    share: (isWord ? 0 : falseShare) + holders / Math.max(1, documents.size),
    keep: (found) => {
      const holding = postedDocuments(generation, pair);
      if (!isWord) signatures.addHolders(key, holding);
      found.and(holding);
    },
    passes: (document) => (!isWord && signatures.mayHold(document, key)) || postings.slotOf(pair, document) >= 0,
  };
}

/** What there is to sift by, what lets least through first; `null` where a pair of the text stands nowhere. */
function sieves(generation: Generation, text: string, isSure: (part: string) => boolean): Sieve[] | null {
  const found = new Map<string, Sieve>();
  for (let i = 0; i < text.length; i++) {
    const character = text.charAt(i);
    const isNew = isUnspaced(text, i) && !found.has(character) && !isSure(character);
    if (isNew) found.set(character, characterSieve(generation, character));
    if (i + 1 === text.length) break;
    const key = pairAt(text, i);
    if (key !== 0 && generation.pairs.of(key) === 0) return null;
    const pair = text.slice(i, i + 2);
    if (!found.has(pair) && !isSure(pair)) found.set(pair, pairSieve(generation, text, i));
  }
  return [...found.values()].sort((a, b) => a.share - b.share);
}

/**
 * Calls `visit` with the documents of a set in which a text may stand: sifted as a whole while there are many, the few
 * that are left one by one.
 * @param within changed meanwhile
 * @param words parts of the text that all of the documents hold
 */
export function eachCandidate(
  generation: Generation,
  text: string,
  within: Bitset,
  words: readonly string[],
  visit: (document: number) => void,
): void {
  const wanted = sieves(generation, text, (part) => words.some((word) => word.includes(part)));
  if (wanted === null) return;
  const few = generation.documents.size / fewOf;
  while (wanted.length > 0 && within.count() > few) wanted.shift()?.keep(within);
  const rest = wanted.flatMap(({ passes }) => passes ?? []);
  within.forEach((document) => {
    if (rest.every((passes) => passes(document))) visit(document);
  });
}
