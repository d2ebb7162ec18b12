import type { Article, ArticleStore } from '../../corpus/index.js';
import { fold } from '../analyzer/fold.js';
import { pinyinInput, spelledLength } from '../analyzer/spelling.js';
import { wordStart } from '../analyzer/word-edges.js';
import type { Completion, SearchIndex } from '../index/search-index.js';
import { bareForm } from '../readers/bare-form.js';
import type { Readers } from '../readers/readers.js';
import { arrangeSuggestions, completionsWanted } from './arrange-suggestions.js';
import { markUp } from './highlight.js';
import type { SuggestAnswer, Suggestion, SuggestRequest } from './search-answer.js';

/** What was typed, folded, without the punctuation before its first word. */
function prefixOf(q: string): string {
  const folded = fold(q.slice(0, 64)).text.trimEnd();
  return folded.slice(wordStart(folded));
}

/** A text with its beginning marked that was typed, or is spelled so in pinyin; punctuation is passed over in both. */
function marked(text: string, prefix: string): string {
  const folded = fold(text);
  const { text: bare, offsets } = bareForm(folded.text);
  const typed = bareForm(prefix).text;
  const length = bare.startsWith(typed) ? typed.length : spelledLength(pinyinInput(prefix) ?? '', bare);
  const [first, last] = [offsets[0], offsets[length - 1]];
  if (first === undefined || last === undefined) return markUp(text, { start: 0, end: text.length }, []);
  const range = { start: folded.map.originalStart(first), end: folded.map.originalEnd(last + 1) };
  return markUp(text, { start: 0, end: text.length }, [range]);
}

function toSuggestion(
  completion: Completion,
  prefix: string,
  articles: ReadonlyMap<string, Article>,
): Suggestion | undefined {
  if (completion.kind === 'word') return withoutArticle('word', completion.text, prefix);
  const article = articles.get(completion.id);
  if (article === undefined) return undefined;
  const { id, url, title } = article;
  return { text: title, kind: 'title', highlighted: marked(title, prefix), id, url };
}

function withoutArticle(kind: 'word' | 'query', text: string, prefix: string): Suggestion {
  return { text, kind, highlighted: marked(text, prefix), id: null, url: null };
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
  const isWanted = (folded: string): boolean => readers?.blockList.holdsFolded(folded) !== true;
  const wanted = completionsWanted(request.size, readers);
  const completions = prefix === '' ? [] : await index.complete(prefix, wanted, isWanted);
  const ids = completions.flatMap((completion) => (completion.kind === 'title' ? [completion.id] : []));
  const stored = await store.get(ids);
  const articles = new Map(stored.flatMap((one) => (one ? [[one.article.id, one.article]] : [])));
  const found = completions.flatMap((completion) => toSuggestion(completion, prefix, articles) ?? []);
  const typed = prefix === '' ? [] : (readers?.queriesBeginning(prefix, request.size) ?? []);
  const queries = typed.map((text) => withoutArticle('query', text, prefix));
  return { query: request.q, suggestions: arrangeSuggestions(queries, found, request.size, readers) };
}
