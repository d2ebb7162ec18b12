import { filterFields, type FacetField, type FilterField, type Filters } from '../../answer/search-answer.js';
import { dayOfDate } from '../shanghai-calendar.js';
import { Bitset } from './bitset.js';
import { isValueField } from '../column-fields.js';
import type { Documents } from './documents.js';
import type { Generation } from './generation.js';
import type { SetPool } from './set-pool.js';

/** The documents among the first `size` for which `passes` holds. */
function select(size: number, passes: (document: number) => boolean): Bitset {
  const selected = new Bitset(new Uint32Array((size + 31) >>> 5));
  for (let document = 0; document < size; document++) if (passes(document)) selected.add(document);
  return selected;
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
  readonly #pool: SetPool;

  constructor({ documents, sets }: Generation, filters: Filters) {
    this.#pool = sets;
    for (const field of filterFields) {
      if (filters[field].length > 0) this.#sets.set(field, documents.columns.values[field].holders(filters[field]));
    }
    if (filters.from !== null || filters.to !== null) {
      this.#sets.set('day', withinDays(documents, filters.from, filters.to));
    }
  }

  /** Whether there is a filter of the facet's own field. */
  has(field: FacetField): boolean {
    return isValueField(field) && this.#sets.has(field);
  }

  /** A set narrowed by all filters but that of the field `except`: the set itself where there is no other. */
  narrow(matching: Bitset, except?: FacetField): Bitset {
    let narrowed = matching;
    for (const [field, set] of this.#sets) {
      if (field !== except) narrowed = narrowed === matching ? this.#pool.copy(matching).and(set) : narrowed.and(set);
    }
    return narrowed;
  }
}
