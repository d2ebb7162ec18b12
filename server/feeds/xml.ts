import { escapeHtml } from '../../indexer/index.js';

/** What no XML 1.0 document may hold, not even escaped (XML 1.0, 2.2), and halves of surrogate pairs. */
// oxlint-disable-next-line no-control-regex -- that is what it is about
const forbidden =
  /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]|[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g;

/** A text as the content of an element or of a quoted attribute; characters that XML cannot have are replaced. */
export function xmlText(text: string): string {
  return escapeHtml(text.replace(forbidden, '\ufffd'));
}

/** An element with text alone, on a line of its own; nothing where there is no text. */
export function element(name: string, text: string | null, attributes = ''): string {
  if (text === null || text === '') return '';
  return `<${name}${attributes}>${xmlText(text)}</${name}>\n`;
}
