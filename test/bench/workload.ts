import { randomNumbers, sample } from '../relevance/eval/substring-runs.js';

/** What is asked: words of one title, all of them; a whole title, any word; a frequent word; a phrase; a beginning. */
export const kinds = ['words', 'titles', 'frequent', 'phrases', 'suggestions'] as const;
export type Kind = (typeof kinds)[number];

/** A query, as a reader types it and as the peers take it. */
export interface BenchQuery {
  readonly text: string;
  /** Words of jieba's plain cut, folded, stop words and marks left out; of a suggestion, what was typed. */
  readonly terms: readonly string[];
}

export type Workload = Readonly<Record<Kind, readonly BenchQuery[]>>;

/** How many of each kind are asked: 3 000 together. */
const counts: Readonly<Record<Kind, number>> = {
  words: 1200,
  titles: 600,
  frequent: 300,
  phrases: 600,
  suggestions: 300,
};

/** A folded title with the words it is cut into, each behind the last one's end or apart from it. */
export interface CutTitle {
  readonly title: string;
  readonly words: readonly string[];
}

function queryOf(text: string, terms: readonly string[]): BenchQuery {
  return { text, terms };
}

/** One to three different words of a title, at random. */
function someWords(words: readonly string[], random: () => number): BenchQuery {
  const drawn = sample([...new Set(words)], 1 + Math.floor(random() * 3), random);
  return queryOf(drawn.join(' '), drawn);
}

/** Two words that stand side by side in a title; `null` where no two do. */
function phrase({ title, words }: CutTitle, random: () => number): BenchQuery | null {
  const at = Math.floor(random() * (words.length - 1));
  const terms = words.slice(at, at + 2);
  const text = terms.join('');
  return terms.length === 2 && title.includes(text) ? queryOf(`"${text}"`, terms) : null;
}

/** The first one to three characters of a word. */
function beginning(words: readonly string[], random: () => number): BenchQuery {
  const [word = ''] = sample(words, 1, random);
  const typed = word.slice(0, 1 + Math.floor(random() * 3));
  return queryOf(typed, [typed]);
}

function drawn(count: number, draw: () => BenchQuery | null): BenchQuery[] {
  const queries: BenchQuery[] = [];
  while (queries.length < count) {
    const query = draw();
    if (query !== null) queries.push(query);
  }
  return queries;
}

/**
 * Draws the queries, the same for the same articles.
 * @param titles with at least two words each
 * @param frequent words of the articles, the most frequent first
 */
export function drawWorkload(titles: readonly CutTitle[], frequent: readonly string[]): Workload {
  const random = randomNumbers(1);
  const any = (): CutTitle => titles[Math.floor(random() * titles.length)] ?? { title: '', words: [] };
  return {
    words: drawn(counts.words, () => someWords(any().words, random)),
    titles: sample(titles, counts.titles, random).map(({ title, words }) => queryOf(title, [...new Set(words)])),
    phrases: drawn(counts.phrases, () => phrase(any(), random)),
    suggestions: drawn(counts.suggestions, () => beginning(any().words, random)),
    // In no order: the slow are asked the first ones only.
    frequent: sample(frequent.slice(0, counts.frequent), counts.frequent, random).map((word) => queryOf(word, [word])),
  };
}
