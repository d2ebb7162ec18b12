import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { MemoryArticleStore, type Article, type ArticleStore } from '../../corpus/index.js';
import {
  Analyzer,
  createIngest,
  createSearchService,
  type IndexEvent,
  type Ingest,
  type SearchIndex,
  type SearchRequest,
  type SearchService,
} from '../../indexer/index.js';
import { openIndex } from './open-index.js';

/** One analyzer for all tests: loading jieba takes a second. */
export const analyzer: Analyzer = new Analyzer();

const folder = mkdtempSync(join(tmpdir(), 'xunwen-index-'));
process.once('exit', () => rmSync(folder, { recursive: true, force: true }));
let files = 0;

/** A path for a snapshot that nothing else uses. */
export function snapshotPath(): string {
  return join(folder, `snapshot-${String(files++)}`);
}

/** The indexer's parts, put together over a store. */
export interface Engine {
  readonly store: ArticleStore;
  readonly index: SearchIndex;
  readonly ingest: Ingest;
  readonly search: SearchService;
  readonly snapshotFile: string;
  /** What was said when it was opened. */
  readonly events: readonly IndexEvent[];
}

export async function openEngine(
  store: ArticleStore = new MemoryArticleStore(),
  snapshotFile: string = snapshotPath(),
  cutter: Analyzer = analyzer,
): Promise<Engine> {
  const events: IndexEvent[] = [];
  const log = (event: IndexEvent): unknown => events.push(event);
  const index = await openIndex({ store, analyzer: cutter, snapshotFile, log });
  const search = createSearchService({ store, index, analyzer: cutter, recency: 0.1 });
  return { store, index, ingest: createIngest({ store, index }), search, snapshotFile, events };
}

/** An article; what is not given is absent. */
export function article(fields: Partial<Article> & { id: string }): Article {
  return {
    url: null,
    title: '',
    body: '',
    publishedAt: null,
    source: null,
    author: null,
    section: null,
    tags: [],
    images: [],
    ...fields,
  };
}

/** A search request with the defaults of API.md. */
export function request(
  q: string,
  options: Partial<Omit<SearchRequest, 'filters'>> & { filters?: Partial<SearchRequest['filters']> } = {},
): SearchRequest {
  const none = { section: [], source: [], author: [], tag: [], from: null, to: null };
  return {
    q,
    page: 1,
    size: 10,
    cursor: null,
    collapse: true,
    pin: false,
    sort: 'relevance',
    match: 'auto',
    recency: true,
    explain: false,
    facets: [],
    facetSize: 20,
    ...options,
    filters: { ...none, ...options.filters },
  };
}

/** The ids of the hits of a search, in order. */
export async function ids(engine: Engine, q: string, options: Parameters<typeof request>[1] = {}): Promise<string[]> {
  const answer = await engine.search.search(request(q, { size: 100, ...options }));
  return answer.hits.map((hit) => hit.id);
}
