import { fold } from '../analyzer/fold.js';
import type { IndexResult, SearchIndex } from '../index/search-index.js';
import { tokenize, type Token } from '../query/lexer.js';
import type { Query } from '../query/match-tree.js';
import type { BlockList } from '../readers/block-list.js';

/** A result of more articles is what was asked for. */
const few = 20;
/** So many times as many articles as hold what was typed in one piece have to hold what is offered. */
const timesMore = 10;
/** Queries that are tried; each costs a search or two. */
const mostTries = 5;
/** Words that the index is asked for, a run: some may be blocked. */
const words = 15;

/** What offers are made with. */
export interface OfferSources {
  readonly index: Pick<SearchIndex, 'corrections'>;
  readonly blockList: BlockList | undefined;
  /** Makes another query ready. */
  readonly analyzed: (query: string) => Promise<Query>;
  /** How many articles hold all words of another query, all else the same. */
  readonly count: (query: Query) => Promise<number>;
}

/**
 * The query as typed with one word of its plain runs replaced by one that is likely meant, where that finds more and
 * stands in one piece in many more articles than what it replaces; `null`: none, or the result is good. Phrases and what
 * is not wanted stay as they are.
 * @param result of the query, of any page
 */
export async function didYouMean(
  query: string,
  { total, relaxed }: Pick<IndexResult, 'total' | 'relaxed'>,
  { index, blockList, analyzed, count }: OfferSources,
): Promise<string | null> {
  const found = relaxed ? 0 : total;
  if (found > few) return null;
  const offers = (await offersFor(query, index)).filter(({ text }) => blockList?.holds(text) !== true);
  const tries = offers.slice(0, mostTries).map(async ({ text, corrected, typed }) => ({
    text,
    asTyped: found === 0 ? null : await analyzed(`"${typed}" ${query}`),
    asMeant: await analyzed(`"${corrected}" ${text}`),
  }));
  for (const { text, asTyped, asMeant } of await Promise.all(tries)) {
    const least = Math.max(found + 1, asTyped === null ? 0 : timesMore * (await count(asTyped)));
    if ((await count(asMeant)) >= least) return text;
  }
  return null;
}

/** A query with one word corrected. */
interface Offer {
  readonly text: string;
  /** The part that is new, folded, and what stands in its place in the query. */
  readonly corrected: string;
  readonly typed: string;
  readonly weight: number;
}

/** The query with one word corrected, the likeliest first. */
async function offersFor(query: string, index: OfferSources['index']): Promise<Offer[]> {
  const offers: Offer[] = [];
  for (const { text, start } of wantedRuns(tokenize(query))) {
    const { text: run, map } = fold(text);
    for (const word of await index.corrections(run, words)) {
      const before = query.slice(0, start + map.originalStart(word.start));
      const after = query.slice(start + map.originalEnd(word.end));
      const { text: corrected, weight } = word;
      offers.push({ text: before + corrected + after, corrected, typed: run.slice(word.start, word.end), weight });
    }
  }
  return offers.sort((a, b) => b.weight - a.weight);
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
