import { randomBytes } from 'node:crypto';
import { z } from 'zod';
import {
  ClusterError,
  documentId,
  readDocuments,
  type ClusterConnection,
  wholeSearchOfView,
} from '../../../corpus/index.js';
import { IndexerError } from '../../errors.js';
import { cursorLifetime } from '../flexsearch/cursors.js';
import type { CursorPage, IndexHit } from '../search-index.js';
import { cursorTo, invalidCursor, placeOf, type Place } from './cursor-text.js';
import type { Clause } from './match-query.js';

/** A search whose order is pinned: asked again with `search_after` it goes on behind a hit. */
export interface PinnedSearch {
  readonly query: Clause;
  readonly sort: readonly Clause[];
}

/** A whole result, as far as a cursor has to know it. */
export interface Pinned {
  /** OpenSearch's own view of the index as it was (point in time). */
  readonly pit: string;
  readonly text: string;
  readonly relaxed: boolean;
  readonly total: number;
  /** The first hits, whose order is ours. */
  readonly first: readonly Pick<IndexHit, 'id' | 'score'>[];
  /** Where the search goes on behind these; `null`: there are no more. */
  readonly after: readonly unknown[] | null;
  readonly search: PinnedSearch;
}

const kept = z.object({
  _source: z.object({
    expires: z.number(),
    pinned: z.object({
      pit: z.string(),
      text: z.string(),
      relaxed: z.boolean(),
      total: z.number(),
      first: z.array(z.object({ id: z.string(), score: z.number() })),
      after: z.array(z.unknown()).nullable(),
      search: z.object({
        query: z.record(z.string(), z.unknown()),
        sort: z.array(z.record(z.string(), z.unknown())),
      }),
    }),
  }),
});

const page = z.object({
  hits: z.object({
    hits: z.array(
      z.object({
        fields: z.object({ id: z.tuple([z.string()]) }),
        sort: z.array(z.unknown()),
        _score: z.number().nullish(),
      }),
    ),
  }),
});

const mappings = {
  dynamic: 'strict',
  properties: { expires: { type: 'long' }, pinned: { type: 'object', enabled: false } },
};

/**
 * Results that clients walk through, kept in the cluster, so that any process can go on with what another began. A cursor
 * is the result's name, how many of its hits were given out, and behind the first ones where the search goes on.
 */
export class ClusterCursors {
  readonly #connection: ClusterConnection;
  readonly #index: string;
  /** Of the documents that are searched. */
  readonly #documents: string;

  private constructor(connection: ClusterConnection, documents: string) {
    this.#connection = connection;
    this.#index = connection.index('cursors');
    this.#documents = documents;
  }

  /** @param documents the index that is searched */
  static async open(connection: ClusterConnection, documents: string): Promise<ClusterCursors> {
    await connection.makeIndex('cursors', { settings: { number_of_shards: 1 }, mappings });
    return new ClusterCursors(connection, documents);
  }

  /** A view of the documents as they are now, good as long as a cursor. */
  async view(): Promise<string> {
    const { pit_id } = await this.#connection.ask(z.object({ pit_id: z.string() }), {
      method: 'POST',
      path: [this.#documents, '_search', 'point_in_time'],
      // Else where a node can keep no more of them, its articles would be missing.
      query: { keep_alive: `${cursorLifetime}ms`, allow_partial_pit_creation: false },
    });
    return pit_id;
  }

  /** Gives a view back that nothing was pinned in: there are only some hundred at a time. */
  async close(view: string): Promise<void> {
    const path = ['_search', 'point_in_time'];
    await this.#connection.ask(z.unknown(), { method: 'DELETE', path, body: { pit_id: [view] } });
  }

  /** Pins a result and returns the cursor to the hits from `offset` on. */
  async pin(pinned: Pinned, { offset, after }: Omit<Place, 'name'>): Promise<string> {
    const name = randomBytes(12).toString('base64url');
    await this.#connection.ask(z.unknown(), {
      method: 'PUT',
      path: [this.#index, '_doc', name],
      query: { wait_for_active_shards: this.#connection.activeCopies },
      body: { expires: Date.now() + cursorLifetime, pinned },
    });
    await this.#forget();
    return cursorTo({ name, offset, after });
  }

  /**
   * The page a cursor leads to; articles that are gone are left out.
   * @throws IndexerError `cursor_expired`, `invalid_cursor`; ClusterError
   */
  async page(cursor: string, size: number): Promise<CursorPage> {
    const start = placeOf(cursor);
    const pinned = await this.#find(start.name);
    if (start.offset > pinned.total) throw invalidCursor();
    const hits: IndexHit[] = [];
    let place: Place | null = start;
    while (place !== null && hits.length < size) {
      const found = await this.#some(pinned, place, size - hits.length);
      hits.push(...(await this.#present(found.hits)));
      place = found.next;
    }
    const { text, relaxed, total } = pinned;
    return { text, relaxed, total, offset: start.offset, hits, cursor: place === null ? null : cursorTo(place) };
  }

  async #find(name: string): Promise<Pinned> {
    try {
      const { _source } = await this.#connection.ask(kept, { method: 'GET', path: [this.#index, '_doc', name] });
      if (_source.expires > Date.now()) return _source.pinned;
    } catch (error) {
      if (!(error instanceof ClusterError) || error.failure.status !== 404) throw error;
    }
    throw expired();
  }

  /** The next hits, present or not, and where it goes on. */
  async #some(
    pinned: Pinned,
    place: Place,
    size: number,
  ): Promise<{ readonly hits: readonly IndexHit[]; readonly next: Place | null }> {
    const isFirst = place.offset < pinned.first.length;
    const hits = isFirst
      ? pinned.first.slice(place.offset, place.offset + size).map((hit) => ({ ...hit, copies: [] }))
      : [];
    const offset = place.offset + hits.length;
    const after = place.after ?? pinned.after;
    const more = offset < pinned.total && after !== null;
    if (isFirst) return { hits, next: more || offset < pinned.first.length ? { ...place, offset } : null };
    if (!more) return { hits: [], next: null };
    const found = await this.#search(pinned, after, size);
    const next = { name: place.name, offset: offset + found.length, after: found.at(-1)?.sort ?? null };
    const isLast = found.length < size || next.offset >= pinned.total;
    return {
      hits: found.map(({ fields, _score }) => ({ id: fields.id[0], score: _score ?? 0, copies: [] })),
      next: isLast ? null : next,
    };
  }

  async #search(
    { pit, search }: Pinned,
    after: readonly unknown[],
    size: number,
  ): Promise<z.infer<typeof page>['hits']['hits']> {
    try {
      const { hits } = await this.#connection.ask(page, {
        method: 'POST',
        path: ['_search'],
        query: wholeSearchOfView,
        body: { ...search, size, search_after: after, pit: { id: pit }, docvalue_fields: ['id'] },
      });
      return hits.hits;
    } catch (error) {
      // The view has ended, or the node that had it has.
      if (error instanceof ClusterError && error.failure.status === 404) throw expired();
      // Nobody but who changed the cursor asks for a place that there is not.
      if (error instanceof ClusterError && error.failure.status === 400) throw invalidCursor(error);
      throw error;
    }
  }

  /** Those that can be found still. */
  async #present(hits: readonly IndexHit[]): Promise<readonly IndexHit[]> {
    const ids = hits.map(({ id }) => documentId(id));
    const there = await readDocuments(this.#connection, { index: this.#documents, ids, schema: null });
    return hits.filter((_, i) => there[i]?.found === true);
  }

  /** Takes out some of the results that are past their time. */
  async #forget(): Promise<void> {
    const ids = z.object({ hits: z.object({ hits: z.array(z.object({ _id: z.string() })) }) });
    const { hits } = await this.#connection.ask(ids, {
      method: 'POST',
      path: [this.#index, '_search'],
      body: { query: { range: { expires: { lt: Date.now() } } }, size: 100, _source: false },
    });
    if (hits.hits.length === 0) return;
    const lines = hits.hits.map(({ _id }) => JSON.stringify({ delete: { _id } }));
    await this.#connection.ask(z.unknown(), { method: 'POST', path: [this.#index, '_bulk'], lines });
  }
}

function expired(): IndexerError {
  return new IndexerError('cursor_expired', 'this cursor has expired; search again');
}
