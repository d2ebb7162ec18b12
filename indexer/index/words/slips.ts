import type { Lexicon } from './lexicon.js';

/** Characters of a word from which one more or less is a slip: of fewer, too much is alike. */
const shortestWord = 3;
/** Letters of a token in which a slip or a swap is looked for: shorter ones are often names (WTO, two). */
export const shortestToken = 5;
/** Characters of a word of which one may be another, however that sounds and looks: many of three differ by their last. */
const shortestReplaced = 4;
/** Characters of a Han word in which a slip is looked for. */
export const longestSlipped = 8;

/** How many characters two texts have in common at their beginnings. */
export function commonStart(a: string, b: string): number {
  let same = 0;
  while (same < Math.min(a.length, b.length) && a[same] === b[same]) same++;
  return same;
}

/**
 * How many of the first characters of a text are a word with one slip within: a character replaced, left out, or put in,
 * not the first, and put in or left out not at the end. 0 where it is not so, or they are the word itself.
 */
function slippedLength(text: string, word: string): number {
  const same = commonStart(text, word);
  if (same === 0 || same === word.length) return 0;
  const length = word.length;
  const isReplaced = same < text.length && text.startsWith(word.slice(same + 1), same + 1);
  if (isReplaced) return length < shortestReplaced ? 0 : length;
  if (same + 1 < length && text.startsWith(word.slice(same + 1), same)) return length - 1;
  return text.startsWith(word.slice(same), same + 1) ? length + 1 : 0;
}

/**
 * Calls `visit` with each Han word that the text begins with but for one slip, and how many characters stand for it.
 * Words are looked for by their first two characters, so the second is the word's, or one is put in before it: all
 * words with the same first would be too many.
 */
export function slipsOfWords(text: string, lexicon: Lexicon, visit: (length: number, word: string) => void): void {
  for (const beginning of new Set([text.slice(0, 2), text.charAt(0) + text.charAt(2)])) {
    if (beginning.length < 2) continue;
    lexicon.beginning(beginning, (word) => {
      if (word.length < shortestWord || word.length > longestSlipped) return;
      const length = slippedLength(text, word);
      if (length > 0) visit(length, word);
    });
  }
}

/** Calls `visit` with each word that is a token of five letters and more but for one slip after the first. */
export function slipsOfToken(token: string, lexicon: Lexicon, visit: (word: string) => void): void {
  if (!/^\p{L}+$/u.test(token)) return;
  lexicon.beginning(token.slice(0, 1), (word) => {
    if (isSlip(token, word)) visit(word);
  });
}

function isSlip(a: string, b: string): boolean {
  if (Math.abs(a.length - b.length) > 1 || a === b) return false;
  const same = commonStart(a, b);
  if (a.length === b.length) return a.slice(same + 1) === b.slice(same + 1);
  const [longer, shorter] = a.length > b.length ? [a, b] : [b, a];
  return longer.slice(same + 1) === shorter.slice(same);
}
