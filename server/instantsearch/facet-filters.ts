import {
  alternativesOf,
  isCountedField,
  listFields,
  UnsupportedRequest,
  type CountedField,
  type NestedFilters,
} from './requests.js';

/** The values that articles may have, by field. */
export type FieldValues = Partial<Record<CountedField, readonly string[]>>;

/** Reads `section:时政`; a leading minus of the value is escaped, one that is not would exclude. */
function parseFilter(filter: string): [field: CountedField, value: string] {
  const colon = filter.indexOf(':');
  const [name, value] = [filter.slice(0, colon), filter.slice(colon + 1)];
  if (colon < 0 || !isCountedField(name)) throw new UnsupportedRequest(`facetFilters: "${filter}" names no facet`);
  if (value.startsWith('-')) throw new UnsupportedRequest(`facetFilters: "${filter}" excludes, which cannot be had`);
  return [name, value.startsWith('\\-') ? value.slice(1) : value];
}

/**
 * The values asked for, any of which will do, by field.
 * @throws UnsupportedRequest where fields are alternatives of one another, or one field has to have two values at once
 */
export function parseFacetFilters(filters?: NestedFilters): FieldValues {
  const found: FieldValues = {};
  for (const entry of alternativesOf(filters)) {
    const alternatives = entry.map(parseFilter);
    const [first] = alternatives;
    if (first === undefined) continue;
    const [field] = first;
    if (alternatives.some(([other]) => other !== field)) {
      throw new UnsupportedRequest(`facetFilters: ${JSON.stringify(entry)} has alternatives of several facets`);
    }
    if (found[field] !== undefined) {
      throw new UnsupportedRequest(
        `facetFilters: all of several values of "${field}" cannot be asked for, any of them can`,
      );
    }
    found[field] = alternatives.map(([, value]) => value);
  }
  return found;
}

/** Writes the filters by lists of values into an address. */
export function writeLists(values: FieldValues, address: URLSearchParams): void {
  for (const field of listFields) for (const value of values[field] ?? []) address.append(field, value);
}
