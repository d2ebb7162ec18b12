import { filterFields, type FacetField, type FilterField, type Filters } from '../../answer/search-answer.js';
import { dayOfDate } from '../shanghai-calendar.js';
import { Bitset } from './bitset.js';
import type { Documents } from './documents.js';

/** The documents among the first `size` for which `passes` holds. */
function select(size: number, passes: (document: number) => boolean): Bitset {
  const selected = new Bitset(new Uint32Array((size + 31) >>> 5));
  for (let document = 0; document < size; document++) if (passes(document)) selected.add(document);
  return selected;
}

/** Documents that have any of the values, exactly as written. */
function withValues(documents: Documents, field: FilterField, values: readonly string[]): Bitset {
  const column = documents.columns.values[field];
  const wanted = new Set(values.map((value) => column.numberOf(value)).filter((number) => number !== undefined));
  return select(documents.size, (document) => column.of(document).some((number) => wanted.has(number)));
}

/** Documents of a range of days, both ends included; those without a time are outside. */
function withinDays(documents: Documents, from: string | null, to: string | null): Bitset {
  const [first, last] = [from === null ? -Infinity : dayOfDate(from), to === null ? Infinity : dayOfDate(to)];
  const { days } = documents.columns;
  return select(documents.size, (document) => {
    const day = days[document] ?? Number.NaN;
    return day >= first && day <= last;
  });
}

/** The filters of a query worked out, each for itself, so that a facet can leave out its own. */
export class FilterSets {
  readonly #sets = new Map<FilterField | 'day', Bitset>();

  constructor(documents: Documents, filters: Filters) {
    for (const field of filterFields) {
      if (filters[field].length > 0) this.#sets.set(field, withValues(documents, field, filters[field]));
    }
    if (filters.from !== null || filters.to !== null) {
      this.#sets.set('day', withinDays(documents, filters.from, filters.to));
    }
  }

  /** Narrows a set by all filters but that of the field `except`. Returns a new set. */
  narrow(matching: Bitset, except?: FacetField): Bitset {
    const narrowed = matching.clone();
    for (const [field, set] of this.#sets) if (field !== except) narrowed.and(set);
    return narrowed;
  }
}
