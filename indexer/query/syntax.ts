import type { TextField } from '../article-text.js';

/** The fields a query can name, as in `title:封城`. */
export const queryFields: readonly TextField[] = ['title', 'body', 'author', 'source', 'section', 'tag'];

/** A query as it was written, nothing cut yet. */
export type SyntaxNode =
  | { readonly kind: 'run'; readonly text: string; readonly field: TextField | null }
  | { readonly kind: 'phrase'; readonly text: string; readonly field: TextField | null }
  | { readonly kind: 'not'; readonly node: SyntaxNode }
  | { readonly kind: 'and'; readonly nodes: readonly SyntaxNode[] }
  | { readonly kind: 'or'; readonly nodes: readonly SyntaxNode[] };
