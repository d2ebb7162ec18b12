import { z } from 'zod';
import { type ClusterConnection, wholeSearch } from '../../../corpus/index.js';
import type { CountedWords } from '../words/completing.js';
import { isListed, Lexicon } from '../words/lexicon.js';
import { countWords } from './word-counts.js';

/**
 * Milliseconds within which articles are found in another order than that of their change numbers: mostly, and at the
 * most. What is between them is looked at now and then: to count an article twice only raises a bound.
 */
const [usual, slowest] = [6000, 120_000];
const looksBetween = 30;
/** Words that are read in one request. */
const readAtOnce = 10_000;

const page = z.object({
  aggregations: z.object({
    newest: z.object({ value: z.number().nullable() }),
    words: z.object({
      after_key: z.record(z.string(), z.unknown()).optional(),
      buckets: z.array(z.object({ key: z.object({ word: z.string() }), doc_count: z.number() })),
    }),
  }),
});

type Page = z.infer<typeof page>;

/** Whose words they are. */
export interface WordsOptions {
  readonly connection: ClusterConnection;
  readonly index: string;
  /** As documents name this process as their writer. */
  readonly writer: string;
}

/**
 * The words of an index in a cluster, by how they begin and sound: listed in this process, as an index in memory lists
 * them, while how many articles have one is counted in the cluster when it is asked. Words are only ever added; those that
 * are in no article any more count none. What other processes write is known with the next `follow`.
 */
export class ClusterLexicon {
  readonly #options: WordsOptions;
  readonly #lexicon = new Lexicon();
  /** As many articles as a word was counted in, and more. */
  readonly #bounds = new Map<string, number>();
  /** The newest change that was seen. */
  #newest = 0;
  #looks = 1;
  /** As it was at earlier looks, the earliest first: a lower one may be found minutes later. */
  readonly #seen: { readonly newest: number; readonly at: number }[] = [];

  private constructor(options: WordsOptions) {
    this.#options = options;
  }

  /**
   * Reads all words.
   * @throws ClusterError
   */
  static async open(options: WordsOptions): Promise<ClusterLexicon> {
    const words = new ClusterLexicon(options);
    await words.readAll();
    return words;
  }

  /** How many are listed. */
  get size(): number {
    return this.#bounds.size;
  }

  /** The newest change that was seen among the articles. */
  get newest(): number {
    return this.#newest;
  }

  get byteLength(): number {
    return this.#lexicon.byteLength;
  }

  /** Adds those of an article that this process has written. */
  add(words: Iterable<string>): void {
    for (const word of words) this.#count(word, 1);
  }

  /**
   * Reads all again, of another index that is searched now.
   * @throws ClusterError
   */
  async readAll(): Promise<void> {
    await this.#read({ match_all: {} });
  }

  /**
   * Adds those of some words that articles have, whoever wrote them.
   * @throws ClusterError
   */
  async addCounted(words: readonly string[]): Promise<void> {
    const { connection, index } = this.#options;
    const { counts } = await countWords(connection, index, words);
    for (const [word, count] of counts) if (count > 0) this.#count(word, count);
  }

  /**
   * Adds those of articles that others have written since the last time.
   * @throws ClusterError
   */
  async follow(): Promise<void> {
    const range = { range: { change: { gt: this.#settled() } } };
    await this.#read({ bool: { filter: [range], must_not: [{ term: { writer: this.#options.writer } }] } });
  }

  /**
   * Looks something up by words and counts. It is looked up with what is known, what it asked for is counted, and so on
   * until it asks for nothing more.
   * @throws ClusterError
   */
  async lookUp<T>(look: (words: CountedWords) => T): Promise<T> {
    const counts = new Map<string, number>();
    for (;;) {
      const unknown = new Set<string>();
      const found = look(this.#counted(counts, unknown));
      if (unknown.size === 0) return found;
      const { connection, index } = this.#options;
      const more = await countWords(connection, index, [...unknown]);
      for (const [word, count] of more.counts) counts.set(word, count);
    }
  }

  /** The change up to which no article is found any more that was not at an earlier look. */
  #settled(): number {
    const now = performance.now();
    while (this.#seen.length > 1 && (this.#seen[1]?.at ?? 0) < now - slowest) this.#seen.shift();
    const wanted = now - (this.#looks++ % looksBetween === 0 ? slowest : usual);
    return this.#seen.findLast(({ at }) => at < wanted)?.newest ?? this.#seen[0]?.newest ?? 0;
  }

  #counted(counts: ReadonlyMap<string, number>, unknown: Set<string>): CountedWords {
    const bound = (word: string): number => this.#bounds.get(word) ?? 0;
    const count = (word: string): number => {
      const [most, known] = [bound(word), counts.get(word)];
      if (most > 0 && known === undefined) unknown.add(word);
      return known ?? most;
    };
    return { lexicon: this.#lexicon, bound, count };
  }

  #count(word: string, more: number): void {
    if (!isListed(word)) return;
    const before = this.#bounds.get(word) ?? 0;
    this.#bounds.set(word, before + more);
    this.#lexicon.count(word, before, before + more);
  }

  async #read(query: object): Promise<void> {
    const { connection, index } = this.#options;
    let newest = this.#newest;
    const sources = [{ word: { terms: { field: 'words' } } }];
    for (let after: Page['aggregations']['words']['after_key'] | null = null; after !== undefined;) {
      const words: object = { composite: { size: readAtOnce, sources, ...(after !== null && { after }) } };
      const { aggregations }: Page = await connection.ask(page, {
        method: 'POST',
        path: [index, '_search'],
        query: wholeSearch,
        body: { size: 0, query, aggs: { newest: { max: { field: 'change' } }, words } },
      });
      for (const { key, doc_count } of aggregations.words.buckets) this.#count(key.word, doc_count);
      newest = Math.max(newest, aggregations.newest.value ?? 0);
      after = aggregations.words.after_key;
    }
    this.#newest = newest;
    this.#seen.push({ newest, at: performance.now() });
  }
}
