import { isUnspaced, mayBeUnspaced } from '../../analyzer/character-class.js';

/** A pair of neighbouring characters as a number: its two UTF-16 units. 0 is no pair. */
export type PairKey = number;

/** The key of the pair at `index` of a text; 0 where it is not two characters of scripts written without spaces. */
export function pairAt(text: string, index: number): PairKey {
  if (!isUnspaced(text, index) || !isUnspaced(text, index + 1)) return 0;
  return pairKey(text, index);
}

/** The key of any two units, whatever they are. */
export function pairKey(text: string, index: number): PairKey {
  return ((text.charCodeAt(index) << 16) | text.charCodeAt(index + 1)) >>> 0;
}

/** Whether a pair may be of scripts written without spaces, so that it is counted. */
export function isCounted(key: PairKey): boolean {
  return mayBeUnspaced(key >>> 16) && mayBeUnspaced(key & 0xffff);
}
