import { make } from './make.js';
import styleText from './searchbox.css';
import type { BoxTexts } from './texts.js';

/** Milliseconds after the last change in which a screen reader is told of it. */
const announcementPause = 500;

const style = new CSSStyleSheet();
style.replaceSync(styleText);

/** The fixed parts of the box: a form with the input and its buttons, a place for the popup, and one for announcements. */
export class Frame {
  readonly input: HTMLInputElement = make('input', {
    type: 'search',
    name: 'q',
    part: 'input',
    role: 'combobox',
    'aria-autocomplete': 'list',
    'aria-expanded': 'false',
    'aria-controls': 'list',
    'aria-haspopup': 'listbox',
    autocomplete: 'off',
    autocapitalize: 'off',
    autocorrect: 'off',
    spellcheck: 'false',
    enterkeyhint: 'search',
    maxlength: '1000',
  });
  readonly clear: HTMLButtonElement = make(
    'button',
    { type: 'button', class: 'clear', part: 'clear', tabindex: '-1' },
    '×',
  );
  readonly form: HTMLFormElement;
  readonly #submit = make('button', { type: 'submit', class: 'submit', part: 'submit' });
  readonly #status = make('div', { role: 'status', class: 'unseen' });
  #timer: ReturnType<typeof setTimeout> | undefined;

  /** @param popup shown under the form */
  constructor(root: ShadowRoot, popup: HTMLElement) {
    const field = make('div', { class: 'field', part: 'field' }, this.input, this.clear, this.#submit);
    this.form = make('form', { role: 'search', part: 'form' }, field);
    // No style element: a page's policy may forbid inline styles.
    root.adoptedStyleSheets = [style];
    root.append(this.form, popup, this.#status);
  }

  /** Says everything in a language; where they are given, with the page's own words. */
  label(texts: BoxTexts, own: { readonly placeholder: string | null; readonly label: string | null }): void {
    this.input.placeholder = own.placeholder ?? texts.placeholder;
    this.input.setAttribute('aria-label', own.label ?? texts.label);
    this.clear.setAttribute('aria-label', texts.clear);
    this.#submit.textContent = texts.submit;
  }

  /** Shows whether an answer is awaited. */
  set isBusy(isBusy: boolean) {
    if (isBusy) this.form.setAttribute('aria-busy', 'true');
    else this.form.removeAttribute('aria-busy');
  }

  /** Tells the input of the list: whether it is open, and which option is active. */
  tie(isOpen: boolean, active: string | undefined): void {
    this.input.setAttribute('aria-expanded', String(isOpen));
    if (isOpen && active !== undefined) this.input.setAttribute('aria-activedescendant', active);
    else this.input.removeAttribute('aria-activedescendant');
  }

  /** Has a screen reader say a text when nothing new has come for a while; an empty one takes back what is to be said. */
  announce(text: string): void {
    clearTimeout(this.#timer);
    if (text === '') this.#status.textContent = '';
    else this.#timer = setTimeout(() => (this.#status.textContent = text), announcementPause);
  }
}
