import { escapeText } from '../box/marked.js';
import { tagsOf, withTags, type HighlightedText } from './highlights.js';
import type { SearchParameters } from './requests.js';
import type { ServiceHit } from './service.js';

/** A hit as InstantSearch wants it. */
export interface InstantHit extends Omit<ServiceHit, 'id' | 'highlights'> {
  objectID: string;
  /** Seconds since 1970; `null`: unknown. */
  timestamp: number | null;
  year: number | null;
  _highlightResult: Readonly<Record<string, HighlightedText>>;
  _snippetResult: Readonly<Record<string, HighlightedText>>;
}

/** Between two excerpts. */
const between = ' … ';

/** Excerpts as one; each has an ellipsis of its own where it begins or ends within the text. */
function joined(excerpts: readonly string[]): string {
  const [first = '', ...rest] = excerpts;
  return rest.reduce((whole, next) => `${whole.replace(/…$/, '')}${between}${next.replace(/^…/, '')}`, first);
}

/** A hit for InstantSearch: the title highlighted, the excerpts as the snippet of `body`. */
export function toInstantHit(hit: ServiceHit, params: SearchParameters): InstantHit {
  const { id, highlights, ...facts } = hit;
  const tags = tagsOf(params);
  const marked = (html: string): HighlightedText => withTags(html, params.query ?? '', tags);
  const plain = ['section', 'source', 'author'] as const;
  const others = plain.map((name) => [name, marked(escapeText(facts[name] ?? ''))]);
  const time = facts.publishedAt === null ? Number.NaN : Date.parse(facts.publishedAt);
  return {
    ...facts,
    objectID: id,
    timestamp: Number.isNaN(time) ? null : time / 1000,
    year: facts.publishedAt === null ? null : Number(facts.publishedAt.slice(0, 4)),
    _highlightResult: { title: marked(highlights.title), ...Object.fromEntries(others) },
    _snippetResult: { body: marked(joined(highlights.snippets)) },
  };
}
