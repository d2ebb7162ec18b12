import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import type { ArticleStore, ClusterConnection, StoreChange } from '../../../corpus/index.js';
import type { Analyzer } from '../../analyzer/analyzer.js';
import { assumedAverageLength } from '../assumed-length.js';
import { refolded } from '../refolded.js';
import { catchUp, type ListingStore } from './catch-up.js';
import { IndexingState } from './indexing-state.js';
import { documentFingerprint, SearchIndices, type IndexPlace } from './search-indices.js';
import { targetOf, writeChanges } from './write-changes.js';

const batchSize = 1000;
const counted = z.object({ count: z.number() });

/** What indices are built anew with. */
export interface ReindexOptions {
  readonly connection: ClusterConnection;
  readonly store: ListingStore;
  readonly analyzer: Analyzer;
  /** Told of so many articles and deletions that were written. */
  readonly onWritten?: (count: number) => void;
}

/** What became of it. */
export interface ReindexReport {
  /** The index that is searched now. */
  readonly index: string;
  readonly articles: number;
}

/**
 * Builds indices of a cluster anew while they are searched and written. The index from before is kept, so that one can
 * go back to it.
 */
export class Reindexer {
  readonly #options: ReindexOptions;
  readonly #indices: SearchIndices;
  readonly #state: IndexingState;
  readonly #writer = randomUUID();

  private constructor(options: ReindexOptions, state: IndexingState) {
    this.#options = options;
    this.#indices = new SearchIndices(options.connection, documentFingerprint(options.analyzer));
    this.#state = state;
  }

  /** @throws ClusterError */
  static async open(options: ReindexOptions): Promise<Reindexer> {
    return new Reindexer(options, await IndexingState.open(options.connection));
  }

  /**
   * Builds an index beside the one that is searched, by articles, words and rules as they are now, and has it searched in
   * place of that one. Each write goes into both meanwhile. What another run has left half done it goes on with.
   * @throws ClusterError, IndexerError; what was searched is searched still
   */
  async reindex(): Promise<ReindexReport> {
    return this.#use(await this.#indices.build(await meanLength(this.#options.store)));
  }

  /**
   * Has the index searched again that was searched before the last `reindex`, brought up to date first.
   * @returns `null` where there is none
   * @throws ClusterError, IndexerError
   */
  async goBack(): Promise<ReindexReport | null> {
    const place = await this.#indices.previous();
    if (place === null) return null;
    await this.#indices.write(place.name);
    return this.#use(place);
  }

  /** Fills an index that takes writes already, and has it searched. */
  async #use(place: IndexPlace): Promise<ReindexReport> {
    const articles = await this.#fill(place);
    await this.#indices.use(place.name);
    return { index: place.name, articles };
  }

  /**
   * Looks an index through twice: with the first look it is filled, the second finds what was written by processes which
   * had not heard of it yet. Each article and deletion is compared by its change number.
   * @returns how many articles it has then
   */
  async #fill(place: IndexPlace): Promise<number> {
    const { name } = place;
    const { connection, store, onWritten = () => undefined } = this.#options;
    const target = targetOf({ ...this.#options, writer: this.#writer }, place);
    const write = async (changes: readonly StoreChange[]): Promise<number> => {
      await writeChanges(target, await refolded(store, changes));
      onWritten(changes.length);
      return changes.length;
    };
    for (let look = 0; look < 2; look++) {
      await catchUp({ connection, store, state: this.#state, place, write, batchSize });
    }
    return (await connection.ask(counted, { method: 'GET', path: [name, '_count'] })).count;
  }
}

/** Folded characters an article. */
async function meanLength(store: ArticleStore): Promise<number> {
  let [articles, characters] = [0, 0];
  for await (const batch of store.foldedTexts(await store.lastChange(), batchSize)) {
    articles += batch.length;
    characters += batch.reduce((sum, { text }) => sum + text.length, 0);
  }
  return articles === 0 ? assumedAverageLength : characters / articles;
}
