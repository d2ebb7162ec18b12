/** The columns that filter an article by exact value. */
export const filterFields = ['section', 'source', 'author', 'tag'] as const;
export type FilterField = (typeof filterFields)[number];

/** What can be counted over all matching articles. `month` and `year` are those of `publishedAt` in Asia/Shanghai. */
export const facetFields = ['section', 'source', 'author', 'tag', 'month', 'year'] as const;
export type FacetField = (typeof facetFields)[number];

export const sortOrders = ['relevance', 'newest', 'oldest'] as const;
export type SortOrder = (typeof sortOrders)[number];

export const matchModes = ['auto', 'all', 'any'] as const;
export type MatchMode = (typeof matchModes)[number];

/** Exact values, any of which will do, a field; dates `YYYY-MM-DD` in Asia/Shanghai, both inclusive. */
export interface Filters {
  readonly section: readonly string[];
  readonly source: readonly string[];
  readonly author: readonly string[];
  readonly tag: readonly string[];
  readonly from: string | null;
  readonly to: string | null;
}

/** A question, parameters checked. The defaults are those of `GET /api/search`. */
export interface SearchRequest {
  /** The query as typed; only its first 256 characters are used. Empty: every article that passes the filters. */
  readonly q: string;
  /** From 1. */
  readonly page: number;
  /** Hits a page, 1 to 100. */
  readonly size: number;
  /** `next` of an earlier answer: go on there, with that answer's query, filters and order; only `size` counts. */
  readonly cursor: string | null;
  /** Whether copies of one story are one hit. */
  readonly collapse: boolean;
  /**
   * Whether the answer is to carry a `next`, which pins the whole result for five minutes; only where copies are not
   * collapsed.
   */
  readonly pin: boolean;
  readonly sort: SortOrder;
  readonly match: MatchMode;
  /** Whether newer articles count a little more in relevance. */
  readonly recency: boolean;
  /** Whether each hit is to tell the parts of its score. */
  readonly explain: boolean;
  readonly filters: Filters;
  readonly facets: readonly FacetField[];
  /** Values a facet, 1 to 200. */
  readonly facetSize: number;
}

export interface FacetCount {
  readonly value: string;
  readonly count: number;
}

/**
 * A part of a score. `word`, `phrase`: what of the query stands in the article. `run`: all runs of the query that were
 * cut into words stand there as they were typed, or all runs of several do side by side. `recency`: how new it is. Of
 * the first hundred hits only: `pairs` and `proximity`, the query's neighbouring characters, Latin words and numbers in
 * the text and how close together they stand; `title`, the title is the query.
 */
export const scorePartKinds = ['word', 'phrase', 'run', 'recency', 'pairs', 'proximity', 'title'] as const;
export interface ScorePart {
  readonly kind: (typeof scorePartKinds)[number];
  /** The word, phrase or run, folded; `null` of the other kinds. */
  readonly text: string | null;
  readonly value: number;
}

/** What a list says of an article. */
export interface ArticleFacts {
  readonly id: string;
  readonly url: string | null;
  readonly title: string;
  readonly section: string | null;
  readonly source: string | null;
  readonly author: string | null;
  readonly tags: readonly string[];
  /** The URL of its first image that has one. */
  readonly image: string | null;
  readonly publishedAt: string | null;
}

/** The other articles of a result that tell the story of a hit, the earliest first. */
export interface Duplicates {
  readonly count: number;
  /** The first 20 of them. */
  readonly ids: readonly string[];
  readonly articles: readonly Pick<ArticleFacts, 'id' | 'url' | 'title' | 'source' | 'publishedAt'>[];
}

/** One article of an answer. `highlights` are HTML, all escaped but `<mark>` and `</mark>`. */
export interface Hit extends ArticleFacts {
  /** Higher is better; comparable within one answer only. 0 where nothing was ranked. */
  readonly score: number;
  readonly highlights: { readonly title: string; readonly snippets: readonly string[] };
  /** None where copies are not collapsed. */
  readonly duplicates: Duplicates;
  /** Where asked for: what the score is made of, adding up to it. */
  readonly explanation?: readonly ScorePart[];
}

/** The answer of `GET /api/search`, as it goes out. */
export interface SearchAnswer {
  /** The query as it was used. */
  readonly query: string;
  readonly truncated: boolean;
  /** Exact number of matching articles. */
  readonly total: number;
  /** How many hits these are: where copies are collapsed, stories; the same as `total` where they are not. */
  readonly stories: number;
  readonly page: number;
  readonly size: number;
  readonly tookMs: number;
  /** Set where no article holds all words and articles with some of them are shown; `dropped`: words on no hit of this page. */
  readonly relaxed: { readonly match: 'any'; readonly dropped: readonly string[] } | null;
  /** The query with a word that is likely misspelt replaced by one of the index, where that finds more. */
  readonly didYouMean: string | null;
  readonly hits: readonly Hit[];
  /** Of the facets asked for: most frequent first, months and years newest first. */
  readonly facets: Partial<Record<FacetField, readonly FacetCount[]>>;
  readonly next: string | null;
}

/** An article on the same story or subject as another. */
export interface RelatedArticle extends ArticleFacts {
  /** How much of what is told of the other is told of it, above 0; it may be over 1. */
  readonly score: number;
}

/** The answer of `GET /api/articles/:id/related`, as it goes out; best first. */
export interface RelatedAnswer {
  readonly id: string;
  readonly related: readonly RelatedArticle[];
}

export interface SuggestRequest {
  readonly q: string;
  /** 1 to 20. */
  readonly size: number;
}

/** `text` is plain; `highlighted` is HTML, escaped but for its marks; `id` and `url` are those of a title's article. */
export interface Suggestion {
  readonly text: string;
  /** `query`: what readers typed often. */
  readonly kind: 'word' | 'title' | 'query';
  readonly highlighted: string;
  readonly id: string | null;
  readonly url: string | null;
}

export interface SuggestAnswer {
  readonly query: string;
  readonly suggestions: readonly Suggestion[];
}
