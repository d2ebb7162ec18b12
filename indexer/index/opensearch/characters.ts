import { isToken } from '../../analyzer/character-class.js';
import { textFields, type TextField } from '../../article-text.js';

/**
 * How folded texts stand in OpenSearch: a field of words that are single characters, so that a phrase there is a run of
 * characters. Letters and digits that match as whole tokens say besides whether their token begins and ends with them:
 * `5g手` is `5s ge 手`. What the whitespace analyzer would take for a gap, and what is no character, is written as a number.
 */
const unprintable = /[\s\p{C}\p{Z}]/u;

/** Whether a token begins and ends with a character: `i` within one, `s` its start, `e` its end, `b` both. */
const marks = { '00': 'i', '10': 's', '01': 'e', '11': 'b' } as const;
type Edges = keyof typeof marks;

function wordOf(character: string, edges: Edges | null): string {
  if (edges !== null) return character + marks[edges];
  return unprintable.test(character) ? `_${(character.codePointAt(0) ?? 0).toString(16)}` : character;
}

/** The words of a text, a character each. */
export function characterWords(text: string): string[] {
  return [...points(text)].map(({ character, at }) => wordOf(character, edgesAt(text, at, at + character.length)));
}

function* points(text: string): Generator<{ readonly character: string; readonly at: number }> {
  let at = 0;
  for (const character of text) {
    yield { character, at };
    at += character.length;
  }
}

function edgesAt(text: string, start: number, end: number): Edges | null {
  if (!isToken(text, start)) return null;
  return `${isToken(text, start - 1) ? 0 : 1}${isToken(text, end) ? 0 : 1}`;
}

/**
 * The words that a sought text may be in an article, one way or several.
 * @param whole whether a token at its ends has to end there
 */
export function soughtWords(text: string, whole: boolean): readonly (readonly string[])[] {
  const words = characterWords(text);
  if (whole) return [words];
  const [first, last] = [words[0] ?? '', words.at(-1) ?? ''];
  const starts = isToken(text, 0) ? cutOff(first, /s$/, 'i', /b$/, 'e') : [first];
  if (words.length === 1)
    return starts.flatMap((one) => (isToken(text, 0) ? cutOff(one, /e$/, 'i', /b$/, 's') : [one])).map((one) => [one]);
  const ends = isToken(text, text.length - 1) ? cutOff(last, /e$/, 'i', /b$/, 's') : [last];
  return starts.flatMap((start) => ends.map((end) => [start, ...words.slice(1, -1), end]));
}

/** A word as it is, and as it is where its token goes on. */
function cutOff(word: string, edge: RegExp, inner: string, both: RegExp, other: string): string[] {
  return [word, word.replace(edge, inner).replace(both, other)];
}

/** What stands before a field of a text, but for the first. */
export const fieldMark = (field: TextField): string => `_${field}`;

/** The words of an article's joined folded text (`foldArticle`), with a mark before each field but the first. */
export function textWords(text: string): string {
  const fields = text.split('\n');
  return textFields
    .flatMap((field, i) => [...(i === 0 ? [] : [fieldMark(field)]), ...characterWords(fields[i] ?? '')])
    .join(' ');
}
