import { escapeText } from '../box/marked.js';
import { tagsOf, withTags, type HighlightedText } from './highlights.js';
import type { SearchParameters } from './requests.js';

/** A hit of `/api/search`, as far as it is read here. */
export interface ServiceHit {
  readonly id: string;
  readonly url: string | null;
  readonly title: string;
  readonly section: string | null;
  readonly source: string | null;
  readonly author: string | null;
  readonly tags: readonly string[];
  readonly image: string | null;
  readonly publishedAt: string | null;
  readonly highlights: { readonly title: string; readonly snippets: readonly string[] };
}

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

/** A hit for InstantSearch: the title highlighted, the excerpts as the snippet of `body`. */
export function toInstantHit(hit: ServiceHit, params: SearchParameters): InstantHit {
  const { id, highlights, ...facts } = hit;
  const tags = tagsOf(params);
  const plain = ['section', 'source', 'author'] as const;
  const others = plain.map((name) => [name, withTags(escapeText(facts[name] ?? ''), tags)]);
  const time = facts.publishedAt === null ? Number.NaN : Date.parse(facts.publishedAt);
  return {
    ...facts,
    objectID: id,
    timestamp: Number.isNaN(time) ? null : time / 1000,
    year: facts.publishedAt === null ? null : Number(facts.publishedAt.slice(0, 4)),
    _highlightResult: { title: withTags(highlights.title, tags), ...Object.fromEntries(others) },
    _snippetResult: { body: withTags(highlights.snippets.join(between), tags) },
  };
}
