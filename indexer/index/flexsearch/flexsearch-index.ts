import type { StoreChange } from '../../../corpus/index.js';
import type { Analyzer } from '../../analyzer/analyzer.js';
import type { TermSpans } from '../../analyzer/term-spans.js';
import type { UserWords } from '../../analyzer/user-words.js';
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
import { columnFields } from '../column-fields.js';
import { Compaction, needsCompaction } from './compaction.js';
import { cutAhead } from '../cut-ahead.js';
import { Cursors } from './cursors.js';
import type { IndexedDocument } from './documents.js';
import { articlesThatHold } from './articles-that-hold.js';
import type { Generation } from './generation.js';
import { relatedTo } from './related.js';
import { runQuery, type Outcome } from './run-query.js';
import { encodeGeneration, engineFingerprint } from './snapshot.js';
import { writeSnapshotFile } from './snapshot-format.js';

export interface FlexSearchIndexOptions {
  readonly analyzer: Analyzer;
  /** The store's `id`. */
  readonly storeId: string;
  readonly snapshotFile: string;
  readonly generation: Generation;
  readonly lastChange: number;
  /** Those by which the articles of the generation were cut. */
  readonly userWords: UserWords;
  /** Words whose articles may have been cut otherwise nevertheless. */
  readonly doubtfulWords: readonly string[];
  readonly log: IndexLog;
}

/** The embedded index: one generation in memory, searched in this thread. Open it with `openFlexSearchIndex`. */
export class FlexSearchIndex implements SearchIndex {
  readonly #options: FlexSearchIndexOptions;
  readonly #cursors = new Cursors();
  #generation: Generation;
  #lastChange: number;
  /** By which all articles were cut but those in doubt; behind the analyzer's until `reanalyze` has ended. */
  #userWords: UserWords;
  /** Words of other analyzers: some of the articles that hold them may have been cut by these. */
  #doubtfulWords: ReadonlySet<string>;
  #reanalyzed = 0;
  #version = 0;
  /** Changes that an `apply` which failed has left for the next. */
  #missed: readonly StoreChange[] = [];
  readonly #writes = new Turns();
  #compaction: Compaction | null = null;
  #compacted: Promise<void> = Promise.resolve();
  readonly #saves = new Turns();

  constructor(options: FlexSearchIndexOptions) {
    this.#options = options;
    this.#generation = options.generation;
    this.#lastChange = options.lastChange;
    this.#userWords = options.userWords;
    this.#doubtfulWords = new Set(options.doubtfulWords);
  }

  get version(): number {
    return this.#version;
  }

  apply(changes: readonly StoreChange[]): Promise<void> {
    return this.#writes.run(() => this.#apply(changes));
  }

  /** Only this process stores anything: whatever is stored was given to `apply`, which makes up for what it failed to take. */
  ensure(): Promise<void> {
    return this.apply([]);
  }

  reanalyze(): Promise<number> {
    return this.#writes.run(() => this.#reanalyze());
  }

  search(query: IndexQuery): Promise<IndexResult> {
    const outcome = runQuery(this.#generation, query);
    const { documents } = this.#generation;
    const hits = outcome.page(query.offset, query.size).map((document) => ({
      id: documents.id(document),
      copies: outcome.copies(document).map((copy) => documents.id(copy)),
      score: outcome.scores[document] ?? 0,
      ...(query.explain ? { explanation: outcome.explain(document) } : {}),
    }));
    const { total, stories, relaxed, facets } = outcome;
    const cursor =
      query.pin && !query.collapse && query.offset + hits.length < total ? this.#pin(query, outcome) : null;
    return Promise.resolve({ total, stories, hits, relaxed, facets, cursor });
  }

  next(cursor: string, size: number): Promise<CursorPage> {
    return new Promise((resolve) =>
      resolve(this.#cursors.page(cursor, size, (id) => this.#generation.documents.has(id))),
    );
  }

  complete(
    prefix: string,
    size: number,
    isWanted: (folded: string) => boolean = () => true,
  ): Promise<readonly Completion[]> {
    return Promise.resolve(this.#generation.completions.complete(this.#generation, prefix, size, isWanted));
  }

  spelled(typed: string): Promise<readonly (readonly string[])[]> {
    return Promise.resolve(this.#generation.completions.spelled(this.#generation, typed));
  }

  async corrections(run: string, size: number): Promise<readonly Correction[]> {
    const meant = await this.#options.analyzer.knownWords(run);
    return this.#generation.completions.corrections(this.#generation, run, size, meant);
  }

  related(id: string, size: number): Promise<readonly ScoredArticle[]> {
    const document = this.#generation.documents.numberOf(id);
    if (document === undefined) return Promise.resolve([]);
    return relatedTo(this.#generation, this.#options.analyzer, document, size);
  }

  missing(ids: readonly string[]): Promise<readonly string[]> {
    const { documents } = this.#generation;
    return Promise.resolve(ids.filter((id) => documents.numberOf(id) === undefined));
  }

  stats(): IndexStats {
    const { documents, postings, averageLength, bytes } = this.#generation;
    return {
      articles: documents.liveCount,
      deleted: documents.size - documents.liveCount,
      terms: postings.termCount,
      postings: postings.postingCount,
      averageLength,
      bytes,
      lastChange: this.#lastChange,
      reanalyzed: this.#reanalyzed,
    };
  }

  async compact(): Promise<void> {
    // One that runs already took the mean length of an earlier moment.
    while (this.#compaction !== null) await this.#compacted;
    await this.#startCompaction();
  }

  saveSnapshot(): Promise<void> {
    return this.#saves.run(() => this.#save());
  }

  async close(): Promise<void> {
    await this.#writes.idle();
    this.#compaction?.stop();
    await this.#compacted;
    await this.#saves.idle();
  }

  async #apply(changes: readonly StoreChange[]): Promise<void> {
    this.#missed = [...this.#missed, ...changes];
    const all = this.#missed;
    let done = 0;
    for await (const { item, terms } of cutAhead(
      all,
      ({ stored }) => stored?.folded.text ?? '',
      this.#options.analyzer,
    )) {
      this.#applyOne(item, terms);
      this.#missed = all.slice(++done);
    }
    await this.#settle();
    this.#compactIfNeeded();
  }

  /** From now on new words complete what is typed, are known in pinyin, and are offered. */
  async #settle(): Promise<void> {
    await this.#generation.postings.settleInSlices();
    this.#version++;
  }

  /** Goes by the articles' ids: a compaction may number the documents anew meanwhile. */
  async #reanalyze(): Promise<number> {
    const { analyzer, log } = this.#options;
    const { userWords } = analyzer;
    this.#doubt();
    const ids = await articlesThatHold(this.#generation, [...this.#doubtfulWords]);
    for await (const { item: id, terms } of cutAhead(ids, (one) => this.#document(one).text, analyzer)) {
      this.#add(this.#document(id), terms);
    }
    await this.#settle();
    this.#userWords = userWords;
    this.#doubtfulWords = new Set();
    this.#reanalyzed += ids.length;
    if (ids.length > 0) {
      log({ level: 'info', message: `${ids.length} articles that hold changed words were analysed again` });
    }
    this.#compactIfNeeded();
    return ids.length;
  }

  /** Notes the words that are cut otherwise from now on: what is left half way stays known, though they be taken back. */
  #doubt(): void {
    const changed = this.#options.analyzer.userWords.differing(this.#userWords);
    if (changed.length > 0) this.#doubtfulWords = new Set([...this.#doubtfulWords, ...changed]);
  }

  /** The live version of an article that is there. */
  #document(id: string): IndexedDocument {
    const { documents } = this.#generation;
    return documents.document(documents.numberOf(id) ?? -1);
  }

  #add(document: IndexedDocument, terms: TermSpans): void {
    this.#version++;
    this.#generation.add(document, terms);
    this.#compaction?.add(document, terms);
  }

  #applyOne({ change, id, stored }: StoreChange, terms: TermSpans): void {
    if (stored === null) {
      this.#version++;
      this.#generation.remove(id);
      this.#compaction?.remove(id);
    } else {
      this.#add({ id, text: stored.folded.text, fields: columnFields(stored.article) }, terms);
    }
    this.#lastChange = Math.max(this.#lastChange, change);
  }

  /** In the background; the index goes on as it is where it fails. */
  #compactIfNeeded(): void {
    if (this.#compaction !== null || !needsCompaction(this.#generation)) return;
    this.#startCompaction().catch((error: unknown) => {
      this.#options.log({ level: 'warn', message: `the index could not be compacted: ${String(error)}` });
    });
  }

  #startCompaction(): Promise<void> {
    this.#compaction = new Compaction(this.#generation, this.#options.analyzer);
    const run = this.#runCompaction(this.#compaction);
    this.#compacted = run.catch(() => undefined);
    return run;
  }

  async #runCompaction(compaction: Compaction): Promise<void> {
    try {
      const next = await compaction.run();
      if (next === null) return;
      this.#generation = next;
      this.#version++;
    } finally {
      this.#compaction = null;
    }
  }

  #pin(query: IndexQuery, outcome: Outcome): string {
    const order = outcome.page(0, outcome.total);
    return this.#cursors.pin(
      {
        text: query.text,
        relaxed: outcome.relaxed,
        total: outcome.total,
        ids: order.map((document) => this.#generation.documents.id(document)),
        scores: Float32Array.from(order, (document) => outcome.scores[document] ?? 0),
      },
      query.offset + query.size,
    );
  }

  async #save(): Promise<void> {
    await this.#generation.postings.trim();
    const generation = this.#generation;
    this.#doubt();
    const header = {
      fingerprint: engineFingerprint(this.#options.analyzer),
      store: this.#options.storeId,
      lastChange: this.#lastChange,
      documents: generation.documents.size,
      averageLength: generation.averageLength,
      userWords: this.#userWords.toText(),
      doubtfulWords: [...this.#doubtfulWords],
    };
    await writeSnapshotFile(this.#options.snapshotFile, encodeGeneration(generation, header));
  }
}
