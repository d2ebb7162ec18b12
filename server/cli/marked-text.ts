const entities = new Map([
  ['&amp;', '&'],
  ['&lt;', '<'],
  ['&gt;', '>'],
  ['&quot;', '"'],
  ['&#39;', "'"],
]);

/**
 * The HTML of a highlight as text.
 * @param mark what becomes of the marked parts
 * @param plain what becomes of the others
 */
export function markedText(
  html: string,
  mark: (text: string) => string,
  plain = (text: string): string => text,
): string {
  const parts = html.split(/<mark>(.*?)<\/mark>/s);
  return parts.map((part, at) => (part === '' ? '' : (at % 2 === 1 ? mark : plain)(unescape(part)))).join('');
}

function unescape(html: string): string {
  return html.replace(/&(?:amp|lt|gt|quot|#39);/g, (entity) => entities.get(entity) ?? entity);
}
