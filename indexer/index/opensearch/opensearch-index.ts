import { z } from 'zod';
import { documentId, type ClusterConnection, type StoreChange } from '../../../corpus/index.js';
import type { Analyzer } from '../../analyzer/analyzer.js';
import { UserWords } from '../../analyzer/user-words.js';
import { hasWordCharacter } from '../../analyzer/character-class.js';
import { Turns } from '../../turns.js';
import type { IndexLog } from '../index-log.js';
import type {
  Completion,
  Correction,
  CursorPage,
  IndexQuery,
  IndexResult,
  IndexStats,
  ScoredArticle,
  SearchIndex,
} from '../search-index.js';
import { offeredWords, spelledBeginnings, spelledWords, typedOf, wordsFor, type Typed } from '../words/completing.js';
import { correctionsOf } from '../words/corrections.js';
import type { ClusterCursors } from './cluster-cursors.js';
import { newestTitles } from './cluster-titles.js';
import type { ClusterLexicon } from './cluster-lexicon.js';
import type { ClusterWriter } from './cluster-writer.js';
import type { IndexingState } from './indexing-state.js';
import { relatedTo } from './related.js';
import { runQuery } from './run-query.js';
import type { SearchDocument } from './search-document.js';
import type { IndexPlace, SearchIndices } from './search-indices.js';

/** Milliseconds between two looks at what other processes have done. */
const followEvery = 2000;
/** Milliseconds that a process has which changed the dictionary, to analyse articles again, before others do it. */
const othersHave = 30_000;
/** Milliseconds without an answer after which the cluster is taken to be gone. */
const longestSilence = 15_000;

const counted = z.object({
  _all: z.object({ primaries: z.object({ docs: z.object({ count: z.number(), deleted: z.number() }) }) }),
});
const present = z.object({ docs: z.array(z.object({ found: z.boolean().optional() })) });

/** What an index in a cluster works with. */
export interface OpenSearchIndexParts {
  readonly connection: ClusterConnection;
  readonly analyzer: Analyzer;
  readonly log: IndexLog;
  /** The folded texts of articles, empty where one is gone. */
  readonly textsOf: (ids: readonly string[]) => Promise<readonly string[]>;
  readonly indices: SearchIndices;
  readonly searched: IndexPlace;
  readonly cursors: ClusterCursors;
  readonly words: ClusterLexicon;
  readonly state: IndexingState;
}

/**
 * The index in a cluster, which any number of processes share. Open it with `openOpenSearchIndex`. What other processes
 * write is found at once; in suggestions and in `stats` it is known a few seconds later.
 */
export class OpenSearchIndex implements SearchIndex {
  readonly #parts: OpenSearchIndexParts;
  readonly #writer: ClusterWriter;
  #searched: IndexPlace;
  #version = 0;
  #reanalyzed = 0;
  #lastChange = 0;
  #articles = 0;
  #deleted = 0;
  readonly #follows = new Turns();
  #timer: NodeJS.Timeout | undefined;
  #isFailing = false;
  /** Those of the analyzer when articles were last analysed again here, and since when they are others. */
  #known: { readonly words: UserWords; readonly since: number | null };
  /** Milliseconds, as of `performance.now`. */
  #followedAt = performance.now();
  /** The user's words by which articles are cut, as last seen. */
  #cutBy = { version: -1, words: UserWords.none };

  /** @param writer given what to tell of what it has written */
  constructor(
    parts: OpenSearchIndexParts,
    writer: (
      onWritten: (changes: readonly StoreChange[], documents: readonly SearchDocument[]) => void,
    ) => ClusterWriter,
  ) {
    this.#parts = parts;
    this.#searched = parts.searched;
    this.#known = { words: parts.analyzer.userWords, since: null };
    this.#writer = writer((changes, documents) => this.#note(changes, documents));
  }

  /** Whether the cluster has answered of late. */
  get isReachable(): boolean {
    return !this.#isFailing && performance.now() - this.#followedAt < longestSilence;
  }

  get version(): number {
    return this.#version;
  }

  async apply(changes: readonly StoreChange[]): Promise<void> {
    await this.#writer.apply(changes);
    await this.#recount();
  }

  async reanalyze(): Promise<number> {
    const { userWords } = this.#parts.analyzer;
    const count = await this.#writer.reanalyze();
    this.#known = { words: userWords, since: null };
    this.#reanalyzed += count;
    if (count > 0) {
      this.#version++;
      const message = `${count} articles that hold changed words were analysed again`;
      this.#parts.log({ level: 'info', message });
    }
    return count;
  }

  search(query: IndexQuery): Promise<IndexResult> {
    return runQuery({ ...this.#place, ...this.#parts, averageLength: this.#searched.averageLength }, query);
  }

  next(cursor: string, size: number): Promise<CursorPage> {
    return this.#parts.cursors.page(cursor, size);
  }

  async complete(
    prefix: string,
    size: number,
    isWanted: Typed['isWanted'] = () => true,
  ): Promise<readonly Completion[]> {
    if (!hasWordCharacter(prefix)) return [];
    const typed = typedOf(prefix, isWanted);
    const newest = (start: string): Promise<readonly string[]> => newestTitles(this.#place, start, size, isWanted);
    const [words, literal] = await Promise.all([
      this.#parts.words.lookUp((counted) => wordsFor(counted, typed, size)),
      newest(prefix),
    ]);
    const spelled = literal.length >= size ? [] : await Promise.all(spelledBeginnings(typed, words).map(newest));
    const titles = [...new Set([...literal, ...spelled.flat()])].slice(0, size);
    const chosen: Completion[] = offeredWords(words, size, titles.length).map((text) => ({ kind: 'word', text }));
    return [...chosen, ...titles.slice(0, size - chosen.length).map((id): Completion => ({ kind: 'title', id }))];
  }

  spelled(typed: string): Promise<readonly (readonly string[])[]> {
    return this.#parts.words.lookUp((words) => spelledWords(words, typed));
  }

  async corrections(run: string, size: number): Promise<readonly Correction[]> {
    const meant = await this.#parts.analyzer.knownWords(run);
    return this.#parts.words.lookUp((words) => {
      const frequency = (word: string): number => words.count(word);
      return correctionsOf(run, size, { lexicon: words.lexicon, frequency, meant });
    });
  }

  related(id: string, size: number): Promise<readonly ScoredArticle[]> {
    return relatedTo({ ...this.#place, ...this.#parts, averageLength: this.#searched.averageLength }, id, size);
  }

  async missing(ids: readonly string[]): Promise<readonly string[]> {
    if (ids.length === 0) return [];
    const { connection, index } = this.#place;
    const body = { ids: ids.map(documentId) };
    const query = { _source: false };
    const { docs } = await connection.ask(present, { method: 'POST', path: [index, '_mget'], query, body });
    return ids.filter((_, i) => docs[i]?.found !== true);
  }

  /** Memory and terms are those of the lists of words in this process; the cluster does not tell of postings. */
  stats(): IndexStats {
    const { words } = this.#parts;
    const none = { texts: 0, postings: 0, signatures: 0, characterSets: 0, crossingWords: 0, pairFrequencies: 0 };
    return {
      articles: this.#articles,
      deleted: this.#deleted,
      terms: words.size,
      postings: 0,
      averageLength: this.#searched.averageLength,
      bytes: { ...none, completions: words.byteLength, columns: 0, stories: 0 },
      lastChange: this.#lastChange,
      reanalyzed: this.#reanalyzed,
    };
  }

  /** The cluster merges by itself; impacts are computed anew by `xunwen reindex`. */
  compact(): Promise<void> {
    return Promise.resolve();
  }

  /** The cluster keeps it. */
  saveSnapshot(): Promise<void> {
    return Promise.resolve();
  }

  async close(): Promise<void> {
    clearInterval(this.#timer);
    await this.#follows.idle();
    await this.#writer.idle();
  }

  /** Takes what the index lacks of the store's changes. @throws ClusterError, IndexerError */
  async catchUp(): Promise<void> {
    const { log } = this.#parts;
    const lacked = await this.#writer.check();
    if (lacked > 0) log({ level: 'info', message: `${lacked} changes that the index lacked were put into it` });
  }

  /** Looks every few seconds at what others have done, and writes what they have left undone. */
  start(): void {
    this.#timer = setInterval(() => void this.#follows.run(() => this.#followSafely()), followEvery).unref();
  }

  /** Takes note of what other processes have done. @throws ClusterError */
  async follow(): Promise<void> {
    const { indices, words } = this.#parts;
    this.#searched = await indices.searched();
    const before = words.newest;
    await words.follow();
    await this.#followDictionary();
    if (words.newest > before) this.#version++;
    this.#lastChange = Math.max(this.#lastChange, words.newest);
    await this.#recount();
    this.#followedAt = performance.now();
  }

  /** Articles that hold changed words were written again: with no new change, so that `words.follow` passes them over. */
  async #followDictionary(): Promise<void> {
    const { state, words } = this.#parts;
    const version = await state.wordsVersion();
    if (version === this.#cutBy.version) return;
    const now = await state.words();
    await words.addCounted(now.differing(this.#cutBy.words));
    this.#cutBy = { version, words: now };
    this.#version++;
  }

  /** A command that changes the dictionary while no service of its own runs leaves the articles to those that run. */
  async #reanalyzeWhatIsLeft(): Promise<void> {
    const { userWords } = this.#parts.analyzer;
    if (userWords === this.#known.words) return;
    if (userWords.differing(this.#cutBy.words).length === 0) this.#known = { words: userWords, since: null };
    else this.#known = { ...this.#known, since: this.#known.since ?? performance.now() };
    const { since } = this.#known;
    if (since !== null && performance.now() - since > othersHave) await this.reanalyze();
  }

  async #followSafely(): Promise<void> {
    const { log } = this.#parts;
    try {
      await this.follow();
      const lacked = await this.#writer.checkInTurn();
      if (lacked > 0) log({ level: 'info', message: `${lacked} changes that the index lacked were put into it` });
      await this.#reanalyzeWhatIsLeft();
      await this.#writer.reanalyzeLater();
      if (this.#isFailing) log({ level: 'info', message: 'the cluster answers again' });
      this.#isFailing = false;
    } catch (error) {
      if (!this.#isFailing) log({ level: 'warn', message: `the cluster cannot be followed: ${String(error)}` });
      this.#isFailing = true;
    }
  }

  get #place(): { readonly connection: ClusterConnection; readonly index: string } {
    const { connection, indices } = this.#parts;
    return { connection, index: indices.alias };
  }

  #note(changes: readonly StoreChange[], documents: readonly SearchDocument[]): void {
    this.#version++;
    for (const { change } of changes) this.#lastChange = Math.max(this.#lastChange, change);
    for (const { words } of documents) this.#parts.words.add(words);
  }

  async #recount(): Promise<void> {
    const { connection, index } = this.#place;
    const { _all } = await connection.ask(counted, { method: 'GET', path: [index, '_stats', 'docs'] });
    this.#articles = _all.primaries.docs.count;
    this.#deleted = _all.primaries.docs.deleted;
  }
}
