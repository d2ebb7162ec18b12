import { escapeHtml } from '../../indexer/index.js';

/** HTML that may go into a page as it is. */
export class Html {
  readonly text: string;

  constructor(text: string) {
    this.text = text;
  }
}

/** What can stand in a template. Strings and numbers are escaped; `null`, `undefined` and `false` are nothing. */
export type Content = Html | string | number | null | undefined | false | readonly Content[];

/** A template of HTML that escapes all that is put into it, for text and for quoted attributes alike. */
export function html(parts: TemplateStringsArray, ...contents: readonly Content[]): Html {
  const pieces = parts.map((part, index) => (index === 0 ? part : render(contents[index - 1]) + part));
  return new Html(pieces.join(''));
}

/**
 * Takes a text for HTML that is safe as it is.
 * @param text only what our own code has escaped: the highlights of the search service, a file of ours
 */
export function trusted(text: string): Html {
  return new Html(text);
}

function render(content: Content): string {
  if (content === null || content === undefined || content === false) return '';
  if (content instanceof Html) return content.text;
  if (typeof content === 'string') return escapeHtml(content.replaceAll('\0', '\u{FFFD}'));
  return typeof content === 'number' ? String(content) : content.map(render).join('');
}
