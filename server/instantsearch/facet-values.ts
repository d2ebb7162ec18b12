import { escapeText } from '../box/marked.js';
import { toAddress } from './address.js';
import { tagsOf, withTags } from './highlights.js';
import { isCountedField, UnsupportedRequest, type SearchRequest } from './requests.js';
import type { ServiceAnswer } from './results.js';

/** Values of a facet that hold what was typed. */
export interface FacetValues {
  facetHits: { value: string; highlighted: string; count: number }[];
  exhaustiveFacetsCount: boolean;
  processingTimeMS: number;
}

/** A search for values as clients of Algolia's fifth version are asked. */
export interface FacetRequest {
  readonly indexName: string;
  readonly facetName: string;
  readonly searchForFacetValuesRequest?:
    { readonly facetQuery?: string | undefined; readonly maxFacetHits?: number | undefined } | undefined;
}

/** The same in the form of other requests. */
export function toSearchRequest({ indexName, facetName, searchForFacetValuesRequest }: FacetRequest): SearchRequest {
  return { indexName, params: { ...searchForFacetValuesRequest, facetName } };
}

/** As letters are compared: without case and width. */
function folded(text: string): string {
  return text.normalize('NFKC').toLowerCase();
}

/**
 * The values of a facet that hold what was typed, whatever its case and width.
 * @param get asks the service
 * @throws UnsupportedRequest
 */
export async function facetValues(
  { indexName, params = {} }: SearchRequest,
  get: (address: string) => Promise<ServiceAnswer>,
): Promise<FacetValues> {
  const { facetName = '', facetQuery = '', maxFacetHits = 10, ...rest } = params;
  if (!isCountedField(facetName)) throw new UnsupportedRequest(`facetName: "${facetName}" is no facet`);
  const asked = toAddress({
    indexName,
    params: { ...rest, hitsPerPage: 0, facets: facetName, maxValuesPerFacet: 200 },
  });
  const { facets, tookMs } = await get(asked.address);
  const sought = folded(facetQuery.trim());
  const found = (facets[facetName] ?? []).filter(({ value }) => folded(value).includes(sought));
  return {
    facetHits: found.slice(0, maxFacetHits).map(({ value, count }) => ({
      value,
      count,
      highlighted: withTags(marked(value, facetQuery.trim()), tagsOf(params)).value,
    })),
    exhaustiveFacetsCount: true,
    processingTimeMS: Math.round(tookMs),
  };
}

/** A value as HTML with what was typed marked, where it stands there letter for letter. */
function marked(value: string, sought: string): string {
  const at = sought === '' ? -1 : value.indexOf(sought);
  if (at < 0) return escapeText(value);
  const [before, after] = [value.slice(0, at), value.slice(at + sought.length)];
  return `${escapeText(before)}<mark>${escapeText(sought)}</mark>${escapeText(after)}`;
}
