/** Filters that all hold, each one or a list of which any may. */
export type NestedFilters = string | readonly NestedFilters[];

/**
 * The alternatives of each filter.
 * @throws UnsupportedRequest where lists go deeper
 */
export function alternativesOf(filters?: NestedFilters | null): string[][] {
  return [filters ?? []].flat(1).map((entry) =>
    [entry].flat(1).map((one) => {
      if (typeof one === 'string') return one;
      throw new UnsupportedRequest(`filters within filters cannot be had: ${JSON.stringify(filters)}`);
    }),
  );
}

/** The parameters of InstantSearch's requests that mean something here; others are Algolia's own and passed over. */
export interface SearchParameters {
  readonly query?: string | null | undefined;
  /** From 0. */
  readonly page?: number | undefined;
  readonly hitsPerPage?: number | undefined;
  readonly facets?: readonly string[] | string | undefined;
  readonly maxValuesPerFacet?: number | undefined;
  readonly facetFilters?: NestedFilters | null | undefined;
  readonly numericFilters?: NestedFilters | null | undefined;
  readonly filters?: string | null | undefined;
  readonly highlightPreTag?: string | undefined;
  readonly highlightPostTag?: string | undefined;
  /** Of a search for facet values. */
  readonly facetName?: string | undefined;
  readonly facetQuery?: string | undefined;
  readonly maxFacetHits?: number | undefined;
}

/** One search of several that InstantSearch asks for at once. */
export interface SearchRequest {
  readonly indexName: string;
  readonly params?: SearchParameters | undefined;
}

/** The fields by whose values articles can be narrowed and counted. */
export const listFields = ['section', 'source', 'author', 'tag'] as const;
export type ListField = (typeof listFields)[number];
export const countedFields = ['section', 'source', 'author', 'tag', 'month', 'year'] as const;
export type CountedField = (typeof countedFields)[number];

/** Whether a name is that of a facet. */
export function isCountedField(name: string): name is CountedField {
  return countedFields.some((field) => field === name);
}

/** Whether a facet is narrowed to by values; the others are by days. */
export function isListField(name: CountedField): name is ListField {
  return listFields.some((field) => field === name);
}

/** What is asked for and cannot be had; better said than passed over, which would show the wrong articles. */
export class UnsupportedRequest extends Error {
  override readonly name = 'UnsupportedRequest';
}
