import { createHash, randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { z } from 'zod';
import type { Article } from '../article.js';
import type {
  ArticleStore,
  FoldedArticle,
  FoldedTextEntry,
  Refolding,
  StoreChange,
  StoredArticle,
} from '../store/article-store.js';
import { writeDocuments, type Write } from './bulk.js';
import { readDocuments } from './read-documents.js';
import { ChangeCounter } from './change-counter.js';
import { wherePut, wholeSearch, type ClusterConnection } from './cluster-connection.js';
import { ClusterError, isPassing } from './cluster-error.js';

/** What stands under an id: an article, or that it was deleted. */
interface Kept {
  readonly id: string;
  readonly change: number;
  readonly deleted: boolean;
  readonly article: Article | null;
  readonly folded: string | null;
  /** The packed map, in base64. */
  readonly map: string | null;
}

const mappings = {
  dynamic: 'strict',
  properties: {
    id: { type: 'keyword', index: false, doc_values: false },
    change: { type: 'long' },
    deleted: { type: 'boolean' },
    article: { type: 'object', enabled: false },
    // Neither searched nor sorted by.
    folded: { type: 'keyword', index: false, doc_values: false },
    map: { type: 'keyword', index: false, doc_values: false },
  },
};

const metaMappings = {
  dynamic: 'strict',
  properties: { last: { type: 'long', index: false }, store: { type: 'keyword', index: false } },
};

/** An index that was just made is tried to be read so often, with so many milliseconds between. */
const [mostTries, tryEvery] = [40, 250];

/** What is known of a change without its article. */
export interface ChangeNumber {
  readonly id: string;
  readonly change: number;
  readonly deleted: boolean;
}

/** OpenSearch's own ids are of 512 bytes at most. */
const longestId = 500;

/** What OpenSearch calls an article: its id where that is short enough, else a hash of it. */
export function documentId(id: string): string {
  return Buffer.byteLength(id) <= longestId ? `=${id}` : `#${createHash('sha256').update(id).digest('base64url')}`;
}

// What `put` wrote: articles as they were validated before they came here.
const keptSchema = z.custom<Kept>((value) => value instanceof Object && 'id' in value && 'change' in value);
const changeNumber = z.object({ id: z.string(), change: z.number(), deleted: z.boolean() });
const foldedText = z.object({ folded: z.string().nullish() });
const counted = z.object({ count: z.number() });
const highest = z.object({ aggregations: z.object({ change: z.object({ value: z.number().nullable() }) }) });
const meta = z.object({ _source: z.object({ store: z.string() }) });

/** Keeps articles in an OpenSearch cluster: what a resolved call wrote is on two copies of its shard. */
export class OpenSearchArticleStore implements ArticleStore {
  readonly id: string;
  readonly #connection: ClusterConnection;
  readonly #changes: ChangeCounter;
  readonly #index: string;

  private constructor(connection: ClusterConnection, id: string) {
    this.id = id;
    this.#connection = connection;
    this.#index = connection.index('articles');
    this.#changes = new ChangeCounter(connection, connection.index('meta'));
  }

  /**
   * Opens the store of a cluster, made where it is missing. No number is given to a change that an article has already,
   * also where articles and counter were restored from a snapshot.
   * @throws ClusterError
   */
  static async open(connection: ClusterConnection): Promise<OpenSearchArticleStore> {
    await connection.makeIndex('meta', { settings: { number_of_shards: 1 }, mappings: metaMappings });
    await connection.makeIndex('articles', { mappings });
    const index = connection.index('meta');
    // Whoever is first; the others' are refused.
    const first = [{ create: { _id: 'changes' } }, { last: 0 }, { create: { _id: 'store' } }, { store: randomUUID() }];
    await connection.ask(z.unknown(), {
      method: 'POST',
      path: [index, '_bulk'],
      query: { wait_for_active_shards: connection.activeCopies },
      lines: first.map((line) => JSON.stringify(line)),
    });
    const path = [index, '_doc', 'store'];
    const { _source: known } = await connection.ask(meta, { method: 'GET', path, query: wherePut });
    const store = new OpenSearchArticleStore(connection, known.store);
    await store.#changes.passOver(await store.#highestChange());
    return store;
  }

  async put(entries: readonly StoredArticle[]): Promise<readonly number[]> {
    if (entries.length === 0) return [];
    const first = await this.#changes.reserve(entries.length);
    const kept = entries.map(({ article, folded }, i): Kept => {
      return { id: article.id, change: first + i, deleted: false, article, ...packed(folded) };
    });
    await writeDocuments(this.#connection, this.#index, newestOf(kept).map(toWrite));
    return kept.map(({ change }) => change);
  }

  async delete(ids: readonly string[]): Promise<readonly { id: string; change: number }[]> {
    const known = await this.#read([...new Set(ids)]);
    const there = known.filter((one) => one !== undefined && !one.deleted);
    if (there.length === 0) return [];
    const first = await this.#changes.reserve(there.length);
    const gone = there.flatMap((one, i) => (one === undefined ? [] : [{ id: one.id, change: first + i }]));
    const nothing = { deleted: true, article: null, folded: null, map: null };
    await writeDocuments(
      this.#connection,
      this.#index,
      gone.map((one) => toWrite({ ...one, ...nothing })),
    );
    return gone;
  }

  async get(ids: readonly string[]): Promise<readonly (StoredArticle | undefined)[]> {
    return (await this.#read(ids)).map((kept) => (kept === undefined ? undefined : (unpacked(kept) ?? undefined)));
  }

  /**
   * The folded texts of the articles with these ids, in the order asked for; empty where there is none. Of an article no
   * more is read: an index asks for those of a hundred at once.
   */
  async texts(ids: readonly string[]): Promise<readonly string[]> {
    const wanted = { index: this.#index, ids: ids.map(documentId), schema: foldedText, fields: ['folded'] };
    return (await readDocuments(this.#connection, wanted)).map(({ source }) => source?.folded ?? '');
  }

  /**
   * As `changesSince`, without the articles: only which ids changed, by which number, and whether they are there still.
   * @throws ClusterError
   */
  async *changeNumbersSince(after: number, batchSize: number): AsyncGenerator<readonly ChangeNumber[]> {
    const query = { range: { change: { gt: after } } };
    for await (const batch of this.#walk(query, batchSize, changeNumber, ['id', 'change', 'deleted'])) yield batch;
  }

  /** The newest change of each of these ids, deletions among them; ids that the store never had are left out. @throws ClusterError */
  async changeNumbersOf(ids: readonly string[]): Promise<readonly ChangeNumber[]> {
    const fields = ['id', 'change', 'deleted'];
    const wanted = { index: this.#index, ids: ids.map(documentId), schema: changeNumber, fields, isNewest: true };
    return (await readDocuments(this.#connection, wanted)).flatMap(({ source }) => source ?? []);
  }

  async count(): Promise<number> {
    await this.#refresh();
    const query = { term: { deleted: false } };
    const path = [this.#index, '_count'];
    return (await this.#connection.ask(counted, { method: 'POST', path, body: { query } })).count;
  }

  lastChange(): Promise<number> {
    return this.#changes.last();
  }

  async *changesSince(after: number, batchSize: number): AsyncGenerator<readonly StoreChange[]> {
    for await (const batch of this.#walk({ range: { change: { gt: after } } }, batchSize, keptSchema)) {
      yield batch.map((kept) => ({ change: kept.change, id: kept.id, stored: unpacked(kept) }));
    }
  }

  async *foldedTexts(through: number, batchSize: number): AsyncGenerator<readonly FoldedTextEntry[]> {
    const query = { bool: { filter: [{ range: { change: { lte: through } } }, { term: { deleted: false } }] } };
    for await (const batch of this.#walk(query, batchSize, keptSchema)) {
      yield batch.map(({ id, change, folded }) => ({ id, change, text: folded ?? '' }));
    }
  }

  async refold(entries: readonly Refolding[]): Promise<void> {
    const known = await this.#read(entries.map(({ id }) => id));
    const folded = entries.flatMap((entry, i) => {
      const kept = known[i];
      if (kept === undefined || kept.deleted || kept.change !== (entry.change ?? kept.change)) return [];
      return [{ ...toWrite({ ...kept, ...packed(entry.folded) }), again: true }];
    });
    await writeDocuments(this.#connection, this.#index, folded);
  }

  /** The connection is its maker's. */
  close(): Promise<void> {
    return Promise.resolve();
  }

  async #read(ids: readonly string[]): Promise<readonly (Kept | undefined)[]> {
    const wanted = { index: this.#index, ids: ids.map(documentId), schema: keptSchema };
    return (await readDocuments(this.#connection, wanted)).map(({ source }) => source);
  }

  /** The highest number among the articles; 0: there are none. */
  async #highestChange(): Promise<number> {
    const body = { size: 0, aggs: { change: { max: { field: 'change' } } } };
    const request = { method: 'POST', path: [this.#index, '_search'], query: wholeSearch, body } as const;
    for (let tries = 1; ; tries++) {
      await this.#refresh();
      try {
        return (await this.#connection.ask(highest, request)).aggregations.change.value ?? 0;
      } catch (error) {
        // Another process has made the index a moment ago: it is there, and cannot be searched yet.
        if (!(error instanceof ClusterError) || !isPassing(error.failure) || tries === mostTries) throw error;
      }
      await sleep(tryEvery);
    }
  }

  async #refresh(): Promise<void> {
    await this.#connection.refresh(this.#index);
  }

  /** Everything that a query finds, by rising change number. What was written before is among it. */
  async *#walk<T extends { readonly change: number }>(
    query: object,
    size: number,
    schema: z.ZodType<T>,
    fields?: readonly string[],
  ): AsyncGenerator<readonly T[]> {
    await this.#refresh();
    const found = z.object({ hits: z.object({ hits: z.array(z.object({ _source: schema })) }) });
    const some = fields === undefined ? {} : { _source: fields };
    for (let after: number[] | undefined; ;) {
      const go = after === undefined ? {} : { search_after: after };
      const body = { query, size, sort: [{ change: 'asc' }], ...some, ...go };
      const path = [this.#index, '_search'];
      const { hits } = await this.#connection.ask(found, { method: 'POST', path, query: wholeSearch, body });
      const batch = hits.hits.map((hit) => hit._source);
      const last = batch.at(-1);
      if (last === undefined) return;
      yield batch;
      after = [last.change];
    }
  }
}

function packed({ text, map }: FoldedArticle): Pick<Kept, 'folded' | 'map'> {
  return { folded: text, map: Buffer.from(map).toString('base64') };
}

function unpacked({ article, folded, map }: Kept): StoredArticle | null {
  if (article === null) return null;
  return { article, folded: { text: folded ?? '', map: new Uint8Array(Buffer.from(map ?? '', 'base64')) } };
}

/** Of several of one id the last. */
function newestOf(kept: readonly Kept[]): readonly Kept[] {
  return [...new Map(kept.map((one) => [one.id, one])).values()];
}

function toWrite(kept: Kept): Write {
  return { id: documentId(kept.id), version: kept.change, document: kept };
}
