import { Tokenizer, type TokenizerCallbacks } from 'htmlparser2';

const BLOCKS = new Set(
  (
    'address article aside blockquote body br caption center dd details dialog dir div dl dt fieldset figcaption figure ' +
    'footer form h1 h2 h3 h4 h5 h6 header hgroup hr html legend li main menu nav ol option p pre search section select ' +
    'summary table tbody tfoot thead tr ul'
  ).split(' '),
);
const CELLS = new Set(['td', 'th']);
const UNSEEN = new Set('iframe noembed noframes noscript script style template textarea title'.split(' '));

/** White space that a browser collapses; not U+00A0 and U+3000, which it shows. */
const COLLAPSIBLE = /[ \t\n\r\f]+/g;

/**
 * The text of a piece of HTML as a reader of the page sees it: block elements and `<br>` end a line, other white space
 * collapses to one space, character references are decoded, lines are trimmed and empty ones left out. What a page does
 * not show (scripts, styles, templates, noscript, the title in its head, comments) and texts in attributes (`alt`) are
 * not part of it. Any string is taken; broken markup is read as far as it goes, in time linear in its length.
 */
export function htmlToText(html: string): string {
  const text = new TextBuilder(html);
  // The tokenizer and not the parser: the parser looks through all open elements at each closing tag, which is
  // quadratic on markup made for it.
  const tokenizer = new Tokenizer({ decodeEntities: true }, text);
  tokenizer.write(html);
  tokenizer.end();
  return text.lines();
}

class TextBuilder implements TokenizerCallbacks {
  private readonly html: string;
  private readonly parts: string[] = [];
  private unseen: string | null = null;
  private depth = 0;
  private preformatted = 0;

  constructor(html: string) {
    this.html = html;
  }

  lines(): string {
    return this.parts
      .join('')
      .split('\n')
      .map((line) => line.replace(COLLAPSIBLE, ' ').trim())
      .filter((line) => line !== '')
      .join('\n');
  }

  ontext(start: number, end: number): void {
    if (this.unseen !== null) return;
    const text = this.html.slice(start, end);
    this.parts.push(this.preformatted > 0 ? text : text.replace(COLLAPSIBLE, ' '));
  }

  ontextentity(codepoint: number): void {
    if (this.unseen !== null) return;
    const character = String.fromCodePoint(codepoint);
    this.parts.push(character === '\n' || character === '\r' ? ' ' : character);
  }

  onopentagname(start: number, end: number): void {
    const name = this.html.slice(start, end).toLowerCase();
    if (this.unseen !== null) {
      if (name === this.unseen) this.depth++;
      return;
    }
    if (UNSEEN.has(name)) {
      this.unseen = name;
      this.depth = 1;
    } else {
      if (name === 'pre') this.preformatted++;
      this.breakAt(name);
    }
  }

  onclosetag(start: number, end: number): void {
    const name = this.html.slice(start, end).toLowerCase();
    if (this.unseen !== null) {
      if (name === this.unseen && --this.depth === 0) this.unseen = null;
      return;
    }
    if (name === 'pre' && this.preformatted > 0) this.preformatted--;
    this.breakAt(name);
  }

  private breakAt(name: string): void {
    if (BLOCKS.has(name)) this.parts.push('\n');
    else if (CELLS.has(name)) this.parts.push(' ');
  }

  onattribdata(): void {}
  onattribend(): void {}
  onattribentity(): void {}
  onattribname(): void {}
  oncdata(): void {}
  oncomment(): void {}
  ondeclaration(): void {}
  onend(): void {}
  onopentagend(): void {}
  onprocessinginstruction(): void {}
  onselfclosingtag(): void {}
}
