import { z } from 'zod';
import { facetFields, matchModes, sortOrders } from '../../indexer/index.js';
import type { FacetField, Filters, MatchMode, SearchRequest, SortOrder } from '../../indexer/index.js';
import { commaList, repeated, single, wholeNumber } from './parameters.js';

/** No answer reaches further down than this hit; past it there are cursors. */
export const deepestHit = 10_000;

/** The checked filters of a query string. */
export interface FilterParameters {
  readonly section: string[];
  readonly source: string[];
  readonly author: string[];
  readonly tag: string[];
  readonly from?: string | undefined;
  readonly to?: string | undefined;
}

/** The checked query string of `GET /api/search`. */
export interface SearchParameters extends FilterParameters {
  readonly q: string;
  readonly page: number;
  readonly size: number;
  readonly cursor?: string | undefined;
  readonly sort: SortOrder;
  readonly match: MatchMode;
  readonly recency: 'on' | 'off';
  readonly explain: 'true' | 'false';
  readonly collapse: 'true' | 'false';
  readonly facets: FacetField[];
  readonly facetSize: number;
}

const exactly = (what: string): string => `Exact ${what}; repeat the parameter for "any of these".`;

/** The filters, as every route that searches takes them. */
export const filterParameters: { readonly [Name in keyof FilterParameters]-?: z.ZodType<FilterParameters[Name]> } = {
  section: repeated().meta({ description: exactly('section'), examples: [['法制观察']] }),
  source: repeated().meta({ description: exactly('source') }),
  author: repeated().meta({ description: exactly('author') }),
  tag: repeated().meta({ description: exactly('tag') }),
  from: single(z.iso.date().optional()).meta({
    description: 'First day, in Asia/Shanghai. Articles without a time are outside.',
    examples: ['2022-09-01'],
  }),
  to: single(z.iso.date().optional()).meta({ description: 'Last day, included.', examples: ['2022-09-30'] }),
};

const shape = {
  q: single(z.string().default('')).meta({
    description:
      'The query: words, `"a phrase"`, `-without`, `a OR b`, `title:` `body:` `author:` `source:` `section:` `tag:`, ' +
      'parentheses. Only its first 256 characters are used. May be empty where a filter or a cursor is given.',
    examples: ['西昌 副局长'],
  }),
  page: wholeNumber(1, deepestHit, 1).meta({ description: `From 1; page × size is at most ${deepestHit}.` }),
  size: wholeNumber(1, 100, 10).meta({ description: 'Hits a page.' }),
  cursor: single(z.string().max(4096).optional()).meta({
    description:
      'The `next` of the last answer: goes on where that one ended, with its query, filters and order, to any depth. ' +
      'The first answer carries a `next` where it was asked for with `collapse=false`. Good for five minutes.',
  }),
  sort: single(z.enum(sortOrders).default('relevance')).meta({
    description: 'Articles without a time come last in `newest` and `oldest`.',
  }),
  match: single(z.enum(matchModes).default('auto')).meta({
    description: '`all` words, `any` of them, or `auto`: all, and any where that finds nothing.',
  }),
  recency: single(z.enum(['on', 'off']).default('on')).meta({
    description: 'Whether newer articles count a little more in `relevance`.',
  }),
  explain: single(z.enum(['true', 'false']).default('false')).meta({
    description: 'Whether each hit tells what its score is made of; not with `cursor`.',
  }),
  collapse: single(z.enum(['true', 'false']).default('true')).meta({
    description: 'Whether copies of one story become one hit; the one shown satisfies the filters.',
  }),
  ...filterParameters,
  facets: commaList(facetFields).meta({
    description: 'What to count over all matching articles, separated by commas.',
  }),
  facetSize: wholeNumber(1, 200, 20).meta({ description: 'Values a facet.' }),
};

/** Whether something other than words narrows the search, so that `q` may be empty. */
function isNarrowed(parameters: SearchParameters): boolean {
  const { section, source, author, tag, from, to, cursor } = parameters;
  const lists = [section, source, author, tag];
  return lists.some((values) => values.length > 0) || [from, to, cursor].some((value) => value !== undefined);
}

/** Checks `GET /api/search` and documents it. */
export const searchParameters: z.ZodType<SearchParameters> = z.object(shape).superRefine((parameters, context) => {
  const { q, page, size } = parameters;
  if (page * size > deepestHit) {
    const message = `${page} × size ${size} is over ${deepestHit}`;
    context.addIssue({ code: 'custom', path: ['page'], message });
  }
  if (q.trim() === '' && !isNarrowed(parameters)) {
    context.addIssue({ code: 'custom', path: ['q'], message: 'empty, and neither a filter nor a cursor is given' });
  }
});

/** What a search is that asks for no more than its first articles. */
export const firstArticles: Omit<SearchRequest, 'q' | 'size' | 'sort' | 'match' | 'filters'> = {
  page: 1,
  cursor: null,
  collapse: true,
  pin: false,
  recency: true,
  explain: false,
  facets: [],
  facetSize: 1,
};

/** The filters of a query string for the search service. */
export function toFilters({ section, source, author, tag, from, to }: FilterParameters): Filters {
  return { section, source, author, tag, from: from ?? null, to: to ?? null };
}

/** The question to the search service: a cursor walks through articles, not stories. */
export function toSearchRequest(parameters: SearchParameters): SearchRequest {
  const { q, page, size, sort, match, facets, facetSize, cursor = null, recency, explain, collapse } = parameters;
  return {
    q,
    page,
    size,
    sort,
    match,
    facets,
    facetSize,
    cursor,
    collapse: collapse === 'true',
    pin: collapse === 'false' || cursor !== null,
    recency: recency === 'on',
    explain: explain === 'true',
    filters: toFilters(parameters),
  };
}
