import MiniSearch from 'minisearch';
import type { BenchQuery, Kind } from '../workload.js';
import { suggestionCount, type BenchAnswer, type OpenContestant } from './contestant.js';
import { cutArticles } from './cut-articles.js';

/** MiniSearch (BM25+) over jieba's words. */
export const openMiniSearch: OpenContestant = async ({ cutFile }) => {
  const index = new MiniSearch({
    fields: ['title', 'body'],
    tokenize: (text) => text.split(' '),
    processTerm: (term) => term,
  });
  let number = 0;
  for await (const article of cutArticles(cutFile)) index.add({ id: number++, ...article });
  const ask = (kind: Kind, { terms }: BenchQuery): BenchAnswer => {
    const text = terms.join(' ');
    if (kind === 'suggestions')
      return { total: index.autoSuggest(text, { prefix: true }).slice(0, suggestionCount).length };
    return { total: index.search(text, { combineWith: kind === 'titles' ? 'OR' : 'AND' }).length };
  };
  return {
    ways: [
      {
        name: 'MiniSearch',
        kinds: ['words', 'titles', 'frequent', 'suggestions'],
        prepare: (kind, query) => () => ask(kind, query),
      },
    ],
    close: () => undefined,
  };
};
