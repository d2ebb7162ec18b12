import { textFields } from '../../article-text.js';
import type { MatchNode, Query } from '../../query/match-tree.js';
import type { Needle } from '../../query/needle.js';
import { fieldMark, soughtWords } from './characters.js';

/** A clause of OpenSearch's query language. */
export type Clause = Readonly<Record<string, unknown>>;

/** The field of single characters. */
export const textField = 'text';

const everything: Clause = { match_all: {} };
const nothing: Clause = { match_none: {} };

/** All of several clauses, none of others; only whether, not how well. */
export function allOf(clauses: readonly Clause[], except: readonly Clause[] = []): Clause {
  const [only] = clauses;
  if (clauses.length === 1 && except.length === 0 && only !== undefined) return only;
  return { bool: { ...(clauses.length > 0 && { filter: clauses }), ...(except.length > 0 && { must_not: except }) } };
}

/** Any of several clauses. */
export function anyOf(clauses: readonly Clause[]): Clause {
  const [only] = clauses;
  if (only === undefined) return nothing;
  return clauses.length === 1 ? only : { bool: { should: clauses, minimum_should_match: 1 } };
}

/** The articles in which a needle stands. */
export function needleClause({ text, whole, field }: Needle): Clause {
  return anyOf(soughtWords(text, whole).map((words) => (field === null ? phrase(words) : phraseIn(words, field))));
}

function phrase(words: readonly string[]): Clause {
  const [only] = words;
  if (words.length === 1) return { term: { [textField]: { value: only } } };
  return { match_phrase: { [textField]: words.join(' ') } };
}

/** The fields of a text follow one another, each behind its mark. */
function phraseIn(words: readonly string[], field: NonNullable<Needle['field']>): Clause {
  const place = textFields.indexOf(field);
  const next = textFields[place + 1];
  const match = { query: words.join(' '), max_gaps: 0, ordered: true };
  const after = place === 0 ? {} : { filter: { after: markOf(field) } };
  const within = { match: { ...match, ...after } };
  const rule = next === undefined ? within : { all_of: { intervals: [within], filter: { before: markOf(next) } } };
  return { intervals: { [textField]: rule } };
}

function markOf(field: NonNullable<Needle['field']>): Clause {
  return { match: { query: fieldMark(field) } };
}

/** The articles that match a query with every word, or with any. */
export function matchClause({ root }: Query, mode: 'all' | 'any'): Clause {
  if (root === null) return everything;
  return mode === 'all' ? all(root) : any(root);
}

function all(node: MatchNode): Clause {
  switch (node.kind) {
    case 'needle':
      return needleClause(node.needle);
    case 'not':
      return allOf([], [all(node.node)]);
    case 'and':
      return together(node.nodes, (wanted) => allOf(wanted.map(all)));
    default:
      return anyOf(node.nodes.map(all));
  }
}

/** As `all`, but of the wanted nodes side by side one is enough; what is excluded stays excluded. */
function any(node: MatchNode): Clause {
  if (node.kind === 'or') return anyOf(node.nodes.map(any));
  if (node.kind !== 'and') return all(node);
  if (node.nodes.every((inner) => inner.kind === 'not')) return all(node);
  return together(node.nodes, (wanted) => anyOf(wanted.map(any)));
}

/** Nodes side by side: what is wanted, as `join` takes it, without what is excluded. */
function together(nodes: readonly MatchNode[], join: (wanted: readonly MatchNode[]) => Clause): Clause {
  const wanted = nodes.filter((node) => node.kind !== 'not');
  const except = nodes.flatMap((node) => (node.kind === 'not' ? [all(node.node)] : []));
  return except.length === 0 ? join(wanted) : allOf(wanted.length === 0 ? [] : [join(wanted)], except);
}
