import fc from 'fast-check';
import type { Article } from '../../corpus/index.js';
import type { Filters, SearchRequest } from '../../indexer/index.js';
import type { Wish } from '../indexer/naive-search.js';
import { anArticle, days, value } from './invented-articles.js';
import { wish } from './invented-wishes.js';

/** A search, with the wish that its query says. */
export interface Question {
  readonly do: 'ask';
  readonly wish: Wish;
  readonly match: SearchRequest['match'];
  readonly sort: SearchRequest['sort'];
  readonly collapse: boolean;
  readonly filters: Filters;
}

/** What may happen to an engine. */
export type Step =
  | Question
  | { do: 'write'; articles: Article[] }
  | { do: 'remove'; id: string }
  | { do: 'compact' | 'reopen' | 'rebuild' }
  | { do: 'teach'; words: string }
  | { do: 'forget'; word: string };

const filters: fc.Arbitrary<Filters> = fc.record({
  section: fc.uniqueArray(value, { maxLength: 1 }),
  source: fc.uniqueArray(value, { maxLength: 2 }),
  author: fc.constant([]),
  tag: fc.uniqueArray(value, { maxLength: 1 }),
  from: fc.option(fc.constantFrom(...days), { freq: 3 }),
  to: fc.option(fc.constantFrom(...days), { freq: 3 }),
});

const question: fc.Arbitrary<Question> = fc.record({
  do: fc.constant('ask' as const),
  wish,
  match: fc.constantFrom('auto' as const, 'all' as const, 'any' as const),
  sort: fc.constantFrom('relevance' as const, 'relevance' as const, 'newest' as const),
  collapse: fc.boolean(),
  filters,
});

const write = fc.record({
  do: fc.constant('write' as const),
  articles: fc.array(anArticle, { minLength: 1, maxLength: 4 }),
});
const remove = fc.record({ do: fc.constant('remove' as const), id: fc.constantFrom('1', '2', '3') });
const upkeep = fc.record({ do: fc.constantFrom('compact' as const, 'reopen' as const, 'rebuild' as const) });

/** A step of any kind but those that change the dictionary, which take seconds. */
export const step: fc.Arbitrary<Step> = fc.oneof(
  { weight: 3, arbitrary: write },
  { weight: 1, arbitrary: remove },
  { weight: 1, arbitrary: upkeep },
  { weight: 6, arbitrary: question },
);

/** Words that the dictionary may learn: they lie across and within those of jieba. */
export const taught: readonly string[] = ['昌副局', '西昌副局长', '国际论', '网络出租车', '局长西昌', '业银', '地震的'];

/** Words in parts that stand apart in an article and together in a query, or the other way round. */
const prose = fc.array(fc.constantFrom(...taught, '西昌', '副局长', '国际', '网络', '地震', '，'), {
  minLength: 1,
  maxLength: 3,
});
const aboutTaught: fc.Arbitrary<Step> = fc.oneof(
  fc.tuple(write, prose).map(([written, words]) => ({
    ...written,
    articles: written.articles.map((one) => ({ ...one, body: words.join('') })),
  })),
  fc.tuple(question, prose).map(([asked, words]) => ({
    ...asked,
    wish: { kind: 'run' as const, text: words.join(''), field: null },
  })),
);

/** The dictionary learns words, or forgets one. */
const dictionaryChange: fc.Arbitrary<Step> = fc.oneof(
  fc.record({
    do: fc.constant('teach' as const),
    words: fc.subarray([...taught], { minLength: 2 }).map((words) => words.map((word) => `${word} 99999`).join('\n')),
  }),
  fc.record({ do: fc.constant('forget' as const), word: fc.constantFrom(...taught) }),
);

/** A step of any kind; one in ten changes the dictionary. */
export const stepWithDictionary: fc.Arbitrary<Step> = fc.oneof(
  { weight: 5, arbitrary: step },
  { weight: 4, arbitrary: aboutTaught },
  { weight: 1, arbitrary: dictionaryChange },
);
