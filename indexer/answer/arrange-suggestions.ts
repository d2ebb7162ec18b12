import { fold } from '../analyzer/fold.js';
import { bareForm } from '../readers/bare-form.js';
import type { Readers } from '../readers/readers.js';
import type { Suggestion } from './search-answer.js';

/** Uses of late from which a word or title is put before others: fewer may be chance. */
const often = 3;
/** What is asked of the index for each suggestion that is shown: readers may have chosen a later one often. */
const reserve = 3;

/** How many completions to ask the index for. */
export function completionsWanted(size: number, readers: Readers | null): number {
  return readers === null ? size : size * reserve;
}

/** Suggestions by kind, each in its order. */
interface Kinds {
  readonly queries: readonly Suggestion[];
  readonly words: readonly Suggestion[];
  readonly titles: readonly Suggestion[];
}

/**
 * Puts suggestions together: readers' queries first, up to half; of the rest, words up to half, then titles; each fills
 * what the others leave. Words and titles that readers used often come before others, nothing blocked is among them;
 * no query says what a title says that is shown, and no word what such a query says.
 * @param found words and titles, each kind in its order
 */
export function arrangeSuggestions(
  queries: readonly Suggestion[],
  found: readonly Suggestion[],
  size: number,
  readers: Readers | null,
): Suggestion[] {
  const allowed = found.filter(({ text }) => readers?.blockList.holds(text) !== true);
  const kinds = { queries, words: byUse(readers, allowed, 'word'), titles: byUse(readers, allowed, 'title') };
  const shown = withoutRepeats(kinds, size);
  return [...shown.queries, ...shown.words, ...shown.titles];
}

/** Only what is shown makes another a repeat, and what takes its place may be one: chosen anew until none is. */
function withoutRepeats(kinds: Kinds, size: number): Kinds {
  const shown = share(kinds, size);
  const queries = without(kinds.queries, shown.titles);
  const words = without(kinds.words, shown.queries);
  const isSettled = queries.length === kinds.queries.length && words.length === kinds.words.length;
  return isSettled ? shown : withoutRepeats({ ...kinds, queries, words }, size);
}

function share({ queries, words, titles }: Kinds, size: number): Kinds {
  const queryCount = Math.min(queries.length, Math.max(Math.ceil(size / 2), size - words.length - titles.length));
  const rest = size - queryCount;
  const wordCount = Math.min(words.length, Math.max(Math.ceil(rest / 2), rest - titles.length));
  return {
    queries: queries.slice(0, queryCount),
    words: words.slice(0, wordCount),
    titles: titles.slice(0, rest - wordCount),
  };
}

/** Suggestions that say nothing of what others say. */
function without(suggestions: readonly Suggestion[], others: readonly Suggestion[]): readonly Suggestion[] {
  const said = new Set(others.map(({ text }) => bareOf(text)));
  return suggestions.filter(({ text }) => !said.has(bareOf(text)));
}

function bareOf(text: string): string {
  return bareForm(fold(text).text).text;
}

/** The suggestions of a kind, those used often first, most used of all first. */
function byUse(readers: Readers | null, found: readonly Suggestion[], kind: 'word' | 'title'): Suggestion[] {
  const uses = ({ text, id }: Suggestion): number => {
    const popularity = readers?.popularity(id === null ? 'query' : 'article', id ?? text) ?? 0;
    return popularity >= often ? popularity : 0;
  };
  return found
    .filter((suggestion) => suggestion.kind === kind)
    .map((suggestion) => ({ suggestion, uses: uses(suggestion) }))
    .sort((a, b) => b.uses - a.uses)
    .map(({ suggestion }) => suggestion);
}
