import { z } from 'zod';
import type { ClusterConnection, StoreChange } from '../../../corpus/index.js';
import { UserWords } from '../../analyzer/user-words.js';
import type { ClusterLexicon } from './cluster-lexicon.js';
import type { IndexingState } from './indexing-state.js';
import type { SearchDocument } from './search-document.js';
import type { IndexPlace, SearchIndices } from './search-indices.js';

const counted = z.object({
  _all: z.object({ primaries: z.object({ docs: z.object({ count: z.number(), deleted: z.number() }) }) }),
});

/** What a view is opened with. */
export interface ViewParts {
  readonly connection: ClusterConnection;
  readonly indices: SearchIndices;
  readonly searched: IndexPlace;
  readonly lexicon: ClusterLexicon;
  readonly state: IndexingState;
}

/** What this process knows of an index in a cluster: its own writes at once, those of others when it looks. */
export class IndexView {
  readonly #parts: ViewParts;
  #searched: IndexPlace;
  #version = 0;
  #lastChange = 0;
  #counts = { articles: 0, deleted: 0 };
  /** The user's words by which articles are cut, as last seen. */
  #cutBy = { version: -1, words: UserWords.none };

  constructor(parts: ViewParts) {
    this.#parts = parts;
    this.#searched = parts.searched;
  }

  /** Higher whenever a question may be answered otherwise. */
  get version(): number {
    return this.#version;
  }

  /** Folded characters an article, by which the impacts of the index were computed. */
  get averageLength(): number {
    return this.#searched.averageLength;
  }

  /** The newest change that it has, and how many articles, as far as is known. */
  get figures(): { readonly lastChange: number; readonly articles: number; readonly deleted: number } {
    return { lastChange: this.#lastChange, ...this.#counts };
  }

  get cutBy(): UserWords {
    return this.#cutBy.words;
  }

  /** Takes note of what this process has written. */
  note(changes: readonly StoreChange[], documents: readonly SearchDocument[]): void {
    this.#version++;
    for (const { change } of changes) this.#lastChange = Math.max(this.#lastChange, change);
    for (const { words } of documents) this.#parts.lexicon.add(words);
  }

  /** Looks at what others have done. @throws ClusterError */
  async follow(): Promise<void> {
    const { indices, lexicon } = this.#parts;
    const searched = await indices.searched();
    const before = lexicon.newest;
    if (searched.id === this.#searched.id) await lexicon.follow();
    else await lexicon.readAll();
    this.#searched = searched;
    await this.#followDictionary();
    if (lexicon.newest > before) this.#version++;
    this.#lastChange = Math.max(this.#lastChange, lexicon.newest);
    await this.recount();
  }

  /** Counts the articles. @throws ClusterError */
  async recount(): Promise<void> {
    const { connection, indices } = this.#parts;
    const { _all } = await connection.ask(counted, { method: 'GET', path: [indices.alias, '_stats', 'docs'] });
    const { count, deleted } = _all.primaries.docs;
    this.#counts = { articles: count, deleted };
  }

  /** Articles that hold changed words were written again: with no new change, so that the lexicon passes them over. */
  async #followDictionary(): Promise<void> {
    const { state, lexicon } = this.#parts;
    const version = await state.wordsVersion();
    if (version === this.#cutBy.version) return;
    const words = await state.words();
    await lexicon.addCounted(words.differing(this.#cutBy.words));
    this.#cutBy = { version, words };
    this.#version++;
  }
}
