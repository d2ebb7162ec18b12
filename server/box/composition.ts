/** What of a key tells whether it is an input method's. */
export interface ComposedKey {
  readonly isComposing: boolean;
  readonly keyCode: number;
}

/** What browsers give as the code of every key that an input method takes for itself (UI Events, legacy key codes). */
const takenByInputMethod = 229;

/**
 * Whether a key belongs to an input method: Enter, arrows and Escape choose among its candidates then. Safari ends the
 * composition before it tells of the Enter that ended it, so that `isComposing` is false already; the code is not.
 */
export function isOfInputMethod({ isComposing, keyCode }: ComposedKey): boolean {
  return isComposing || keyCode === takenByInputMethod;
}

/**
 * What to search for while a composition runs: its syllables put together as the service knows them (`xi'chang` and
 * `xi chang` are `xichang`). What stands around it is the reader's: `new york` stays two words.
 * @param value the whole text
 * @param composed what of it is under composition
 * @param caret where the caret stands: within the composition, or at its end
 */
export function composedQuery(value: string, composed: string, caret: number): string {
  const start = value.lastIndexOf(composed, caret);
  const end = start + composed.length;
  if (composed === '' || start < 0 || end < caret) return value;
  const syllables = composed.replace(/(?<=[a-zü])['’ ](?=[a-zü])/giu, '');
  return value.slice(0, start) + syllables + value.slice(end);
}
