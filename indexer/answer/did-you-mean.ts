import { fold } from '../analyzer/fold.js';
import type { IndexResult, SearchIndex } from '../index/search-index.js';
import { tokenize, type Token } from '../query/lexer.js';
import type { BlockList } from '../readers/block-list.js';

/** A result of more articles is what was asked for. */
const few = 20;
/** An offer finds at least so many times as much. */
const timesMore = 10;
/** Queries that are tried; each costs a search. */
const mostTries = 5;
/** Words that the index is asked for, a run: some may be blocked. */
const words = 15;

/** What offers are made with. */
export interface OfferSources {
  readonly index: Pick<SearchIndex, 'corrections'>;
  readonly blockList: BlockList | undefined;
  /** How many articles hold all words of another query, all else the same. */
  readonly count: (query: string) => Promise<number>;
}

/**
 * The query as typed with one word of its plain runs replaced by one that is likely meant, where that finds much more;
 * `null`: none, or the result is good. Phrases and what is not wanted stay as they are.
 * @param result of the query, of any page
 */
export async function didYouMean(
  query: string,
  { total, relaxed }: Pick<IndexResult, 'total' | 'relaxed'>,
  { index, blockList, count }: OfferSources,
): Promise<string | null> {
  const found = relaxed ? 0 : total;
  if (found > few) return null;
  const offers = (await corrected(query, index)).filter((offer) => blockList?.holds(offer) !== true);
  for (const offer of offers.slice(0, mostTries)) {
    if ((await count(offer)) >= Math.max(1, timesMore * found)) return offer;
  }
  return null;
}

/** The query with one word corrected, the likeliest first. */
async function corrected(query: string, index: OfferSources['index']): Promise<string[]> {
  const offers: { readonly text: string; readonly weight: number }[] = [];
  for (const { text, start } of wantedRuns(tokenize(query))) {
    const { text: run, map } = fold(text);
    for (const word of await index.corrections(run, words)) {
      const before = query.slice(0, start + map.originalStart(word.start));
      const after = query.slice(start + map.originalEnd(word.end));
      offers.push({ text: before + word.text + after, weight: word.weight });
    }
  }
  return offers.sort((a, b) => b.weight - a.weight).map(({ text }) => text);
}

type Run = Extract<Token, { kind: 'run' }>;

/** The runs that are looked for: not those behind a minus, nor in a group behind one. */
function* wantedRuns(tokens: readonly Token[]): Generator<Run> {
  const groups: boolean[] = [];
  let isExcluded = false;
  for (const token of tokens) {
    if (token.kind === 'run' && !isExcluded && !groups.includes(true)) yield token;
    if (token.kind === 'open') groups.push(isExcluded);
    if (token.kind === 'close') groups.pop();
    if (token.kind !== 'field') isExcluded = token.kind === 'minus';
  }
}
