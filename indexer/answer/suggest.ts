import type { ArticleStore } from '../../corpus/index.js';
import { fold } from '../analyzer/fold.js';
import { pinyinInput, spelledLength } from '../analyzer/spelling.js';
import { wordStart } from '../analyzer/word-edges.js';
import type { Completion, SearchIndex } from '../index/search-index.js';
import type { Readers } from '../readers/readers.js';
import { arrangeSuggestions, completionsWanted } from './arrange-suggestions.js';
import { markUp } from './highlight.js';
import type { SuggestAnswer, Suggestion, SuggestRequest } from './search-answer.js';

/** What was typed, folded, without the punctuation before its first word. */
function prefixOf(q: string): string {
  const folded = fold(q.slice(0, 64)).text.trimEnd();
  return folded.slice(wordStart(folded));
}

/** A text with the place marked at which it, folded, begins with the prefix or with what that spells in pinyin. */
function marked(text: string, prefix: string): string {
  const folded = fold(text);
  const literal = folded.text.indexOf(prefix);
  const start = literal >= 0 ? literal : wordStart(folded.text);
  const length = literal >= 0 ? prefix.length : spelledLength(pinyinInput(prefix) ?? '', folded.text.slice(start));
  const range = { start: folded.map.originalStart(start), end: folded.map.originalEnd(start + length) };
  return markUp(text, { start: 0, end: text.length }, length === 0 ? [] : [range]);
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

/** Completes what is being typed with readers' queries, words of the index and titles; all begin so, punctuation aside. */
export async function suggest(
  request: SuggestRequest,
  {
    store,
    index,
    readers,
  }: { readonly store: ArticleStore; readonly index: SearchIndex; readonly readers: Readers | null },
): Promise<SuggestAnswer> {
  const prefix = prefixOf(request.q);
  const completions = prefix === '' ? [] : await index.complete(prefix, completionsWanted(request.size, readers));
  const ids = completions.flatMap((completion) => (completion.kind === 'title' ? [completion.id] : []));
  const articles = await store.get(ids);
  const titles = new Map(articles.flatMap((stored) => (stored ? [[stored.article.id, stored.article.title]] : [])));
  const found = completions.flatMap((completion) => toSuggestion(completion, prefix, titles) ?? []);
  const typed = prefix === '' ? [] : (readers?.queriesBeginning(prefix, request.size) ?? []);
  const queries = typed.map((text) => ({ text, kind: 'query', highlighted: marked(text, prefix), id: null }) as const);
  return { query: request.q, suggestions: arrangeSuggestions(queries, found, request.size, readers) };
}
