import { isOfInputMethod } from './composition.js';
import { Frame } from './frame.js';
import { Popup, type PopupHost } from './popup.js';
import { RecentSearches } from './recent-searches.js';
import { Searching } from './searching.js';
import { askInstantly, RequestFailure, tellChoice } from './service.js';
import { readSettings, resultsAddress, type BoxSettings } from './settings.js';
import { leadsIntoBox } from './shortcut.js';
import { textsFor, type BoxTexts, type Failure } from './texts.js';
import { Typing } from './typing.js';
import { emptyView, viewOf, type BoxOption, type BoxState } from './view.js';

/** What `news-search:select` tells. */
export interface SelectDetail {
  readonly kind: 'hit' | 'suggestion' | 'recent' | 'search';
  /** What was typed. */
  readonly query: string;
  /** The title, or the query that was chosen. */
  readonly text: string;
  readonly id: string | null;
  readonly url: string | null;
}

/**
 * `<news-search>`: a search box with suggestions and first hits while one types (docs/SEARCHBOX.md).
 * Events, which bubble and can be cancelled, so that the page does otherwise: `news-search:select` when something of the
 * list is chosen (`SelectDetail`), `news-search:submit` when what was typed is to be searched for (`{query}`).
 */
export class NewsSearch extends HTMLElement implements PopupHost {
  static readonly observedAttributes: readonly string[] = ['lang', 'placeholder', 'aria-label', 'value'];
  /** Where this script came from: the service, unless `endpoint` says otherwise. */
  static readonly home: string = new URL('.', import.meta.url).href;

  readonly #frame: Frame;
  readonly #popup = new Popup(this);
  readonly #searching: Searching;
  readonly #typing: Typing;
  #texts: BoxTexts = textsFor('');
  #isOpen = false;
  #connection: AbortController | null = null;

  constructor() {
    super();
    const root = this.attachShadow({ mode: 'open', delegatesFocus: true });
    this.#frame = new Frame(root, this.#popup.element);
    this.#searching = new Searching({
      ask: (query, signal) => askInstantly(this.#settings, query, signal),
      failureOf,
      recent: () => this.#recent.list(),
      onState: (state) => this.#show(state),
      onBusy: (isBusy) => (this.#frame.isBusy = isBusy),
    });
    this.#typing = new Typing(this.#frame, () => this.#search());
    this.#listen();
  }

  /** What stands in the box. Setting it searches for nothing. */
  get value(): string {
    return this.#typing.value;
  }

  set value(text: string) {
    this.#typing.value = text;
  }

  get texts(): BoxTexts {
    return this.#texts;
  }

  get target(): string {
    return this.#settings.target;
  }

  connectedCallback(): void {
    this.value ||= this.getAttribute('value') ?? '';
    this.#label();
    this.#warn();
    this.#connection = new AbortController();
    const { signal } = this.#connection;
    document.addEventListener('keydown', (event) => this.#onDocumentKey(event), { signal });
    globalThis.addEventListener('online', () => this.#searching.retry(), { signal });
    // A page that comes back from the browser's memory would still show what was open when it was left.
    globalThis.addEventListener('pageshow', () => this.#close(), { signal });
  }

  disconnectedCallback(): void {
    this.#connection?.abort();
    this.#searching.stop();
  }

  attributeChangedCallback(name: string, _before: string | null, now: string | null): void {
    if (name === 'value') this.value = now ?? '';
    this.#label();
  }

  onChoose(option: BoxOption, event: MouseEvent): void {
    const { kind } = option;
    if (kind === 'clear-recent') this.#changeRecent((recent) => recent.clear());
    else if (kind === 'retry') this.#searching.retry();
    else this.#choose({ ...option, kind }, event);
  }

  onRemove({ text }: BoxOption): void {
    this.#changeRecent((recent) => recent.remove(text));
  }

  onActive(id: string | undefined): void {
    this.#frame.tie(this.#isOpen, id);
  }

  #listen(): void {
    const { input, form } = this.#frame;
    input.addEventListener('keydown', (event) => this.#onKey(event));
    input.addEventListener('focus', () => this.#reopen());
    input.addEventListener('click', () => this.#reopen());
    form.addEventListener('submit', (event) => {
      event.preventDefault();
      this.#submit();
    });
    // Within the box the focus may move; events show that only as one to the box itself.
    this.addEventListener('focusout', ({ relatedTarget }) => relatedTarget !== this && this.#close());
  }

  /** Read when they are needed: attributes may change at any time. */
  get #settings(): BoxSettings {
    return readSettings(this, NewsSearch.home, document.baseURI);
  }

  get #language(): string {
    return this.closest('[lang]')?.getAttribute('lang') || 'zh-CN';
  }

  get #recent(): RecentSearches {
    return new RecentSearches(this.#settings.recent, () => localStorage);
  }

  #label(): void {
    this.#texts = textsFor(this.#language);
    const own = { placeholder: this.getAttribute('placeholder'), label: this.getAttribute('aria-label') };
    this.#frame.label(this.#texts, own);
  }

  /** Tells the site's developer of an address that is none. */
  #warn(): void {
    const endpoint = this.getAttribute('endpoint') ?? '';
    if (endpoint === '' || URL.canParse(endpoint, document.baseURI)) return;
    // oxlint-disable-next-line no-console -- nobody else can mend it
    console.error(`news-search: endpoint="${endpoint}" is no address; ${this.#settings.endpoint} is asked instead`);
  }

  #search(): void {
    this.#searching.typed(this.#typing.query, this.#typing.isComposing);
  }

  /** Opens again what there is to what stands in the box. */
  #reopen(): void {
    if (this.#isOpen) return;
    const { state } = this.#searching;
    if (this.#typing.query === '') this.#searching.showRecent();
    else if (state.kind !== 'recent' && state.query === this.#typing.query) this.#show(state);
    else this.#search();
  }

  #changeRecent(change: (recent: RecentSearches) => void): void {
    change(this.#recent);
    this.#searching.showRecent();
  }

  #show(state: BoxState): void {
    // An answer may come when its reader has gone on.
    const isHere = this.shadowRoot?.activeElement === this.#frame.input;
    const basis = { settings: this.#settings, texts: this.#texts, language: this.#language };
    const view = isHere ? viewOf(state, basis) : emptyView;
    this.#popup.show(view, this.#texts.label);
    this.#frame.announce(view.announcement);
    this.#setOpen(!this.#popup.isEmpty);
  }

  #close(): void {
    this.#popup.activate(-1);
    this.#setOpen(false);
  }

  #setOpen(isOpen: boolean): void {
    this.#isOpen = isOpen;
    this.#popup.element.hidden = !isOpen;
    this.#frame.tie(isOpen, this.#popup.active?.element.id);
  }

  #onKey(event: KeyboardEvent): void {
    if (isOfInputMethod(event)) {
      // Safari would submit the form with the Enter that ended the composition.
      if (event.key === 'Enter') event.preventDefault();
    } else if (this.#act(event)) {
      event.preventDefault();
      event.stopPropagation();
    }
  }

  /** Does what a key is for; returns whether it was for anything. */
  #act(event: KeyboardEvent): boolean {
    const { key, altKey } = event;
    const active = this.#isOpen ? this.#popup.active : undefined;
    switch (key) {
      case 'ArrowDown':
      case 'ArrowUp':
        this.#move(key === 'ArrowDown' ? 1 : -1, altKey);
        return true;
      case 'Enter':
        active?.element.dispatchEvent(clickLike(event));
        return active !== undefined;
      case 'Delete':
        if (active?.option.kind === 'recent') this.onRemove(active.option);
        return active?.option.kind === 'recent';
      default:
        return key === 'Escape' && this.#escape();
    }
  }

  /** With Alt the arrows only open and close, as in other comboboxes. */
  #move(by: 1 | -1, withAlt: boolean): void {
    if (!this.#isOpen) this.#reopen();
    else if (!withAlt) this.#popup.move(by);
    else if (by < 0) this.#close();
  }

  /** Closes the list; where it is closed, empties the box. */
  #escape(): boolean {
    if (!this.#isOpen && this.value === '') return false;
    if (!this.#isOpen) this.value = '';
    this.#searching.stop();
    this.#close();
    return true;
  }

  #onDocumentKey(event: KeyboardEvent): void {
    // Most keys are none of ours: the attributes are read only for those that may be.
    if (!leadsIntoBox(event) || !this.#settings.hasShortcut || this.getClientRects().length === 0) return;
    event.preventDefault();
    this.#frame.input.select();
    this.#frame.input.focus();
  }

  #submit(): void {
    const query = this.#typing.query;
    if (query === '') return;
    this.#searching.stop();
    this.#close();
    this.#recent.add(query);
    if (!this.#dispatch('submit', { query })) return;
    const address = resultsAddress(this.#settings, query);
    if (this.target === '' || this.target === '_self') location.assign(address);
    else globalThis.open(address, this.target, 'noopener');
  }

  #choose(option: BoxOption & { readonly kind: SelectDetail['kind'] }, event: MouseEvent): void {
    const { kind, text, id, href } = option;
    const query = this.#typing.query;
    this.#recent.add(id === null ? text : query);
    if (id !== null || kind === 'suggestion') {
      const choice = { query: query === '' ? null : query, id, text: id === null ? text : null };
      tellChoice(this.#settings.endpoint, choice);
    }
    const detail: SelectDetail = { kind, query, text, id, url: href };
    if (!this.#dispatch('select', detail)) event.preventDefault();
    // Opened elsewhere, the reader is not done here.
    if (event.ctrlKey || event.metaKey || event.shiftKey) return;
    if (id === null) this.value = text;
    this.#searching.stop();
    this.#close();
  }

  #dispatch(name: 'select' | 'submit', detail: object): boolean {
    const options = { detail, bubbles: true, composed: true, cancelable: true };
    return this.dispatchEvent(new CustomEvent(`news-search:${name}`, options));
  }
}

/** A click with the same modifiers: Ctrl with Enter opens another tab, as it does with a link in focus. */
function clickLike({ ctrlKey, metaKey, shiftKey }: KeyboardEvent): MouseEvent {
  return new MouseEvent('click', { ctrlKey, metaKey, shiftKey, bubbles: true, cancelable: true, composed: true });
}

/** What a failed request means to a reader; the site's developer finds the rest on the console. */
function failureOf(error: unknown): Failure {
  // oxlint-disable-next-line no-console -- nobody else can tell them
  console.error(error);
  return error instanceof RequestFailure ? error.kind : 'failed';
}
