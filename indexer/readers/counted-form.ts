import { hasWordCharacter } from '../analyzer/character-class.js';
import { fold } from '../analyzer/fold.js';
import { isPersonal } from './personal.js';

/** Characters of a query that is counted at most. */
const longest = 64;
/** Direction marks, variation selectors and the like: they change what others see, and may be any number. */
const invisible = /\p{Default_Ignorable_Code_Point}/gu;
const spaces = /[\p{Cc}\p{Z}]+/gu;

/** A query by its folded form, and as it is shown. */
export interface CountedForm {
  readonly key: string;
  readonly text: string;
}

/** By what a query is counted, and how it is shown; `null` where it is none to count. */
export function countedForm(query: string): CountedForm | null {
  const key = fold(query).text.trim();
  if (!hasWordCharacter(key) || key.length > longest || isPersonal(key)) return null;
  const text = query.replace(invisible, '').replace(spaces, ' ').trim();
  // Marks beyond those that any script has are folded away: who types them is shown without.
  return { key, text: text.length <= longest && fold(text).text === key ? text : key };
}
