import { composedQuery } from './composition.js';
import type { Frame } from './frame.js';
import { queryOf } from './query.js';

/** What is being typed into the box, compositions included. */
export class Typing {
  readonly #input: HTMLInputElement;
  readonly #clear: HTMLButtonElement;
  readonly #onTyped: () => void;
  /** What is under composition; `null`: nothing is. */
  #composed: string | null = null;

  /** @param onTyped told of each change, and when a composition has ended */
  constructor({ input, clear }: Frame, onTyped: () => void) {
    this.#input = input;
    this.#clear = clear;
    this.#onTyped = onTyped;
    clear.hidden = true;
    input.addEventListener('input', (event) => {
      // A script that sets the text cuts a composition short, of which no end is told.
      if (event instanceof InputEvent && !event.isComposing) this.#composed = null;
      this.#typed();
    });
    for (const name of ['compositionstart', 'compositionupdate'] as const)
      input.addEventListener(name, ({ data }) => (this.#composed = data));
    input.addEventListener('compositionend', () => {
      this.#composed = null;
      this.#typed();
    });
    clear.addEventListener('click', () => {
      this.value = '';
      input.focus();
      this.#typed();
    });
  }

  get value(): string {
    return this.#input.value;
  }

  set value(text: string) {
    this.#composed = null;
    this.#input.value = text;
    this.#clear.hidden = text === '';
  }

  /** What to search for: what is under composition, as far as it has come. */
  get query(): string {
    const { value, selectionStart } = this.#input;
    return queryOf(
      this.#composed === null ? value : composedQuery(value, this.#composed, selectionStart ?? value.length),
    );
  }

  /** Whether an input method composes just now. */
  get isComposing(): boolean {
    return this.#composed !== null;
  }

  /** Forgets a composition of which no end will be told: the box was taken out of the page. */
  interrupt(): void {
    this.#composed = null;
  }

  #typed(): void {
    this.#clear.hidden = this.value === '';
    this.#onTyped();
  }
}
