import { setImmediate as turn } from 'node:timers/promises';
import type { StoreChange } from '../../../corpus/index.js';
import type { Analyzer } from '../../analyzer/analyzer.js';
import type { IndexLog } from '../index-log.js';
import type { Completion, CursorPage, IndexQuery, IndexResult, IndexStats, SearchIndex } from '../search-index.js';
import { columnFields } from './columns.js';
import { Compaction, needsCompaction } from './compaction.js';
import { Cursors } from './cursors.js';
import type { Generation } from './generation.js';
import { pageOf, runQuery, type Outcome } from './run-query.js';
import { encodeGeneration, engineFingerprint } from './snapshot.js';
import { writeSnapshotFile } from './snapshot-format.js';

/** Articles indexed between two turns of the event loop, about ten milliseconds' work. */
const sliceArticles = 16;

export interface FlexSearchIndexOptions {
  readonly analyzer: Analyzer;
  /** The store's `id`. */
  readonly storeId: string;
  readonly snapshotFile: string;
  readonly generation: Generation;
  readonly lastChange: number;
  readonly log: IndexLog;
}

/** The embedded index: one generation in memory, searched in this thread. Open it with `openFlexSearchIndex`. */
export class FlexSearchIndex implements SearchIndex {
  readonly #options: FlexSearchIndexOptions;
  readonly #cursors = new Cursors();
  #generation: Generation;
  #lastChange: number;
  #compaction: Compaction | null = null;
  #compacted: Promise<void> = Promise.resolve();
  #saving: Promise<void> = Promise.resolve();

  constructor(options: FlexSearchIndexOptions) {
    this.#options = options;
    this.#generation = options.generation;
    this.#lastChange = options.lastChange;
  }

  async apply(changes: readonly StoreChange[]): Promise<void> {
    for (let start = 0; start < changes.length; start += sliceArticles) {
      if (start > 0) await turn();
      for (const change of changes.slice(start, start + sliceArticles)) this.#applyOne(change);
    }
    if (this.#compaction === null && needsCompaction(this.#generation)) this.#compactInBackground();
  }

  search(query: IndexQuery): Promise<IndexResult> {
    const outcome = runQuery(this.#generation, query);
    const page = pageOf(outcome, query.offset, query.size);
    const hits = page.map((document) => ({
      id: this.#generation.documents.id(document),
      score: outcome.scores[document] ?? 0,
      ...(query.explain ? { explanation: outcome.explain(document) } : {}),
    }));
    const { total, relaxed, facets } = outcome;
    const cursor = query.pin && query.offset + hits.length < total ? this.#pin(query, outcome) : null;
    return Promise.resolve({ total, hits, relaxed, facets, cursor });
  }

  next(cursor: string, size: number): Promise<CursorPage> {
    return new Promise((resolve) =>
      resolve(this.#cursors.page(cursor, size, (id) => this.#generation.documents.has(id))),
    );
  }

  complete(prefix: string, size: number): Promise<readonly Completion[]> {
    return Promise.resolve(this.#generation.completions.complete(this.#generation, prefix, size));
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
    };
  }

  async compact(): Promise<void> {
    // One that runs already took the mean length of an earlier moment.
    while (this.#compaction !== null) await this.#compacted;
    await this.#startCompaction();
  }

  saveSnapshot(): Promise<void> {
    const run = this.#saving.then(() => this.#save());
    // The next save runs after a failed one, too; the failure is its caller's to see.
    this.#saving = run.catch(() => undefined);
    return run;
  }

  async close(): Promise<void> {
    this.#compaction?.stop();
    await this.#compacted;
    await this.#saving;
  }

  #applyOne({ change, id, stored }: StoreChange): void {
    if (stored === null) {
      this.#generation.remove(id);
      this.#compaction?.remove(id);
    } else {
      const document = { id, text: stored.folded.text, fields: columnFields(stored.article) };
      this.#generation.add(document);
      this.#compaction?.add(document);
    }
    this.#lastChange = Math.max(this.#lastChange, change);
  }

  /** The index goes on as it is where a compaction fails. */
  #compactInBackground(): void {
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
      if (next !== null) this.#generation = next;
    } finally {
      this.#compaction = null;
    }
  }

  #pin(query: IndexQuery, outcome: Outcome): string {
    const order = pageOf(outcome, 0, outcome.total);
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

  #save(): Promise<void> {
    const generation = this.#generation;
    const header = {
      fingerprint: engineFingerprint(this.#options.analyzer),
      store: this.#options.storeId,
      lastChange: this.#lastChange,
      documents: generation.documents.size,
      averageLength: generation.averageLength,
    };
    return writeSnapshotFile(this.#options.snapshotFile, encodeGeneration(generation, header));
  }
}
