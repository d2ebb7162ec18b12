import { z } from 'zod';
import { filterFields, type FacetCount, type FacetField, type Filters } from '../../answer/search-answer.js';
import { isValueField } from '../column-fields.js';
import { dayOfDate } from '../shanghai-calendar.js';
import { allOf, type Clause } from './match-query.js';

/** The filters of a query, each for itself, so that a facet can leave out its own. */
export class FilterClauses {
  readonly #clauses = new Map<string, Clause>();

  constructor(filters: Filters) {
    for (const field of filterFields) {
      if (filters[field].length > 0) this.#clauses.set(field, { terms: { [field]: filters[field] } });
    }
    const { from, to } = filters;
    if (from === null && to === null) return;
    const range = { ...(from !== null && { gte: dayOfDate(from) }), ...(to !== null && { lte: dayOfDate(to) }) };
    this.#clauses.set('day', { range: { day: range } });
  }

  has(field: FacetField): boolean {
    return this.#clauses.has(field);
  }

  /** All of them, that of one facet aside. */
  all(except?: FacetField): readonly Clause[] {
    return [...this.#clauses].flatMap(([field, clause]) => (field === except ? [] : [clause]));
  }
}

/** Values that a shard may have of a field and still be counted exactly. */
const mostValues = 1_000_000;
/** Stands around what is counted over other articles than those of the result. */
const wider = 'wider';

/**
 * What counts facets, for a search for what matches and passes all filters: that of a field which is filtered by goes
 * beyond, over what passes all filters but its own.
 */
export function facetAggregations(
  match: Clause,
  filters: FilterClauses,
  facets: readonly FacetField[],
  size: number,
): Readonly<Record<string, Clause>> {
  const own = facets.filter((field) => !filters.has(field));
  const others = facets.filter((field) => filters.has(field));
  const counts = Object.fromEntries(own.map((field) => [field, values(field, size)]));
  if (others.length === 0) return counts;
  const beyond = others.map((field) => {
    const aggs = { values: values(field, size) };
    return [field, { filter: allOf([match, ...filters.all(field)]), aggs }];
  });
  return { ...counts, [wider]: { global: {}, aggs: Object.fromEntries(beyond) } };
}

function values(field: FacetField, size: number): Clause {
  const order = isValueField(field) ? [{ _count: 'desc' }, { _key: 'asc' }] : { _key: 'desc' };
  return { terms: { field, size, shard_size: Math.max(size, mostValues), order } };
}

const buckets = z.object({ buckets: z.array(z.object({ key: z.string(), doc_count: z.number() })) });
const beyondBuckets = z.record(z.string(), z.unknown());
type Counts = Partial<Record<FacetField, readonly FacetCount[]>>;

/** The facets of an answer to `facetAggregations`. */
export function readFacets(aggregations: unknown, facets: readonly FacetField[]): Counts {
  const counted = z.record(z.string(), z.unknown()).parse(aggregations ?? {});
  const beyond = beyondBuckets.parse(counted[wider] ?? {});
  const read = (field: FacetField): readonly FacetCount[] => {
    const found = counted[field] ?? z.object({ values: z.unknown() }).parse(beyond[field]).values;
    return buckets.parse(found).buckets.map(({ key, doc_count: count }) => ({ value: key, count }));
  };
  return Object.fromEntries(facets.map((field) => [field, read(field)]));
}
