/** Characters of a query that the service uses. */
const longest = 256;

/**
 * What is searched for of a typed text: without space around it, as long as the service reads it, and without halves of
 * characters, which no address can hold (a cut, or a script, may leave one).
 */
export function queryOf(text: string): string {
  return text
    .trim()
    .slice(0, longest)
    .replace(/\p{Surrogate}/gu, '')
    .trimEnd();
}
