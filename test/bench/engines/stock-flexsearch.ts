import { Index } from 'flexsearch';
import type { BenchQuery, Kind } from '../workload.js';
import { type BenchAnswer, type OpenContestant } from './contestant.js';
import { cutArticles } from './cut-articles.js';

/** More than there are articles: the total is the length of all results. */
const all = 10_000_000;

/** FlexSearch as it comes, over jieba's words; `suggest` where any word is enough. */
export const openStockFlexSearch: OpenContestant = async ({ cutFile }) => {
  const index = new Index({ tokenize: 'strict', encode: (text: string) => text.split(' ') });
  let number = 0;
  for await (const { title, body } of cutArticles(cutFile)) index.add(number++, `${title} ${body}`);
  const ask = (kind: Kind, { terms }: BenchQuery): BenchAnswer => ({
    total: index.search(terms.join(' '), { suggest: kind === 'titles', limit: all }).length,
  });
  return {
    ways: [
      { name: 'FlexSearch', kinds: ['words', 'titles', 'frequent'], prepare: (kind, query) => () => ask(kind, query) },
    ],
    close: () => undefined,
  };
};
