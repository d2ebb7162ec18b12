import { composedQuery } from './composition.js';
import type { Frame } from './frame.js';
import { queryLength } from './service.js';

/** What is being typed into the box, compositions included. */
export class Typing {
  readonly #input: HTMLInputElement;
  readonly #clear: HTMLButtonElement;
  readonly #onTyped: () => void;
  #isComposing = false;

  /** @param onTyped told of each change, and when a composition has ended */
  constructor({ input, clear }: Frame, onTyped: () => void) {
    this.#input = input;
    this.#clear = clear;
    this.#onTyped = onTyped;
    input.addEventListener('input', () => this.#typed());
    input.addEventListener('compositionstart', () => (this.#isComposing = true));
    input.addEventListener('compositionend', () => {
      this.#isComposing = false;
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
    this.#input.value = text;
    this.#clear.hidden = text === '';
  }

  /** What to search for: what is under composition, as far as it has come. */
  get query(): string {
    const text = this.#isComposing ? composedQuery(this.value) : this.value;
    return text.trim().slice(0, queryLength);
  }

  /** Whether an input method composes just now. */
  get isComposing(): boolean {
    return this.#isComposing;
  }

  #typed(): void {
    this.#clear.hidden = this.value === '';
    this.#onTyped();
  }
}
