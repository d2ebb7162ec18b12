import { html } from './html.js';
import type { Html } from './html.js';
import { valueFields, type PageQuery } from './page-query.js';

/** Hidden fields of a form. */
export function hiddenFields(fields: readonly (readonly [name: string, value: string])[]): Html[] {
  return fields.map(([name, value]) => html`<input type="hidden" name="${name}" value="${value}" />`);
}

/** What a form of a new question keeps of the last one: the lists that filter it, and the order. */
export function keptFields(query: PageQuery): (readonly [name: string, value: string])[] {
  const kept = valueFields(query);
  return query.sort === 'relevance' ? kept : [...kept, ['sort', query.sort]];
}
