import { Tokenizer, type TokenizerCallbacks } from 'htmlparser2';

/** An element of an XML text. */
export interface XmlElement {
  /** In lower case, without its prefix: feeds choose their own. */
  readonly name: string;
  /** By name in lower case, prefix and all. */
  readonly attributes: ReadonlyMap<string, string>;
  readonly children: readonly XmlElement[];
  /** The text of it and of all within, CDATA too, character references decoded. */
  readonly text: string;
}

/** Elements that end where the next one begins: some feeds forget to close them. */
const neverNested = new Set(['item', 'entry']);
/** Elements deeper than this are passed over with all within. */
const deepest = 64;

/**
 * An XML text as a tree, in time linear in its length. What is not well-formed is read as far as it goes; declarations,
 * comments and entities of a text's own are passed over, so nothing expands.
 * @returns a root without a name that holds what stands outermost
 */
export function parseXml(text: string): XmlElement {
  const builder = new XmlBuilder(text);
  const tokenizer = new Tokenizer({ xmlMode: true, decodeEntities: true }, builder);
  tokenizer.write(text);
  tokenizer.end();
  return builder.root;
}

/** The first child of this name. */
export function childOf(element: XmlElement | undefined, name: string): XmlElement | undefined {
  return element?.children.find((child) => child.name === name);
}

/** The text of the first child, among these names in order, that has any. */
export function textOf(element: XmlElement, ...names: readonly string[]): string | null {
  for (const name of names) {
    const text = childOf(element, name)?.text.trim();
    if (text) return text;
  }
  return null;
}

class Building implements XmlElement {
  readonly name: string;
  readonly attributes = new Map<string, string>();
  readonly children: Building[] = [];
  readonly parts: string[] = [];

  constructor(name: string) {
    this.name = name;
  }

  get text(): string {
    return this.parts.join('');
  }
}

class XmlBuilder implements TokenizerCallbacks {
  readonly root = new Building('');
  readonly #source: string;
  readonly #open: Building[] = [this.root];
  #passedOver = 0;
  #tag: Building | null = null;
  #attribute = '';
  #value = '';

  constructor(source: string) {
    this.#source = source;
  }

  ontext(start: number, end: number): void {
    this.#say(this.#source.slice(start, end));
  }

  ontextentity(codepoint: number): void {
    this.#say(String.fromCodePoint(codepoint));
  }

  oncdata(start: number, end: number, offset: number): void {
    this.#say(this.#source.slice(start, end - offset).replace(/^CDATA\[/i, ''));
  }

  onopentagname(start: number, end: number): void {
    this.#tag = new Building(localName(this.#source.slice(start, end)));
  }

  onattribname(start: number, end: number): void {
    this.#attribute = this.#source.slice(start, end).toLowerCase();
    this.#value = '';
  }

  onattribdata(start: number, end: number): void {
    this.#value += this.#source.slice(start, end);
  }

  onattribentity(codepoint: number): void {
    this.#value += String.fromCodePoint(codepoint);
  }

  onattribend(): void {
    this.#tag?.attributes.set(this.#attribute, this.#value);
  }

  onopentagend(): void {
    const tag = this.#take();
    if (tag === null) return;
    if (this.#open.length > deepest) this.#passedOver++;
    else this.#open.push(tag);
  }

  onselfclosingtag(): void {
    this.#take();
  }

  onclosetag(start: number, end: number): void {
    if (this.#passedOver > 0) {
      this.#passedOver--;
      return;
    }
    this.#close(localName(this.#source.slice(start, end)));
  }

  /** Closes the last open element of this name, with all that is open within. */
  #close(name: string): void {
    const at = this.#open.findLastIndex((element) => element.name === name);
    if (at > 0) this.#open.length = at;
  }

  /** The tag at hand, put into the element that is open. */
  #take(): Building | null {
    const tag = this.#tag;
    this.#tag = null;
    if (tag !== null && neverNested.has(tag.name)) this.#close(tag.name);
    if (tag !== null && this.#open.length <= deepest) this.#open.at(-1)?.children.push(tag);
    return tag;
  }

  /** Text belongs to all elements that are open; those that hold others are seldom asked for theirs. */
  #say(text: string): void {
    if (this.#passedOver === 0) for (const element of this.#open.slice(-3)) element.parts.push(text);
  }

  oncomment(): void {}
  ondeclaration(): void {}
  onend(): void {}
  onprocessinginstruction(): void {}
}

function localName(name: string): string {
  return name
    .trim()
    .slice(name.indexOf(':') + 1)
    .toLowerCase();
}
