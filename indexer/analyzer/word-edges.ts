import { isWordCharacter } from './character-class.js';

/** Where the first character of a text stands that can be searched as a word; the text's length where there is none. */
export function wordStart(text: string): number {
  let start = 0;
  while (start < text.length && !isWordCharacter(text, start)) start++;
  return start;
}

/** A text without the punctuation, symbols and white space around it; empty where there is nothing else. */
export function withoutSignsAround(text: string): string {
  const start = wordStart(text);
  let end = text.length;
  while (end > start && !isWordCharacter(text, end - 1)) end--;
  return text.slice(start, end);
}
