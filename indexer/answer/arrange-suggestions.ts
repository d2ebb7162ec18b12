import { fold } from '../analyzer/fold.js';
import type { Readers } from '../readers/readers.js';
import type { Suggestion } from './search-answer.js';

/** Uses of late from which a word or title is put before others: fewer may be chance. */
const often = 3;
/** What is asked of the index for each suggestion that is shown, so that blocked ones can be replaced. */
const reserve = 3;

/** How many completions to ask the index for. */
export function completionsWanted(size: number, readers: Readers | null): number {
  return readers === null ? size : size * reserve;
}

/**
 * Puts suggestions together: readers' queries first, up to half; of the rest, words up to half, then titles; each fills
 * what the others leave. Words and titles that readers used often come before others, nothing blocked is among them,
 * and what a query says no word says again.
 * @param found words and titles, each kind in its order
 */
export function arrangeSuggestions(
  queries: readonly Suggestion[],
  found: readonly Suggestion[],
  size: number,
  readers: Readers | null,
): Suggestion[] {
  const allowed = found.filter(({ text }) => readers?.blockList.holds(text) !== true);
  const texts = new Set(queries.map(({ text }) => fold(text).text));
  const words = byUse(readers, allowed, 'word').filter(({ text }) => !texts.has(fold(text).text));
  const titles = byUse(readers, allowed, 'title');
  const known = new Set(titles.map(({ text }) => fold(text).text));
  const others = queries.filter(({ text }) => !known.has(fold(text).text));
  const queryCount = Math.min(others.length, Math.max(Math.ceil(size / 2), size - words.length - titles.length));
  const rest = size - queryCount;
  const wordCount = Math.min(words.length, Math.max(Math.ceil(rest / 2), rest - titles.length));
  return [...others.slice(0, queryCount), ...words.slice(0, wordCount), ...titles.slice(0, rest - wordCount)];
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
