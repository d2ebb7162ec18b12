import { isOfInputMethod } from './composition.js';
import { commandOf, type Command } from './keys.js';

/** What keys do; of some it depends whether there is anything to do, which they return. */
export interface KeyActions extends Readonly<Record<Exclude<Command, 'choose' | 'remove' | 'escape'>, () => void>> {
  readonly isOpen: () => boolean;
  readonly choose: (event: KeyboardEvent) => boolean;
  readonly remove: () => boolean;
  readonly escape: () => boolean;
}

/** Has the keys in an input do what they are for; what they do not the browser does, and whoever else listens. */
export function listenForKeys(input: HTMLInputElement, actions: KeyActions): void {
  input.addEventListener('keydown', (event) => {
    if (isOfInputMethod(event)) {
      // Safari would submit the form with the Enter that ended the composition.
      if (event.key === 'Enter') event.preventDefault();
      return;
    }
    const command = commandOf(event, actions.isOpen());
    if (command === null || actions[command](event) === false) return;
    event.preventDefault();
    event.stopPropagation();
  });
}
