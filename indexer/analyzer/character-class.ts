/**
 * What a character means for matching.
 * `unspaced`: Han, kana, Hangul and other scripts in which a reader's word may stand anywhere in a run.
 * `token`: letters and digits of all other scripts, which match as whole tokens only.
 * `other`: punctuation, symbols, white space.
 */
export type CharacterClass = 'unspaced' | 'token' | 'other';

const unspaced =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Bopomofo}\p{Script=Hangul}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}\u30fc]/u;
const token = /[\p{L}\p{N}\p{M}]/u;

function classify(character: string): CharacterClass {
  if (unspaced.test(character)) return 'unspaced';
  return token.test(character) ? 'token' : 'other';
}

const OTHER = 0;
const UNSPACED = 1;
const TOKEN = 2;
const codes = { other: OTHER, unspaced: UNSPACED, token: TOKEN } as const;

/** One byte a UTF-16 unit of the Basic Multilingual Plane: the query path asks for classes too often for expressions. */
const table = Uint8Array.from({ length: 0x10000 }, (_, unit) => codes[classify(String.fromCharCode(unit))]);

function codeAt(text: string, index: number): number {
  const unit = text.charCodeAt(index);
  if ((unit & 0xf800) !== 0xd800) return table[unit] ?? OTHER;
  const start = (unit & 0xfc00) === 0xdc00 ? index - 1 : index;
  const point = start < 0 ? undefined : text.codePointAt(start);
  return point === undefined ? OTHER : codes[classify(String.fromCodePoint(point))];
}

/** Whether the character that owns the UTF-16 unit at `index` is a letter or digit that matches as a whole token. */
export function isToken(text: string, index: number): boolean {
  return index >= 0 && index < text.length && codeAt(text, index) === TOKEN;
}

/** Whether the character that owns the UTF-16 unit at `index` is of a script written without spaces. */
export function isUnspaced(text: string, index: number): boolean {
  return index >= 0 && index < text.length && codeAt(text, index) === UNSPACED;
}

/** Whether a UTF-16 unit is such a character, or half of one that may be. */
export function mayBeUnspaced(unit: number): boolean {
  return table[unit] === UNSPACED || (unit & 0xf800) === 0xd800;
}

/** Whether the character that owns the UTF-16 unit at `index` can be searched as a word or a part of one. */
export function isWordCharacter(text: string, index: number): boolean {
  return index >= 0 && index < text.length && codeAt(text, index) !== OTHER;
}

/** Whether anything in `text` can be searched as a word. */
export function hasWordCharacter(text: string): boolean {
  return hasCharacter(text, isWordCharacter);
}

/** Whether `text` has a character of a kind. */
export function hasCharacter(text: string, is: (text: string, index: number) => boolean): boolean {
  for (let i = 0; i < text.length; i++) if (is(text, i)) return true;
  return false;
}

/** Whether all characters of `text` are of a kind. */
export function consistsOf(text: string, is: (text: string, index: number) => boolean): boolean {
  return !hasCharacter(text, (whole, index) => !is(whole, index));
}

/** Whether a part of a text is not cut off a token: where it begins or ends with one, no other letter or digit is beside it. */
export function standsAlone(text: string, start: number, end: number): boolean {
  if (isToken(text, start) && isToken(text, start - 1)) return false;
  return !(isToken(text, end - 1) && isToken(text, end));
}
