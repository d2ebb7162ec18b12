import { readingsOf } from '../analyzer/pinyin.js';

/** A way to type a query: its bare form, or the Han characters it begins with in pinyin, in full or by initials. */
export interface QueryForm<Query> {
  readonly text: string;
  readonly query: Query;
}

/** UTF-16 units at the start of a form by which it is found at once; beyond, forms are gone through. */
const longestHead = 4;

/** All ways to type a query, given in its bare form. */
function waysToType(bare: string): ReadonlySet<string> {
  const readings = readingsOf(/^[\u4e00-\u9fff]*/u.exec(bare)?.[0] ?? '');
  const initials = readings.map((reading) => reading.map((syllable) => syllable.charAt(0)).join(''));
  return new Set([bare, ...readings.map((reading) => reading.join('')), ...initials]);
}

/** Finds queries by the beginning of any of their forms. Queries come and go, a few microseconds each. */
export class QueryForms<Query extends { readonly bare: string }> {
  readonly #byHead = new Map<string, Set<QueryForm<Query>>>();
  readonly #ofQuery = new Map<Query, readonly QueryForm<Query>[]>();

  add(query: Query): void {
    const forms = Array.from(waysToType(query.bare), (text) => ({ text, query }));
    this.#ofQuery.set(query, forms);
    for (const form of forms) {
      for (const head of headsOf(form.text)) {
        const known = this.#byHead.get(head);
        if (known === undefined) this.#byHead.set(head, new Set([form]));
        else known.add(form);
      }
    }
  }

  delete(query: Query): void {
    for (const form of this.#ofQuery.get(query) ?? []) {
      for (const head of headsOf(form.text)) {
        const forms = this.#byHead.get(head);
        forms?.delete(form);
        if (forms?.size === 0) this.#byHead.delete(head);
      }
    }
    this.#ofQuery.delete(query);
  }

  /** The forms among which are all that begin so. */
  near(start: string): Iterable<QueryForm<Query>> {
    return this.#byHead.get(start.slice(0, longestHead)) ?? [];
  }
}

function headsOf(form: string): string[] {
  return Array.from({ length: Math.min(longestHead, form.length) }, (_, i) => form.slice(0, i + 1));
}
