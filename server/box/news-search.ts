import { Combobox, type Choice } from './combobox.js';
import { languageTag } from './language.js';
import { tellChoice } from './service.js';
import { homeOf, readSettings, resultsAddress, webAddress, type BoxSettings } from './settings.js';
import { leadsIntoBox } from './shortcut.js';
import type { DestinationKind } from './view.js';

/** What `news-search:select` tells. */
export interface SelectDetail {
  readonly kind: DestinationKind;
  /** What was typed. */
  readonly query: string;
  /** The title, or the query that was chosen. */
  readonly text: string;
  readonly id: string | null;
  readonly url: string | null;
}

/** Attributes on which hangs what the service answers. */
const asked = ['endpoint', 'filters', 'suggestions', 'hits', 'results', 'article'];

/**
 * `<news-search>`: a search box with suggestions and first hits while one types (docs/SEARCHBOX.md).
 * Events, which bubble and can be cancelled, so that the page does otherwise: `news-search:select` when something of the
 * list is chosen (`SelectDetail`), `news-search:submit` when what was typed is to be searched for (`{query}`).
 */
export class NewsSearch extends HTMLElement {
  static readonly observedAttributes: readonly string[] = ['lang', 'placeholder', 'aria-label', 'value', ...asked];

  readonly #combobox: Combobox;
  #connection: AbortController | null = null;
  #hasTakenOver = false;

  constructor() {
    super();
    const root = this.attachShadow({ mode: 'open', delegatesFocus: true });
    this.#combobox = new Combobox(root, {
      settings: () => this.#settings,
      onSubmit: (query) => this.#onSubmit(query),
      onChoose: (choice, event) => this.#onChoose(choice, event),
    });
  }

  /** What stands in the box. Setting it searches for nothing. */
  get value(): string {
    return this.#combobox.value;
  }

  set value(text: string) {
    this.#combobox.value = text;
  }

  connectedCallback(): void {
    this.#label();
    this.#warn();
    this.#takeOver();
    this.#connection = new AbortController();
    const { signal } = this.#connection;
    // What fills in forms tells of keys that are none.
    const onKey = (event: Event): void => {
      if (event instanceof KeyboardEvent) this.#onDocumentKey(event);
    };
    document.addEventListener('keydown', onKey, { signal });
    globalThis.addEventListener('online', () => this.#combobox.retry(), { signal });
    // A page that comes back from the browser's memory would still show what was open when it was left.
    globalThis.addEventListener('pageshow', ({ persisted }) => persisted && this.#combobox.close(), { signal });
  }

  disconnectedCallback(): void {
    this.#connection?.abort();
    this.#combobox.leave();
  }

  attributeChangedCallback(name: string, before: string | null, now: string | null): void {
    if (before === now) return;
    if (name === 'value') this.value = now ?? '';
    else if (asked.includes(name)) this.#combobox.forget();
    else this.#label();
  }

  /** Read when they are needed: attributes may change at any time. */
  get #settings(): BoxSettings {
    return readSettings(this, homeOf(import.meta.url, document.baseURI), document.baseURI);
  }

  #label(): void {
    const own = { placeholder: this.getAttribute('placeholder'), label: this.getAttribute('aria-label') };
    this.#combobox.label(languageTag(nearestLanguage(this)), own);
  }

  /** Tells the site's developer of addresses that are none. */
  #warn(): void {
    for (const name of ['endpoint', 'results']) {
      const text = this.getAttribute(name) ?? '';
      if (text === '' || webAddress(text, document.baseURI) !== null) continue;
      const { endpoint } = this.#settings;
      // oxlint-disable-next-line no-console -- nobody else can mend it
      console.error(`news-search: ${name}="${text}" is no address; that of ${endpoint} is taken instead`);
    }
  }

  /** Goes on with what was begun in the form that stood inside the element until the script had come. */
  #takeOver(): void {
    if (this.#hasTakenOver) return;
    this.#hasTakenOver = true;
    const fallback = this.querySelector<HTMLInputElement>('input:is([type=search], [type=text], :not([type]))');
    if (fallback !== null) this.#combobox.takeOver(fallback);
    this.#takeOwnValue();
  }

  /** A value that a script has set before the element was known hides the property of that name. */
  #takeOwnValue(): void {
    if (!Object.hasOwn(this, 'value')) return;
    const { value } = this;
    Reflect.deleteProperty(this, 'value');
    this.value = value;
  }

  #onDocumentKey(event: KeyboardEvent): void {
    // Most keys are none of ours: the attributes are read only for those that may be.
    if (leadsIntoBox(event) && this.#settings.hasShortcut && this.#combobox.enter()) event.preventDefault();
  }

  #onSubmit(query: string): void {
    if (!this.#dispatch('submit', { query })) return;
    const { target } = this.#settings;
    const address = resultsAddress(this.#settings, query);
    if (target === '' || target === '_self') location.assign(address);
    // A window of a name is used again, which `noopener` would keep it from.
    else if (target === '_blank') globalThis.open(address, target, 'noopener');
    else globalThis.open(address, target);
  }

  #onChoose({ kind, text, id, href, query, answered, rank }: Choice, event: MouseEvent): void {
    const { endpoint, tells } = this.#settings;
    if (tells && rank !== null) tellChoice(endpoint, { query: answered, id, text: id === null ? text : null, rank });
    const detail: SelectDetail = { kind, query, text, id, url: href };
    if (!this.#dispatch('select', detail)) event.preventDefault();
  }

  #dispatch(name: 'select' | 'submit', detail: object): boolean {
    const options = { detail, bubbles: true, composed: true, cancelable: true };
    return this.dispatchEvent(new CustomEvent(`news-search:${name}`, options));
  }
}

/** What the page says of an element's language, out of the shadow trees that it may stand in. */
function nearestLanguage(element: Element): string {
  const told = element.closest('[lang]')?.getAttribute('lang');
  if (told !== null && told !== undefined && told !== '') return told;
  const root = element.getRootNode();
  return root instanceof ShadowRoot ? nearestLanguage(root.host) : '';
}
