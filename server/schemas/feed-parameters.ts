import { z } from 'zod';
import { sortOrders } from '../../indexer/index.js';
import type { SearchRequest, SortOrder } from '../../indexer/index.js';
import { single, wholeNumber } from './parameters.js';
import { filterParameters, firstArticles, toFilters, type FilterParameters } from './search-parameters.js';

/** The checked query string of a feed. */
export interface FeedParameters extends FilterParameters {
  readonly q: string;
  readonly sort: SortOrder;
  readonly size: number;
}

/** Checks `GET /search.rss` and `GET /search.json` and documents them. */
export const feedParameters: z.ZodType<FeedParameters> = z.object({
  q: single(z.string().trim().default('')).meta({
    description: 'The query, as of `/api/search`; empty: all articles that pass the filters.',
    examples: ['揽月大桥'],
  }),
  ...filterParameters,
  sort: single(z.enum(sortOrders).default('newest')),
  size: wholeNumber(1, 100, 30).meta({ description: 'Articles at most.' }),
});

/** The search of a feed: the articles that have all words, as who subscribes wants no others. */
export function toFeedRequest({ q, sort, size, ...filters }: FeedParameters): SearchRequest {
  return { ...firstArticles, q, size, sort, match: 'all', filters: toFilters(filters) };
}
