import { Frame } from './frame.js';
import { listenForKeys, type KeyActions } from './keyboard.js';
import { languageTag } from './language.js';
import { Popup, type PopupHost } from './popup.js';
import { RecentSearches } from './recent-searches.js';
import { Searching } from './searching.js';
import { askInstantly, failureOf } from './service.js';
import type { BoxSettings } from './settings.js';
import { textsFor, type BoxTexts } from './texts.js';
import { Typing } from './typing.js';
import { emptyView, viewOf, type BoxOption, type BoxState, type DestinationKind } from './view.js';

/** An option that leads somewhere, chosen. */
export interface Choice extends BoxOption {
  readonly kind: DestinationKind;
  /** What was typed. */
  readonly query: string;
  /** What the list was the answer to: while one types on, not yet what is typed; empty: it was that of recent searches. */
  readonly answered: string;
}

/** Whom a combobox serves. */
export interface ComboboxOwner {
  /** Asked whenever they are needed: they may change at any time. */
  readonly settings: () => BoxSettings;
  /** What was typed is to be searched for. */
  onSubmit(query: string): void;
  /** Preventing the event's default keeps the option's address from being followed. */
  onChoose(choice: Choice, event: MouseEvent): void;
}

/** Input and list together (WAI-ARIA 1.2, combobox pattern): what is typed, shown, and chosen with keys or by a press. */
export class Combobox {
  readonly #root: ShadowRoot;
  readonly #owner: ComboboxOwner;
  readonly #popup: Popup;
  readonly #frame: Frame;
  readonly #searching: Searching;
  readonly #typing: Typing;
  #texts: BoxTexts = textsFor('');
  #language = languageTag('');

  /** @param root where it is shown */
  constructor(root: ShadowRoot, owner: ComboboxOwner) {
    this.#root = root;
    this.#owner = owner;
    this.#popup = new Popup(this.#asHost());
    this.#frame = new Frame(root, this.#popup.element);
    this.#searching = new Searching({
      ask: (query, signal) => askInstantly(owner.settings(), query, signal),
      failureOf,
      recent: () => this.#recent.list(),
      onState: (state) => this.#show(state),
      isShown: () => this.#popup.isOpen,
      onBusy: (isBusy) => (this.#frame.isBusy = isBusy),
    });
    this.#typing = new Typing(this.#frame, () => this.#search());
    this.#listen();
  }

  get value(): string {
    return this.#typing.value;
  }

  /** Searches for nothing, and forgets what there was to the text before. */
  set value(text: string) {
    if (text === this.value) return;
    this.#typing.value = text;
    this.forget();
  }

  /** Says everything in a language; where they are given, with the page's own words. */
  label(language: string, own: { readonly placeholder: string | null; readonly label: string | null }): void {
    this.#language = language;
    this.#texts = textsFor(language);
    this.#frame.label(this.#texts, own);
    if (this.#popup.isOpen) this.#searching.showAgain();
  }

  /** Has the reader write over what stands there; returns whether the focus came: nothing hidden or inert takes it. */
  enter(): boolean {
    this.#frame.input.focus();
    this.#frame.input.select();
    return this.#root.activeElement === this.#frame.input;
  }

  /** Goes on with what a reader has begun in another input. */
  takeOver(other: HTMLInputElement): void {
    if (other.value !== other.defaultValue) this.value = other.value;
    if (!other.matches(':focus')) return;
    this.#frame.input.focus();
    this.#frame.input.setSelectionRange(other.selectionStart, other.selectionEnd);
  }

  /** Asks again where the last request failed and its reader waits. */
  retry(): void {
    if (this.#popup.isOpen) this.#searching.retry();
  }

  /** Shows nothing, and wants no answer any more. */
  close(): void {
    this.#searching.stop();
    this.#frame.announce('');
    this.#popup.close();
  }

  /** Closes; what has come is asked for anew when it is wanted again. */
  forget(): void {
    this.close();
    this.#searching.reset();
  }

  /** The box was taken out of the page. */
  leave(): void {
    this.#typing.interrupt();
    this.close();
  }

  #asHost(): PopupHost {
    return {
      texts: () => this.#texts,
      target: () => this.#owner.settings().target,
      onChoose: (option, event) => this.#onChoose(option, event),
      onRemove: ({ text }) => this.#changeRecent((recent) => recent.remove(text)),
      onChange: (isOpen, active) => this.#frame.tie(isOpen, active),
    };
  }

  #asKeyboard(): KeyActions {
    return {
      isOpen: () => this.#popup.isOpen,
      open: () => this.#reopen(),
      close: () => this.close(),
      next: () => this.#popup.move(1),
      previous: () => this.#popup.move(-1),
      choose: (event) => this.#popup.press(event),
      remove: () => this.#popup.remove(),
      escape: () => this.#escape(),
    };
  }

  #listen(): void {
    const { input, form } = this.#frame;
    listenForKeys(input, this.#asKeyboard());
    input.addEventListener('focus', () => this.#reopen());
    input.addEventListener('click', () => this.#reopen());
    input.addEventListener('blur', () => this.close());
    form.addEventListener('submit', (event) => {
      event.preventDefault();
      this.#submit();
    });
  }

  get #recent(): RecentSearches {
    return new RecentSearches(this.#owner.settings().recent, () => localStorage);
  }

  #search(): void {
    this.#searching.typed(this.#typing.query, this.#typing.isComposing);
  }

  /** Opens again what there is to what stands in the box. */
  #reopen(): void {
    if (!this.#popup.isOpen && !this.#searching.isAsking) this.#search();
  }

  #changeRecent(change: (recent: RecentSearches) => void): void {
    change(this.#recent);
    this.#searching.showRecent();
  }

  #show(state: BoxState): void {
    // An answer may come when its reader has gone on.
    const isHere = this.#root.activeElement === this.#frame.input;
    const basis = { settings: this.#owner.settings(), texts: this.#texts, language: this.#language };
    const view = isHere ? viewOf(state, basis) : emptyView;
    this.#popup.show(view, this.#texts.label);
    this.#frame.announce(view.announcement);
  }

  /** Closes the list, or waits for none any more; where there is none, empties the box. Returns whether that did anything. */
  #escape(): boolean {
    const isUsed = this.#popup.isOpen || this.value !== '';
    if (this.#popup.isOpen || this.#searching.isAsking) this.close();
    else this.value = '';
    return isUsed;
  }

  #submit(): void {
    const { query } = this.#typing;
    if (query === '') return;
    this.close();
    this.#recent.add(query);
    this.#owner.onSubmit(query);
  }

  #onChoose(option: BoxOption, event: MouseEvent): void {
    const { kind } = option;
    if (kind === 'clear-recent') this.#changeRecent((recent) => recent.clear());
    else if (kind === 'retry') this.#searching.retry();
    else this.#lead({ ...option, kind, query: this.#typing.query, answered: this.#searching.answered }, event);
  }

  #lead(choice: Choice, event: MouseEvent): void {
    const { id, text, query } = choice;
    this.#recent.add(id === null ? text : query);
    this.#owner.onChoose(choice, event);
    // Opened elsewhere, the reader is not done here.
    if (event.button !== 0 || event.ctrlKey || event.metaKey || event.shiftKey) return;
    if (id === null) this.value = text;
    this.close();
  }
}
