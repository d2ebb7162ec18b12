import { make } from './make.js';
import type { MarkedPiece } from './marked.js';
import type { BoxTexts } from './texts.js';
import type { BoxOption, BoxView, OptionGroup } from './view.js';

/** An option that is shown. */
interface ShownOption {
  readonly option: BoxOption;
  readonly element: HTMLElement;
}

/** What the popup needs of the box around it. */
export interface PopupHost {
  readonly texts: BoxTexts;
  /** Of links; empty: the same window. */
  readonly target: string;
  /** An option was clicked, or chosen with Enter. Preventing the event's default keeps its address from being followed. */
  onChoose(option: BoxOption, event: MouseEvent): void;
  onRemove(option: BoxOption): void;
  /** @param id of the option that is active now; `undefined`: none is */
  onActive(id: string | undefined): void;
}

/**
 * What stands under the input: a listbox in groups (WAI-ARIA 1.2, combobox pattern). Focus stays in the input; the option
 * that is active is named by `aria-activedescendant`. Options with an address are links, so that they can be opened in
 * another tab.
 */
export class Popup {
  readonly element: HTMLElement;
  readonly #list: HTMLElement;
  readonly #note: HTMLElement;
  readonly #host: PopupHost;
  #options: ShownOption[] = [];
  #active = -1;

  constructor(host: PopupHost) {
    this.#host = host;
    this.#note = make('p', { class: 'note', part: 'note' });
    this.#list = make('div', { id: 'list', role: 'listbox', class: 'list', part: 'list' });
    this.element = make('div', { class: 'popup', part: 'popup' }, this.#note, this.#list);
    this.element.hidden = true;
    // A press must not take the focus out of the input; a click still comes.
    this.element.addEventListener('mousedown', (event) => event.preventDefault());
  }

  get isEmpty(): boolean {
    return this.#options.length === 0 && this.#note.textContent === '';
  }

  /** The option that the arrow keys have led to. */
  get active(): ShownOption | undefined {
    return this.#options[this.#active];
  }

  /** Shows a view in place of the last one. An option that was active stays so where it is still there. */
  show({ note, groups }: BoxView, label: string): void {
    const kept = this.active?.option;
    this.#note.textContent = note ?? '';
    this.#note.hidden = note === null;
    this.#list.setAttribute('aria-label', label);
    this.#options = [];
    this.#list.replaceChildren(...groups.map((group, i) => this.#renderGroup(group, i)));
    this.#list.hidden = this.#options.length === 0;
    const same = ({ option }: ShownOption): boolean =>
      kept !== undefined && option.kind === kept.kind && option.text === kept.text && option.id === kept.id;
    this.activate(this.#options.findIndex(same));
  }

  /** Makes the next or the previous option active; beyond the ends none, then the other end. */
  move(by: 1 | -1): void {
    const places = this.#options.length + 1;
    this.activate(((this.#active + 1 + by + places) % places) - 1);
  }

  /** @param index of an option; -1: none */
  activate(index: number): void {
    this.active?.element.setAttribute('aria-selected', 'false');
    this.#active = index;
    this.active?.element.setAttribute('aria-selected', 'true');
    this.active?.element.scrollIntoView({ block: 'nearest' });
    this.#host.onActive(this.active?.element.id);
  }

  #renderGroup({ kind, label, options }: OptionGroup, number: number): HTMLElement {
    const group = make('div', { role: 'group', class: `group ${kind}`, part: `group ${kind}` });
    if (label !== null) {
      const id = `group-${String(number)}`;
      group.setAttribute('aria-labelledby', id);
      // Named by the group, so it need not be read by itself.
      group.append(make('div', { id, class: 'heading', part: 'heading', role: 'presentation' }, label));
    }
    group.append(...options.map((option) => this.#renderOption(option)));
    return group;
  }

  #renderOption(option: BoxOption): HTMLElement {
    const id = `option-${String(this.#options.length)}`;
    const attributes = { id, role: 'option', 'aria-selected': 'false', class: `option ${option.kind}`, part: 'option' };
    const element = this.#frame(option, attributes);
    element.append(make('span', { class: 'text', part: 'text' }, ...option.pieces.map(renderPiece)));
    if (option.detail !== null) element.append(make('span', { class: 'detail', part: 'detail' }, option.detail));
    if (option.kind === 'recent') element.append(...this.#removal(option));
    const index = this.#options.push({ option, element }) - 1;
    element.addEventListener('click', (event) => this.#host.onChoose(option, event));
    element.addEventListener('mousemove', () => this.#active !== index && this.activate(index));
    return element;
  }

  #frame({ href }: BoxOption, attributes: Readonly<Record<string, string>>): HTMLElement {
    if (href === null) return make('div', attributes);
    const link = make('a', { ...attributes, href, tabindex: '-1' });
    if (this.#host.target !== '') link.target = this.#host.target;
    return link;
  }

  /** For a finger or a mouse a cross; keys have Delete, and a screen reader is told so. */
  #removal(option: BoxOption): HTMLElement[] {
    const { texts } = this.#host;
    const cross = make('span', { class: 'remove', part: 'remove', 'aria-hidden': 'true' }, '×');
    cross.title = texts.removeRecent(option.text);
    cross.addEventListener('click', (event) => {
      event.preventDefault();
      event.stopPropagation();
      this.#host.onRemove(option);
    });
    return [make('span', { class: 'unseen' }, `（${texts.removeHint}）`), cross];
  }
}

function renderPiece({ text, isMarked }: MarkedPiece): Node {
  return isMarked ? make('mark', { part: 'mark' }, text) : document.createTextNode(text);
}
