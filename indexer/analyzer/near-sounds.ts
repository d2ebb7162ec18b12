import type { Reading } from './pinyin.js';

/** Initials and finals that many speakers do not tell apart, each way. */
const confusions: readonly (readonly [RegExp, string])[] = [
  [/^([zcs])h/, '$1'],
  [/^([zcs])(?!h)/, '$1h'],
  [/^n(?!g?$)/, 'l'],
  [/^l/, 'n'],
  [/([aei])ng$/, '$1n'],
  [/([aei])n$/, '$1ng'],
];

function nearSyllables(syllable: string): string[] {
  return confusions.flatMap(([pattern, near]) => (pattern.test(syllable) ? [syllable.replace(pattern, near)] : []));
}

/**
 * The readings in which one syllable is another that is often taken for it: zh/z, ch/c, sh/s, n/l, an/ang, en/eng,
 * in/ing. Some are no syllables of Chinese.
 */
export function nearSounds(reading: Reading): Reading[] {
  return reading.flatMap((syllable, at) => nearSyllables(syllable).map((near) => reading.with(at, near)));
}
