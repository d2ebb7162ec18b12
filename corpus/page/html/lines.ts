import { Element, Text, type AnyNode, type Document } from 'domhandler';

const words = (text: string): ReadonlySet<string> => new Set(text.split(' '));
const BLOCKS = words(
  'address article aside blockquote body caption center dd details dialog dir div dl dt fieldset figcaption figure ' +
    'footer form h1 h2 h3 h4 h5 h6 header hgroup hr html legend li main menu nav ol p pre search section ' +
    'summary table tbody td tfoot th thead tr ul',
);
const UNSEEN = words(
  'audio button canvas datalist embed head iframe map noembed noframes noscript object option script select style svg ' +
    'template textarea title video',
);
const HIDDEN = /display\s{0,3}:\s{0,3}none|visibility\s{0,3}:\s{0,3}hidden/i;
const SPACES = /[\s\u200b\ufeff]+/g;

/** A run of text inside a line, from one element. */
export interface Piece {
  /** White space collapsed and trimmed; not empty. */
  readonly text: string;
  readonly element: Element | null;
  readonly linked: boolean;
}

/** A line of the page as a reader sees it. */
export interface Line {
  /** White space collapsed and trimmed; empty where the line holds only images. */
  readonly text: string;
  /** The share of the text that is links, 0 to 1. */
  readonly linked: number;
  /** The nearest block element around it; `null` where there is none. */
  readonly block: Element | null;
  readonly pieces: readonly Piece[];
  readonly images: readonly Element[];
  /** Whether the page does not show it at first. */
  readonly hidden: boolean;
}

/** The page's lines in order: block elements and `<br>` end one. Scripts, forms' fields and the like are left out. */
export function readLines(page: Document): readonly Line[] {
  const reader = new LineReader();
  reader.visit(page, { block: null, inline: null, linked: false, hidden: false });
  reader.flush(null, false);
  return reader.lines;
}

/** The text of a line with a space between its pieces, as its styles would show it. */
export function spacedText(line: Line): string {
  return line.pieces.map(({ text }) => text).join(' ');
}

/** Id, class and itemprop of an element in one text, words separated by spaces or dashes, lower case. */
export function namesOf(element: Element | null): string {
  if (element === null) return '';
  const known = namesKnown.get(element);
  if (known !== undefined) return known;
  const {
    id = '',
    class: classes = '',
    itemprop = '',
  } = element.attribs as Readonly<Record<string, string | undefined>>;
  const names = `${id} ${classes} ${itemprop}`
    .slice(0, 300)
    .replace(/([a-z])([A-Z])/g, '$1-$2')
    .replace(/_/g, '-')
    .toLowerCase();
  namesKnown.set(element, names);
  return names;
}

const namesKnown = new WeakMap<Element, string>();

/** The element and all elements around it, innermost first. */
export function* ancestors(element: Element | null): Generator<Element, void, undefined> {
  for (let at: AnyNode | null = element; at !== null; at = at.parent) if (at instanceof Element) yield at;
}

interface Place {
  readonly block: Element | null;
  readonly inline: Element | null;
  readonly linked: boolean;
  readonly hidden: boolean;
}

class LineReader {
  readonly lines: Line[] = [];
  private raw: { text: string; element: Element | null; linked: boolean }[] = [];
  private images: Element[] = [];

  visit(node: Element | Document, place: Place): void {
    for (const child of node.children) {
      if (child instanceof Text) this.raw.push({ text: child.data, element: place.inline, linked: place.linked });
      else if (child instanceof Element) this.enter(child, place);
    }
  }

  flush(block: Element | null, hidden: boolean): void {
    const text = this.raw
      .map((piece) => piece.text)
      .join('')
      .replace(SPACES, ' ')
      .trim();
    if (text !== '' || this.images.length > 0) {
      const pieces = this.raw
        .map((piece) => ({ ...piece, text: piece.text.replace(SPACES, ' ').trim() }))
        .filter((piece) => piece.text !== '');
      const total = pieces.reduce((sum, piece) => sum + piece.text.length, 0);
      const inLinks = pieces.reduce((sum, piece) => sum + (piece.linked ? piece.text.length : 0), 0);
      this.lines.push({ text, linked: inLinks / Math.max(1, total), block, pieces, images: this.images, hidden });
    }
    this.raw = [];
    this.images = [];
  }

  private enter(element: Element, place: Place): void {
    const { name } = element;
    if (UNSEEN.has(name)) return;
    if (name === 'br') this.flush(place.block, place.hidden);
    else if (name === 'img') this.images.push(element);
    else if (BLOCKS.has(name)) this.enterBlock(element, place);
    else this.visit(element, { ...place, inline: element, linked: place.linked || name === 'a' });
  }

  private enterBlock(element: Element, place: Place): void {
    this.flush(place.block, place.hidden);
    const hidden = place.hidden || isHidden(element);
    this.visit(element, { ...place, block: element, inline: element, hidden });
    this.flush(element, hidden);
  }
}

function isHidden({ attribs }: Element): boolean {
  return attribs['hidden'] !== undefined || HIDDEN.test(attribs['style'] ?? '');
}
