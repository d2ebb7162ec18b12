import { make } from './make.js';
import { renderGroups, type OptionHost, type ShownOption } from './render-options.js';
import type { BoxView } from './view.js';

/** What the popup needs of the box around it. */
export interface PopupHost extends OptionHost {
  /** @param active id of the option that is active now; `undefined`: none is */
  readonly onChange: (isOpen: boolean, active: string | undefined) => void;
}

/**
 * What stands under the input: a listbox in groups (WAI-ARIA 1.2, combobox pattern). Focus stays in the input; the option
 * that is active is named by `aria-activedescendant`.
 */
export class Popup {
  readonly element: HTMLElement;
  readonly #list: HTMLElement;
  readonly #note: HTMLElement;
  readonly #host: PopupHost;
  #options: readonly ShownOption[] = [];
  #active = -1;

  constructor(host: PopupHost) {
    this.#host = host;
    this.#note = make('p', { class: 'note', part: 'note' });
    this.#list = make('div', { id: 'list', role: 'listbox', class: 'list', part: 'list' });
    // Browsers let the Tab key into what scrolls, unless they are told otherwise.
    this.element = make('div', { class: 'popup', part: 'popup', tabindex: '-1' }, this.#note, this.#list);
    this.element.hidden = true;
    // A press must not take the focus out of the input; a click still comes.
    this.element.addEventListener('mousedown', (event) => event.preventDefault());
  }

  get isOpen(): boolean {
    return !this.element.hidden;
  }

  /** Shows a view in place of the last one; an empty one not. An option that was active stays so where it is still there. */
  show({ note, groups }: BoxView, label: string): void {
    const kept = this.#shown?.option;
    this.#note.textContent = note ?? '';
    this.#note.hidden = note === null;
    this.#list.setAttribute('aria-label', label);
    const { elements, options } = renderGroups(groups, this.#host);
    this.#options = options;
    this.#list.replaceChildren(...elements);
    this.#list.hidden = options.length === 0;
    this.element.hidden = options.length === 0 && note === null;
    const same = ({ option }: ShownOption): boolean =>
      kept !== undefined && option.kind === kept.kind && option.text === kept.text && option.id === kept.id;
    const active = this.#options.findIndex(same);
    if (active === -1) this.element.scrollTop = 0;
    this.#activate(active);
  }

  close(): void {
    this.element.hidden = true;
    this.#activate(-1);
  }

  /** Makes the next or the previous option active; beyond the ends none, then the other end. */
  move(by: 1 | -1): void {
    const places = this.#options.length + 1;
    this.#activate(((this.#active + 1 + by + places) % places) - 1);
  }

  /** Chooses the active option as a click would; returns whether there is one. */
  press({ ctrlKey, metaKey, shiftKey }: KeyboardEvent): boolean {
    const shown = this.#shown;
    // With the same modifiers: Ctrl with Enter opens another tab, as it does with a link in focus.
    const like = { ctrlKey, metaKey, shiftKey, bubbles: true, cancelable: true, composed: true };
    shown?.element.dispatchEvent(new MouseEvent('click', like));
    return shown !== undefined;
  }

  /** Takes the active option away where that can be; returns whether it could. */
  remove(): boolean {
    const option = this.#shown?.option;
    if (option?.kind !== 'recent') return false;
    this.#host.onRemove(option);
    return true;
  }

  /** The option that the arrow keys have led to. */
  get #shown(): ShownOption | undefined {
    return this.#options[this.#active];
  }

  /** @param index of an option; -1: none */
  #activate(index: number): void {
    this.#shown?.element.setAttribute('aria-selected', 'false');
    this.#active = index;
    this.#shown?.element.setAttribute('aria-selected', 'true');
    this.#shown?.element.scrollIntoView({ block: 'nearest' });
    this.#host.onChange(this.isOpen, this.#shown?.element.id);
  }
}
