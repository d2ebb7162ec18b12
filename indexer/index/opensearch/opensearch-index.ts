import { documentId, readDocuments, type ClusterConnection, type StoreChange } from '../../../corpus/index.js';
import type { Analyzer } from '../../analyzer/analyzer.js';
import { hasWordCharacter } from '../../analyzer/character-class.js';
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
import { ClusterFollower } from './cluster-follower.js';
import type { ClusterLexicon } from './cluster-lexicon.js';
import type { ClusterWriter } from './cluster-writer.js';
import type { IndexView } from './index-view.js';
import { relatedTo } from './related.js';
import { runQuery } from './run-query.js';

/** What an index in a cluster works with. */
export interface OpenSearchIndexParts {
  readonly connection: ClusterConnection;
  readonly analyzer: Analyzer;
  readonly log: IndexLog;
  /** The folded texts of articles, empty where one is gone. */
  readonly textsOf: (ids: readonly string[]) => Promise<readonly string[]>;
  /** The alias of the index that is searched. */
  readonly index: string;
  readonly cursors: ClusterCursors;
  readonly lexicon: ClusterLexicon;
  readonly view: IndexView;
  readonly writer: ClusterWriter;
}

/**
 * The index in a cluster, which any number of processes share. Open it with `openOpenSearchIndex`. What other processes
 * write is found at once; in suggestions and in `stats` it is known a few seconds later.
 */
export class OpenSearchIndex implements SearchIndex {
  readonly #parts: OpenSearchIndexParts;
  readonly #follower: ClusterFollower;
  #reanalyzed = 0;

  constructor(parts: OpenSearchIndexParts) {
    this.#parts = parts;
    this.#follower = new ClusterFollower({ ...parts, reanalyze: () => this.reanalyze() });
  }

  /** Whether the cluster has answered of late. */
  get isReachable(): boolean {
    return this.#follower.isReachable;
  }

  get version(): number {
    return this.#parts.view.version;
  }

  /** Looks at what other processes do from now on. */
  start(): void {
    this.#follower.start();
  }

  async apply(changes: readonly StoreChange[]): Promise<void> {
    if (changes.length === 0) return;
    await this.#parts.writer.apply(changes);
    await this.#parts.view.recount();
  }

  async ensure(ids: readonly string[]): Promise<void> {
    await this.#parts.writer.ensure(ids);
  }

  async reanalyze(): Promise<number> {
    const { analyzer, writer, log } = this.#parts;
    const { userWords } = analyzer;
    const count = await writer.reanalyze();
    this.#follower.noteCutBy(userWords);
    this.#reanalyzed += count;
    if (count > 0) {
      log({ level: 'info', message: `${count} articles that hold changed words were analysed again` });
    }
    return count;
  }

  search(query: IndexQuery): Promise<IndexResult> {
    const { averageLength } = this.#parts.view;
    return runQuery({ ...this.#parts, averageLength }, query);
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
    const newest = (start: string): Promise<readonly string[]> => newestTitles(this.#parts, start, size, isWanted);
    const [words, literal] = await Promise.all([
      this.#parts.lexicon.lookUp((counted) => wordsFor(counted, typed, size)),
      newest(prefix),
    ]);
    const spelled = literal.length >= size ? [] : await Promise.all(spelledBeginnings(typed, words).map(newest));
    const titles = [...new Set([...literal, ...spelled.flat()])].slice(0, size);
    const chosen: Completion[] = offeredWords(words, size, titles.length).map((text) => ({ kind: 'word', text }));
    return [...chosen, ...titles.slice(0, size - chosen.length).map((id): Completion => ({ kind: 'title', id }))];
  }

  spelled(typed: string): Promise<readonly (readonly string[])[]> {
    return this.#parts.lexicon.lookUp((words) => spelledWords(words, typed));
  }

  async corrections(run: string, size: number): Promise<readonly Correction[]> {
    const meant = await this.#parts.analyzer.knownWords(run);
    return this.#parts.lexicon.lookUp((words) => {
      const frequency = (word: string): number => words.count(word);
      return correctionsOf(run, size, { lexicon: words.lexicon, frequency, meant });
    });
  }

  related(id: string, size: number): Promise<readonly ScoredArticle[]> {
    const { averageLength } = this.#parts.view;
    return relatedTo({ ...this.#parts, averageLength }, id, size);
  }

  async missing(ids: readonly string[]): Promise<readonly string[]> {
    const { connection, index } = this.#parts;
    const there = await readDocuments(connection, { index, ids: ids.map(documentId), schema: null });
    return ids.filter((_, i) => there[i]?.found !== true);
  }

  /** Memory and terms are those of the list of words in this process; the cluster does not tell of postings. */
  stats(): IndexStats {
    const { lexicon, view } = this.#parts;
    const none = { texts: 0, postings: 0, signatures: 0, characterSets: 0, crossingWords: 0, pairFrequencies: 0 };
    return {
      ...view.figures,
      terms: lexicon.size,
      postings: 0,
      averageLength: view.averageLength,
      bytes: { ...none, completions: lexicon.byteLength, columns: 0, stories: 0 },
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
    await this.#follower.stop();
    await this.#parts.writer.idle();
  }
}
