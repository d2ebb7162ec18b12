/** How bytes are read: one article a line, an array of articles, either of these, a page saved as text, a page. */
export type Format = 'lines' | 'array' | 'stream' | 'page' | 'html';

const FORMATS: ReadonlyMap<string, Format> = new Map<string, Format>([
  ['.ndjson', 'lines'],
  ['.jsonl', 'lines'],
  ['.json', 'array'],
  ['.txt', 'page'],
  ['.html', 'html'],
  ['.htm', 'html'],
  ['.shtml', 'html'],
  ['.xhtml', 'html'],
]);

/** The endings of file names that are read, for messages. */
export const KNOWN_ENDINGS: string = `${[...FORMATS.keys()].join(', ')}, each also with .gz`;

/** How a file of this name is read, whatever the case of its ending; `null` where the ending is not known. */
export function formatOf(name: string): { readonly format: Format; readonly packed: boolean } | null {
  const lower = name.toLowerCase();
  const packed = lower.endsWith('.gz');
  const bare = packed ? lower.slice(0, -'.gz'.length) : lower;
  for (const [ending, format] of FORMATS) if (bare.endsWith(ending)) return { format, packed };
  return null;
}
