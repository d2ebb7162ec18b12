import { z } from 'zod';
import type { SearchRequest } from '../../indexer/index.js';
import { single, wholeNumber } from './parameters.js';
import { filterParameters, firstArticles, toFilters, type FilterParameters } from './search-parameters.js';

/** The checked query string of `GET /api/suggest`. */
export interface SuggestParameters extends FilterParameters {
  readonly q: string;
  readonly size: number;
  readonly hits: number;
}

/** Checks `GET /api/suggest` and documents it. An empty `q` has no suggestions. */
export const suggestParameters: z.ZodType<SuggestParameters> = z.object({
  q: single(z.string().default('')).meta({ description: 'What has been typed so far.', examples: ['西'] }),
  size: wholeNumber(1, 20, 8).meta({ description: 'Suggestions at most.' }),
  hits: wholeNumber(0, 20, 0).meta({
    description: 'Articles at most that `instant` shows; the filters narrow these, not the suggestions.',
  }),
  ...filterParameters,
});

/** The search for the first hits of what has been typed. */
export function toInstantRequest({ q, hits, ...filters }: SuggestParameters): SearchRequest {
  return { ...firstArticles, q, size: hits, sort: 'relevance', match: 'auto', filters: toFilters(filters) };
}
