/** What a key asks of the box. */
export type Command = 'next' | 'previous' | 'open' | 'close' | 'choose' | 'remove' | 'escape';

/** What of a key decides. */
export interface PressedKey {
  readonly key: string;
  readonly altKey: boolean;
  readonly ctrlKey: boolean;
  readonly metaKey: boolean;
  readonly shiftKey: boolean;
}

/**
 * What a key in the input is for (WAI-ARIA 1.2, combobox pattern); `null`: it is the input's own. With Alt the arrows only
 * open and close; with Shift, Ctrl or ⌘ they select and move in the text. Enter may have them: a link opens elsewhere then.
 */
export function commandOf(pressed: PressedKey, isOpen: boolean): Command | null {
  const { key, altKey, ctrlKey, metaKey, shiftKey } = pressed;
  if (key === 'Enter') return isOpen ? 'choose' : null;
  if (ctrlKey || metaKey || shiftKey) return null;
  switch (key) {
    case 'ArrowDown':
      return altKey || !isOpen ? 'open' : 'next';
    case 'ArrowUp':
      if (altKey) return isOpen ? 'close' : null;
      return isOpen ? 'previous' : 'open';
    case 'Delete':
      return isOpen ? 'remove' : null;
    default:
      return key === 'Escape' ? 'escape' : null;
  }
}
