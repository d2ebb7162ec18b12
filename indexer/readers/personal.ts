/** Digits from which a number is taken for a telephone's, an account's or somebody's. */
const fewestDigits = 7;
/** Digits with nothing but punctuation, symbols and spaces between them. */
const number = /\p{Nd}(?:[^\p{L}\p{N}]*\p{Nd})*/gu;
/** Years, and dates parted in any way, are what news readers type: `2024-11-24`, `2024-2025`. */
const date = /(?:19|20)\d\d(?:[^\p{L}\p{N}]+(?:0?[1-9]|1[0-2])[^\p{L}\p{N}]+(?:0?[1-9]|[12]\d|3[01]))?/u.source;
const onlyDates = new RegExp(`^${date}(?:[^\\p{L}\\p{N}]+${date})*$`, 'u');

/**
 * Whether a folded text may hold what is nobody else's business: an address (`@`), or seven digits and more, however
 * they are parted, that are no dates, as telephone and identity numbers have.
 */
export function isPersonal(text: string): boolean {
  if (text.includes('@')) return true;
  return Array.from(text.matchAll(number), ([found]) => found).some(
    (found) => found.replace(/\P{Nd}/gu, '').length >= fewestDigits && !onlyDates.test(found),
  );
}
