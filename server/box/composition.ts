/** What of a key tells whether it is an input method's. */
export interface PressedKey {
  readonly isComposing: boolean;
  readonly keyCode: number;
}

/** What browsers give as the code of every key that an input method takes for itself (UI Events, legacy key codes). */
const takenByInputMethod = 229;

/**
 * Whether a key belongs to an input method: Enter, arrows and Escape choose among its candidates then. Safari ends the
 * composition before it tells of the Enter that ended it, so that `isComposing` is false already; the code is not.
 */
export function isOfInputMethod({ isComposing, keyCode }: PressedKey): boolean {
  return isComposing || keyCode === takenByInputMethod;
}

/**
 * What to search for while a composition runs: what it holds so far, syllables put together as the service knows them
 * (`xi'chang` and `xi chang` are `xichang`).
 */
export function composedQuery(value: string): string {
  return value.replace(/(?<=[a-zü])['’ ](?=[a-zü])/giu, '');
}
