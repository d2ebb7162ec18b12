import { make } from './make.js';
import type { MarkedPiece } from './marked.js';
import type { BoxTexts } from './texts.js';
import type { BoxOption, OptionGroup } from './view.js';

/** The number of the mouse button that opens a link elsewhere. */
const middle = 1;

/** An option that is shown. */
export interface ShownOption {
  readonly option: BoxOption;
  readonly element: HTMLElement;
}

/** What options need of the box around them. */
export interface OptionHost {
  readonly texts: () => BoxTexts;
  /** Of links; empty: the same window. */
  readonly target: () => string;
  /**
   * An option was clicked, with the middle button where it leads somewhere. Preventing the event's default keeps its
   * address from being followed.
   */
  readonly onChoose: (option: BoxOption, event: MouseEvent) => void;
  readonly onRemove: (option: BoxOption) => void;
}

/** Renders all groups. Options with an address are links, so that they can be opened in another tab. */
export function renderGroups(
  groups: readonly OptionGroup[],
  host: OptionHost,
): { readonly elements: HTMLElement[]; readonly options: ShownOption[] } {
  const options: ShownOption[] = [];
  // All attributes are read for it: once a list, not once an option.
  const target = host.target();
  const elements = groups.map((group, i) => {
    const element = renderHeading(group, i);
    for (const option of group.options) {
      const shown = { option, element: renderOption(option, `option-${String(options.length)}`, target, host) };
      options.push(shown);
      element.append(shown.element);
    }
    return element;
  });
  return { elements, options };
}

/** A group with nothing in it yet. */
function renderHeading({ kind, label }: OptionGroup, number: number): HTMLElement {
  const group = make('div', { role: 'group', class: `group ${kind}`, part: `group ${kind}` });
  if (label === null) return group;
  const id = `group-${String(number)}`;
  group.setAttribute('aria-labelledby', id);
  // Named by the group, so it need not be read by itself.
  group.append(make('div', { id, class: 'heading', part: 'heading', role: 'presentation' }, label));
  return group;
}

function renderOption(option: BoxOption, id: string, target: string, host: OptionHost): HTMLElement {
  const attributes = { id, role: 'option', 'aria-selected': 'false', class: `option ${option.kind}`, part: 'option' };
  const element = renderFrame(option, attributes, target);
  element.append(make('span', { class: 'text', part: 'text' }, ...option.pieces.map(renderPiece)));
  if (option.detail !== null) element.append(make('span', { class: 'detail', part: 'detail' }, option.detail));
  if (option.kind === 'recent') element.append(...renderRemoval(option, host));
  element.addEventListener('click', (event) => host.onChoose(option, event));
  element.addEventListener('auxclick', (event) => {
    if (event.button === middle && option.href !== null) host.onChoose(option, event);
  });
  return element;
}

function renderFrame({ href }: BoxOption, attributes: Readonly<Record<string, string>>, target: string): HTMLElement {
  if (href === null) return make('div', attributes);
  const link = make('a', { ...attributes, href, tabindex: '-1' });
  if (target !== '') link.target = target;
  return link;
}

/** For a finger or a mouse a cross; keys have Delete, and a screen reader is told so. */
function renderRemoval(option: BoxOption, { texts, onRemove }: OptionHost): HTMLElement[] {
  const { removeRecent, removeHint } = texts();
  const cross = make('span', { class: 'remove', part: 'remove', 'aria-hidden': 'true' }, '×');
  cross.title = removeRecent(option.text);
  cross.addEventListener('click', (event) => {
    event.preventDefault();
    event.stopPropagation();
    onRemove(option);
  });
  return [make('span', { class: 'unseen' }, `（${removeHint}）`), cross];
}

function renderPiece({ text, isMarked }: MarkedPiece): Node {
  return isMarked ? make('mark', { part: 'mark' }, text) : document.createTextNode(text);
}
