import { isToken, isUnspaced } from '../../analyzer/character-class.js';
import { fieldRange } from '../../article-text.js';

/** Characters in a row that make a shingle. */
const shingleLength = 4;
/** Letters and digits of the body that are looked at. */
const deepest = 3000;
/** A body of fewer says too little by itself: its title is looked at, too. */
const shortest = 20;
/** The share of the shorter one's shingles from which two texts are copies (docs/RELEVANCE.md, "Related articles"). */
const copyShare = 0.7;

/** The runs of characters of an article, by which copies are known (Broder, 1997). */
export type Shingles = ReadonlySet<string>;

/** The shingles of a folded article, punctuation and white space left out. */
export function shinglesOf(text: string): Shingles {
  const [title, body] = [fieldRange(text, 'title'), fieldRange(text, 'body')];
  let characters = wordCharacters(text, body.start, body.end);
  if (characters.length < shortest) characters = wordCharacters(text, title.start, title.end) + characters;
  const shingles = new Set<string>();
  for (let i = 0; i + shingleLength <= characters.length; i++) shingles.add(characters.slice(i, i + shingleLength));
  return shingles;
}

/** Whether one of two articles is a copy of the other, or mostly contained in it. */
export function isNearCopy(a: Shingles, b: Shingles): boolean {
  const [few, many] = a.size < b.size ? [a, b] : [b, a];
  let common = 0;
  for (const shingle of few) if (many.has(shingle)) common++;
  return few.size > 0 && common >= few.size * copyShare;
}

function wordCharacters(text: string, start: number, end: number): string {
  let characters = '';
  for (let i = start; i < end && characters.length < deepest; i++) {
    if (isToken(text, i) || isUnspaced(text, i)) characters += text.charAt(i);
  }
  return characters;
}
