import type { ArticleStore } from '../../corpus/index.js';
import { hasWordCharacter } from '../analyzer/character-class.js';
import { fold } from '../analyzer/fold.js';
import type { Completion, SearchIndex } from '../index/search-index.js';
import { markUp } from './highlight.js';
import type { SuggestAnswer, Suggestion, SuggestRequest } from './search-answer.js';

/** What was typed, folded, without the punctuation before its first word. */
function prefixOf(q: string): string {
  const folded = fold(q.slice(0, 64)).text.trimEnd();
  const points = Array.from(folded);
  return points.slice(Math.max(0, points.findIndex(hasWordCharacter))).join('');
}

/** A text with the place marked at which it, folded, begins with the prefix. */
function marked(text: string, prefix: string): string {
  const folded = fold(text);
  const start = folded.text.indexOf(prefix);
  const range = { start: folded.map.originalStart(start), end: folded.map.originalEnd(start + prefix.length) };
  return markUp(text, { start: 0, end: text.length }, start < 0 ? [] : [range]);
}

function toSuggestion(
  completion: Completion,
  prefix: string,
  titles: ReadonlyMap<string, string>,
): Suggestion | undefined {
  const text = completion.kind === 'word' ? completion.text : titles.get(completion.id);
  if (text === undefined) return undefined;
  const id = completion.kind === 'title' ? completion.id : null;
  return { text, kind: completion.kind, highlighted: marked(text, prefix), id };
}

/** Completes what is being typed with words of the index and titles; both begin so, punctuation aside. */
export async function suggest(
  request: SuggestRequest,
  { store, index }: { readonly store: ArticleStore; readonly index: SearchIndex },
): Promise<SuggestAnswer> {
  const prefix = prefixOf(request.q);
  const completions = prefix === '' ? [] : await index.complete(prefix, request.size);
  const ids = completions.flatMap((completion) => (completion.kind === 'title' ? [completion.id] : []));
  const articles = await store.get(ids);
  const titles = new Map(articles.flatMap((stored) => (stored ? [[stored.article.id, stored.article.title]] : [])));
  const suggestions = completions.flatMap((completion) => toSuggestion(completion, prefix, titles) ?? []);
  return { query: request.q, suggestions };
}
