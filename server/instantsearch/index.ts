import { toAddress, type Asked } from './address.js';
import { facetValues, toSearchRequest, type FacetRequest, type FacetValues } from './facet-values.js';
import type { SearchRequest } from './requests.js';
import { toResult, type SearchResult } from './results.js';
import { askService, nothing, type Fetch, type ServiceAnswer } from './service.js';

export { UnsupportedRequest, type SearchParameters, type SearchRequest } from './requests.js';
export type { FacetRequest, FacetValues } from './facet-values.js';
export type { HighlightedText } from './highlights.js';
export type { InstantHit } from './hits.js';
export type { FacetStats, SearchResult } from './results.js';
export { SearchFailure } from './service.js';

/** Where the service is, and how it is reached. */
export interface SearchClientOptions {
  /** Address of the service, such as `https://search.example`; in a page also relative to it, empty for its own origin. */
  readonly endpoint: string;
  /** A key with the scope `search`, where the service wants one; everyone who has the page has it. */
  readonly key?: string;
  /** Gets an address; default: the platform's. */
  readonly fetch?: Fetch;
}

/** What InstantSearch takes as its `searchClient`. */
export interface SearchClient {
  /** @throws SearchFailure, UnsupportedRequest */
  search<More>(requests: readonly SearchRequest[]): Promise<{ results: SearchResult<More>[] }>;
  /**
   * Searches among the 200 most frequent values of a facet.
   * @throws SearchFailure, UnsupportedRequest
   */
  searchForFacetValues(requests: readonly SearchRequest[]): Promise<FacetValues[]>;
  /** The same for one facet, as clients of Algolia's fifth version are asked. */
  searchForFacetValues(request: FacetRequest): Promise<FacetValues>;
}

/**
 * Lets InstantSearch's widgets (instantsearch.js, react-instantsearch, vue-instantsearch) search a Xunwen service
 * (docs/INSTANTSEARCH.md). Facets are `section source author tag month year`; numbers to narrow by are `year` and
 * `timestamp`, seconds since 1970, by whole days in Asia/Shanghai; `<index>_newest` and `<index>_oldest` sort by time. An empty
 * query is the newest news; articles without a time are not among it.
 */
export function createSearchClient({
  endpoint,
  key,
  fetch: ask = (url) => fetch(url),
}: SearchClientOptions): SearchClient {
  const keyed = key === undefined ? '' : `key=${encodeURIComponent(key)}&`;
  const base = `${endpoint.replace(/\/+$/, '')}/api/search?${keyed}`;
  const get = async ({ address, isImpossible }: Asked): Promise<ServiceAnswer> =>
    isImpossible ? nothing : askService(ask, base + address);
  function searchForFacetValues(requests: readonly SearchRequest[]): Promise<FacetValues[]>;
  function searchForFacetValues(request: FacetRequest): Promise<FacetValues>;
  function searchForFacetValues(
    asked: readonly SearchRequest[] | FacetRequest,
  ): Promise<FacetValues[]> | Promise<FacetValues> {
    if ('facetName' in asked) return facetValues(toSearchRequest(asked), get);
    return Promise.all(asked.map((request) => facetValues(request, get)));
  }
  return {
    async search<More>(requests: readonly SearchRequest[]) {
      // Refinements of several widgets often come to the same question: it is asked once.
      const found = new Map<string, Promise<ServiceAnswer>>();
      const results = requests.map(async (request) => {
        const asked = toAddress(request);
        const key = asked.isImpossible ? '' : asked.address;
        const answer = found.get(key) ?? get(asked);
        found.set(key, answer);
        // What else its hits have is the site's word.
        // oxlint-disable-next-line typescript/no-unsafe-type-assertion
        return toResult(await answer, request, asked) as SearchResult<More>;
      });
      return { results: await Promise.all(results) };
    },
    searchForFacetValues,
  };
}
