import { create, insert, search } from '@orama/orama';
import type { BenchQuery, Kind } from '../workload.js';
import { pageSize, type BenchAnswer, type OpenContestant } from './contestant.js';
import { cutArticles } from './cut-articles.js';

/** Orama (BM25) over jieba's words; it also finds words that begin so: its `exact` knows no Chinese. */
export const openOrama: OpenContestant = async ({ cutFile }) => {
  const tokenizer = {
    language: 'english',
    normalizationCache: new Map<string, string>(),
    tokenize: (text: string) => [...new Set(text.split(' '))],
  };
  const index = create({
    schema: { title: 'string', body: 'string' } as const,
    components: { tokenizer },
  });
  for await (const article of cutArticles(cutFile)) await insert(index, article);
  const ask = async (kind: Kind, { terms }: BenchQuery): Promise<BenchAnswer> => {
    const threshold = kind === 'titles' ? 1 : 0;
    const { count } = await search(index, { term: terms.join(' '), threshold, limit: pageSize });
    return { total: count };
  };
  return {
    ways: [{ name: 'Orama', kinds: ['words', 'titles', 'frequent'], prepare: (kind, query) => () => ask(kind, query) }],
    close: () => undefined,
  };
};
