import type { Lexicon } from './lexicon.js';

/** Characters of a Han word, and letters of a token, from which one that differs is a slip: of fewer, too much would do. */
const shortestWord = 3;
const shortestToken = 4;
const longestWord = 8;

/**
 * How many of the first characters of a text are a word with one slip within: a character replaced, left out, or put in,
 * not the first, and put in or left out not at the end. 0 where it is not so, or they are the word itself.
 */
function slippedLength(text: string, word: string): number {
  let same = 0;
  while (same < word.length && text[same] === word[same]) same++;
  if (same === 0 || same === word.length) return 0;
  const length = word.length;
  if (same < text.length && text.startsWith(word.slice(same + 1), same + 1)) return length;
  if (same + 1 < length && text.startsWith(word.slice(same + 1), same)) return length - 1;
  return text.startsWith(word.slice(same), same + 1) ? length + 1 : 0;
}

/**
 * Calls `visit` with each Han word that the text begins with but for one slip, and how many characters stand for it.
 * Words are looked for by their first two characters, and by the first alone where the second is doubtful.
 */
export function slipsOfWords(
  text: string,
  isDoubtful: readonly boolean[],
  lexicon: Lexicon,
  visit: (length: number, word: string) => void,
): void {
  if (!isDoubtful.slice(0, longestWord).includes(true)) return;
  lexicon.beginning(text.slice(0, isDoubtful[1] === true ? 1 : 2), (word) => {
    if (word.length < shortestWord || word.length > longestWord) return;
    const length = slippedLength(text, word);
    if (length > 0) visit(length, word);
  });
}

/** Calls `visit` with each word that is a token of letters but for one slip after the first letter. */
export function slipsOfToken(token: string, lexicon: Lexicon, visit: (word: string) => void): void {
  if (token.length < shortestToken || !/^\p{L}+$/u.test(token)) return;
  lexicon.beginning(token.slice(0, 1), (word) => {
    if (isSlip(token, word)) visit(word);
  });
}

function isSlip(a: string, b: string): boolean {
  if (Math.abs(a.length - b.length) > 1 || a === b) return false;
  let same = 0;
  while (same < a.length && a[same] === b[same]) same++;
  if (a.length === b.length) return a.slice(same + 1) === b.slice(same + 1);
  const [longer, shorter] = a.length > b.length ? [a, b] : [b, a];
  return longer.slice(same + 1) === shorter.slice(same);
}
