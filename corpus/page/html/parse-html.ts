import { Document, Element, Text, type ParentNode } from 'domhandler';
import { Tokenizer, type TokenizerCallbacks } from 'htmlparser2';

const words = (text: string): ReadonlySet<string> => new Set(text.split(' '));
const VOID = words('area base basefont br col embed frame hr img input link meta param source track wbr');
const CLOSES_P = words(
  'address article aside blockquote center dir div dl fieldset footer form h1 h2 h3 h4 h5 h6 header hr main menu nav ol p pre section table ul',
);

/** What an opening tag ends, up to where. */
const IMPLIED: Readonly<Record<string, readonly [ends: ReadonlySet<string>, within: ReadonlySet<string>]>> = {
  li: [words('li p'), words('ul ol menu')],
  dt: [words('dt dd p'), words('dl')],
  dd: [words('dt dd p'), words('dl')],
  option: [words('option'), words('select')],
  tr: [words('tr td th p'), words('table tbody thead tfoot')],
  td: [words('td th p'), words('tr table')],
  th: [words('td th p'), words('tr table')],
  tbody: [words('tbody thead tr td th p'), words('table')],
  body: [words('head'), words('html')],
};

/** A closing tag of something else does not reach out of these. */
const SCOPES = words('td th table');
const TABLE_PARTS = words('table tbody thead tfoot tr td th body html');

/** Elements deeper than this are laid side by side. */
const DEEPEST = 400;

/**
 * The page as a tree. Any text is taken; broken markup is read as far as it goes, in time linear in its length, and the
 * tree is never deeper than 400 elements, so that it may be walked by recursion. Comments are not part of it.
 */
export function parseHtml(html: string): Document {
  const builder = new TreeBuilder(html);
  // The tokenizer and not the parser: the parser searches all open elements at each closing tag.
  const tokenizer = new Tokenizer({ decodeEntities: true }, builder);
  tokenizer.write(html);
  tokenizer.end();
  return builder.document;
}

class TreeBuilder implements TokenizerCallbacks {
  readonly document: Document = new Document([]);
  private readonly html: string;
  private readonly open: Element[] = [];
  private readonly counts = new Map<string, number>();
  private tooDeep = 0;
  private tag: Element | null = null;
  private attribute = '';
  private value = '';

  constructor(html: string) {
    this.html = html;
  }

  ontext(start: number, end: number): void {
    this.addText(this.html.slice(start, end));
  }

  ontextentity(codepoint: number): void {
    this.addText(String.fromCodePoint(codepoint));
  }

  onopentagname(start: number, end: number): void {
    this.tag = new Element(this.html.slice(start, end).toLowerCase(), {});
  }

  onattribname(start: number, end: number): void {
    this.attribute = this.html.slice(start, end).toLowerCase();
    this.value = '';
  }

  onattribdata(start: number, end: number): void {
    this.value += this.html.slice(start, end);
  }

  onattribentity(codepoint: number): void {
    this.value += String.fromCodePoint(codepoint);
  }

  onattribend(): void {
    if (this.tag !== null && !Object.hasOwn(this.tag.attribs, this.attribute)) {
      // `__proto__` as a name must become a key like any other.
      Object.defineProperty(this.tag.attribs, this.attribute, { value: this.value, enumerable: true, writable: true });
    }
  }

  onopentagend(): void {
    const tag = this.tag;
    this.tag = null;
    if (tag === null) return;
    this.endImplied(tag.name);
    this.append(tag);
    if (!VOID.has(tag.name)) this.push(tag);
  }

  onselfclosingtag(): void {
    this.onopentagend();
  }

  onclosetag(start: number, end: number): void {
    const name = this.html.slice(start, end).trim().toLowerCase();
    if (name === 'br') this.append(new Element('br', {}));
    else if (this.tooDeep > 0) this.tooDeep--;
    else if ((this.counts.get(name) ?? 0) > 0 && name !== 'html' && name !== 'body') this.close(name);
  }

  private close(name: string): void {
    let at = this.open.length - 1;
    while (at >= 0 && this.open[at]?.name !== name) {
      if (SCOPES.has(this.open[at]?.name ?? '') && !TABLE_PARTS.has(name)) return;
      at--;
    }
    if (at >= 0) this.popTo(at);
  }

  private endImplied(name: string): void {
    if (CLOSES_P.has(name) && this.open.at(-1)?.name === 'p') this.pop();
    const rule = Object.hasOwn(IMPLIED, name) ? IMPLIED[name] : undefined;
    if (rule === undefined) return;
    const [ends, within] = rule;
    let at = this.open.length - 1;
    let from = -1;
    for (; at >= 0 && !within.has(this.open[at]?.name ?? ''); at--) if (ends.has(this.open[at]?.name ?? '')) from = at;
    if (from >= 0) this.popTo(from);
  }

  private push(tag: Element): void {
    if (this.open.length >= DEEPEST) {
      this.tooDeep++;
      return;
    }
    this.open.push(tag);
    this.counts.set(tag.name, (this.counts.get(tag.name) ?? 0) + 1);
  }

  private popTo(length: number): void {
    for (let count = this.open.length - length; count > 0; count--) this.pop();
  }

  private pop(): void {
    const tag = this.open.pop();
    if (tag !== undefined) this.counts.set(tag.name, (this.counts.get(tag.name) ?? 1) - 1);
  }

  private addText(data: string): void {
    const last = (this.open.at(-1) ?? this.document).lastChild;
    if (last instanceof Text) last.data += data;
    else this.append(new Text(data));
  }

  private append(node: Element | Text): void {
    const parent: ParentNode = this.open.at(-1) ?? this.document;
    const last = parent.lastChild;
    node.parent = parent;
    node.prev = last;
    if (last !== null) last.next = node;
    parent.children.push(node);
  }

  oncdata(): void {}
  oncomment(): void {}
  ondeclaration(): void {}
  onend(): void {}
  onprocessinginstruction(): void {}
}
