type Child = Node | string | null;

/** Attributes; `onclick` and the like are listeners. */
type Attributes = Readonly<Record<string, string | boolean | ((event: Event) => void)>>;

/** Makes an element. Texts are put in as texts, never as markup. */
export function element<Name extends keyof HTMLElementTagNameMap>(
  name: Name,
  attributes: Attributes = {},
  ...children: readonly Child[]
): HTMLElementTagNameMap[Name] {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) {
    if (typeof value === 'function') made.addEventListener(key.replace(/^on/, ''), value);
    else if (typeof value === 'string') made.setAttribute(key, value);
    else made.toggleAttribute(key, value);
  }
  made.append(...children.filter((child) => child !== null));
  return made;
}

/** A table with a head; what it says where there are no rows. */
export function table(heads: readonly string[], rows: readonly HTMLTableRowElement[], none: string): HTMLElement {
  if (rows.length === 0) return element('p', { class: 'none' }, none);
  const head = element('tr', {}, ...heads.map((text) => element('th', { scope: 'col' }, text)));
  return element(
    'div',
    { class: 'scroll' },
    element('table', {}, element('thead', {}, head), element('tbody', {}, ...rows)),
  );
}

/** A row of texts and elements. */
export function row(...cells: readonly Child[]): HTMLTableRowElement {
  return element('tr', {}, ...cells.map((cell) => element('td', {}, cell)));
}

/** A part of the page under a heading. */
export function section(heading: string, ...children: readonly Child[]): HTMLElement {
  return element('section', {}, element('h2', {}, heading), ...children);
}

/** A field with its label. */
export function field(label: string, input: HTMLInputElement): HTMLElement {
  return element('label', {}, element('span', {}, label), input);
}
