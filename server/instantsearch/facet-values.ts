import { mostValues, toAddress, type Asked } from './address.js';
import { folded, taggedText, tagsOf, type Tags } from './highlights.js';
import { isCountedField, UnsupportedRequest, type SearchRequest } from './requests.js';
import type { Count, ServiceAnswer } from './service.js';

/** Values of a facet that hold what was typed. */
export interface FacetValues {
  facetHits: { value: string; highlighted: string; count: number }[];
  /** Whether all values were looked at: the service counts the 200 most frequent. */
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

/** Where what is sought stands in a text; `null`: nowhere. */
function placeOf(sought: string, text: string): readonly [start: number, end: number] | null {
  // Folding may lengthen a character (㎞): each of the folded letters remembers where the whole one begins and ends.
  const places: { readonly start: number; readonly end: number }[] = [];
  let whole = '';
  let start = 0;
  for (const character of text) {
    const form = folded(character);
    const place = { start, end: start + character.length };
    for (let i = 0; i < form.length; i++) places.push(place);
    whole += form;
    start = place.end;
  }
  const at = whole.indexOf(sought);
  if (at < 0) return null;
  return sought === '' ? [0, 0] : [places[at]?.start ?? 0, places[at + sought.length - 1]?.end ?? start];
}

/** A value as a hit, or none where it does not hold what is sought. */
function facetHit({ value, count }: Count, sought: string, tags: Tags): FacetValues['facetHits'] {
  const place = placeOf(sought, value);
  if (place === null) return [];
  const [start, end] = place;
  const pieces = [
    { text: value.slice(0, start), isMarked: false },
    { text: value.slice(start, end), isMarked: true },
    { text: value.slice(end), isMarked: false },
  ];
  const shown = pieces.filter(({ text }) => text !== '');
  return [{ value, count, highlighted: taggedText(shown, tags) }];
}

/**
 * The values of a facet that hold what was typed, whatever its case and width.
 * @param get asks the service
 * @throws UnsupportedRequest
 */
export async function facetValues(
  { indexName, params = {} }: SearchRequest,
  get: (asked: Asked) => Promise<ServiceAnswer>,
): Promise<FacetValues> {
  const { facetName = '', facetQuery = '', maxFacetHits = 10, ...rest } = params;
  if (!isCountedField(facetName)) throw new UnsupportedRequest(`facetName: "${facetName}" is no facet`);
  const wanted = { ...rest, hitsPerPage: 0, facets: facetName, maxValuesPerFacet: mostValues };
  const { facets, tookMs } = await get(toAddress({ indexName, params: wanted }));
  const counts = facets[facetName] ?? [];
  const sought = Array.from(facetQuery.trim(), folded).join('');
  const hits = counts.flatMap((count) => facetHit(count, sought, tagsOf(params)));
  return {
    facetHits: hits.slice(0, maxFacetHits),
    exhaustiveFacetsCount: counts.length < mostValues,
    processingTimeMS: Math.round(tookMs),
  };
}
