import { fieldRange } from '../article-text.js';
import { containment, shinglesOf, wordCharacters, type Shingles } from '../stories/shingles.js';

/** Characters in a row that make a shingle. */
const shingleLength = 4;
/** Letters and digits of the body that are looked at. */
const deepest = 3000;
/** A body of fewer says too little by itself: its title is looked at, too. */
const shortest = 20;
/** The share of the shorter one's shingles from which two texts are copies (docs/RELEVANCE.md, "Related articles"). */
const copyShare = 0.7;

/** The shingles of a folded article by which related articles are told apart from copies. */
export function articleShingles(text: string): Shingles {
  const [title, body] = [fieldRange(text, 'title'), fieldRange(text, 'body')];
  let characters = wordCharacters(text, body.start, body.end, deepest);
  if (characters.length < shortest) characters = wordCharacters(text, title.start, title.end, deepest) + characters;
  return shinglesOf(characters, shingleLength);
}

/**
 * Whether one of two articles is a copy of the other, or mostly contained in it: of no use beside it, though it may be
 * no copy of its story (`isSameStory`).
 */
export function isNearCopy(a: Shingles, b: Shingles): boolean {
  const [few, many] = a.size < b.size ? [a, b] : [b, a];
  return few.size > 0 && containment(few, many) >= copyShare;
}
