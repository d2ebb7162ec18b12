import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Writable } from 'node:stream';
import type { Express } from 'express';
import { pino } from 'pino';
import { MemoryArticleStore, parseArticle } from '../../corpus/index.js';
import type { ArticleStore, FoldedArticle, FoldedTextEntry, StoreChange, StoredArticle } from '../../corpus/index.js';
import {
  createIngest,
  createSearchService,
  type Analyzer,
  LiveDictionary,
  LiveSynonyms,
  MemoryQueryLog,
  Readers,
  UserWords,
  WordFile,
} from '../../indexer/index.js';
import { openIndex } from '../indexer/open-index.js';
import { analyzer } from '../indexer/engine.js';
import { AccessKeys } from '../../server/access/index.js';
import { fileSizes } from '../../server/data-folder/index.js';
import { History } from '../../server/history/index.js';
import { verifyIndex } from '../../server/keeping/index.js';
import { Admission } from '../../server/load/index.js';
import { ServiceMetrics } from '../../server/metrics/index.js';
import { createApp } from '../../server/app.js';
import type { AppDeps, AppSettings } from '../../server/app.js';

/** The key that may write in tests. */
export const key = 'test-key-0123456789';

/** The header that carries it. */
export const withKey = { Authorization: `Bearer ${key}` };

export const settings: AppSettings = {
  siteName: '寻闻',
  corsOrigins: ['https://news.example'],
  publicUrl: null,
  adminKey: key,
  searchAccess: 'public',
  rateLimit: null,
  trustedProxies: [],
  bodyLimit: 100_000,
  requestTimeout: 30,
};

/** A real store that can be told to fail, as a full disk or a broken one would make it. */
export class FailingStore implements ArticleStore {
  readonly id = 'failing';
  /** What every call throws from now on. */
  failure: Error | null = null;
  /** What writing throws, once `writesLeft` more calls of `put` have succeeded. */
  failureOfWriting: Error | null = null;
  writesLeft = 0;
  readonly #store = new MemoryArticleStore();

  async put(entries: readonly StoredArticle[]): Promise<readonly number[]> {
    const failure = this.failure ?? this.failureOfWriting;
    if (failure !== null && this.writesLeft-- <= 0) throw failure;
    return this.#store.put(entries);
  }

  async delete(ids: readonly string[]): Promise<readonly { id: string; change: number }[]> {
    const failure = this.failure ?? this.failureOfWriting;
    if (failure !== null) throw failure;
    return this.#store.delete(ids);
  }

  async get(ids: readonly string[]): Promise<readonly (StoredArticle | undefined)[]> {
    if (this.failure !== null) throw this.failure;
    return this.#store.get(ids);
  }

  count(): Promise<number> {
    return this.#store.count();
  }

  lastChange(): Promise<number> {
    return this.#store.lastChange();
  }

  changesSince(after: number, batchSize: number): AsyncIterable<readonly StoreChange[]> {
    return this.#store.changesSince(after, batchSize);
  }

  foldedTexts(through: number, batchSize: number): AsyncIterable<readonly FoldedTextEntry[]> {
    return this.#store.foldedTexts(through, batchSize);
  }

  refold(entries: readonly { id: string; folded: FoldedArticle }[]): Promise<void> {
    return this.#store.refold(entries);
  }

  close(): Promise<void> {
    return this.#store.close();
  }
}

/** A real query log that can be told to fail. */
export class FailingQueryLog extends MemoryQueryLog {
  /** What writing throws from now on. */
  failure: Error | null = null;

  override async block(words: readonly string[]): Promise<void> {
    if (this.failure !== null) throw this.failure;
    return super.block(words);
  }

  override async unblock(words: readonly string[]): Promise<void> {
    if (this.failure !== null) throw this.failure;
    return super.unblock(words);
  }
}

/** A real file of words that can be told to fail. */
class FailingWordFile extends WordFile {
  /** What writing throws from now on. */
  failure: Error | null = null;

  override async write(text: string): Promise<void> {
    if (this.failure !== null) throw this.failure;
    return super.write(text);
  }
}

/** The application over real parts, and what a test wants to look at or change. */
export interface AppUnderTest {
  readonly app: Express;
  readonly deps: AppDeps;
  readonly store: FailingStore;
  readonly queryLog: FailingQueryLog;
  /** Those of the dictionary and of the synonyms. */
  readonly wordFiles: readonly FailingWordFile[];
  /** What its readers' clock says, in milliseconds. */
  readonly clock: { now: number };
  /** The log's lines so far. */
  readonly log: readonly string[];
  /** An app over the same parts with some of them replaced. */
  readonly again: (changes: Partial<AppDeps>) => Express;
}

/**
 * Puts an application over an empty index together and fills it.
 * @param articles as they would be sent
 * @param own cuts texts in place of the analyzer of all tests, whose words must stay as they are
 */
export async function appUnderTest(articles: readonly object[] = [], own?: Analyzer): Promise<AppUnderTest> {
  const lines: string[] = [];
  const sink = new Writable({ write: (chunk: Buffer, _encoding, done) => (lines.push(String(chunk)), done()) });
  const log = pino(sink);
  const store = new FailingStore();
  const parts = { store, analyzer: own ?? analyzer };
  const index = await openIndex({ ...parts, snapshotFile: join(folder(), 'snapshot'), log: () => {} });
  const ingest = createIngest({ ...parts, index });
  const queryLog = new FailingQueryLog();
  const clock = { now: Date.UTC(2025, 0, 1) };
  const readers = await Readers.open(queryLog, { now: () => clock.now, log: ({ message }) => lines.push(message) });
  const data = folder();
  const [words, rules] = [new FailingWordFile(join(data, 'words.txt')), new FailingWordFile(join(data, 'rules.txt'))];
  const none = { own: UserWords.none, operators: UserWords.none };
  const engine = own === undefined ? null : { analyzer: own, index };
  const dictionary = new LiveDictionary({ file: words, words: none, engine });
  const synonyms = await LiveSynonyms.open(rules);
  const metrics = new ServiceMetrics();
  const history = History.open(join(data, 'history.sqlite'), {
    counts: () => metrics.minute.take(),
    turnedAway: () => 0,
    articles: () => index.stats().articles,
    days: 30,
    log: ({ message }) => lines.push(message),
  });
  const keys = await AccessKeys.open(join(data, 'keys.sqlite'));
  const search = createSearchService({
    ...parts,
    index,
    recency: 0.1,
    readers,
    synonyms,
    onStage: (...stage) => metrics.staged(...stage),
  });
  const deps: AppDeps = {
    search,
    ingest,
    store,
    readers,
    dictionary,
    synonyms,
    keys,
    metrics,
    watched: {
      files: () => fileSizes(data),
      load: () => new Admission({ reads: 1, writes: 1, events: 1 }).figures,
      sources: () => [],
      history: (hours) => history.last(hours),
    },
    stats: () => index.stats(),
    verify: () => verifyIndex(store, index),
    ready: () => true,
    isReachable: () => true,
    config: settings,
    log,
  };
  if (articles.length > 0) await ingest.write(articles.map((article) => parseArticle(article)));
  const again = (changes: Partial<AppDeps>): Express => createApp({ ...deps, ...changes });
  return { app: createApp(deps), deps, store, queryLog, wordFiles: [words, rules], clock, log: lines, again };
}

const folders: string[] = [];

function folder(): string {
  const made = mkdtempSync(join(tmpdir(), 'xunwen-http-'));
  folders.push(made);
  return made;
}

after(() => {
  for (const made of folders) rmSync(made, { recursive: true, force: true });
});

/** A few invented articles, enough for every route. */
export const news: readonly object[] = [
  {
    id: 'a1',
    url: 'https://news.example/a1',
    title: '青禾市一副局长走访防汛仓库',
    body: '青禾市商务局副局长林远帆走访了两座仓库。\n他说，防汛物资三天内到位。',
    publishedAt: '2024-11-03T09:30:00+08:00',
    source: '青禾日报',
    author: '宋知秋',
    section: '要闻',
    tags: ['防汛', '仓库'],
    images: [{ url: 'https://news.example/a1.jpg', caption: '仓库里的沙袋' }],
  },
  {
    id: 'a2',
    title: '國際論壇在青禾閉幕',
    body: '論壇通過了宣言，副局长出席。',
    publishedAt: '2023-05-01',
    source: '南屿晚报',
    section: '国际',
  },
  { id: 'a3', title: '没有时间的短讯', body: '副局长说了一句话。', source: '青禾日报', section: '要闻' },
  {
    id: 'b/ü?#',
    title: '<script>alert(1)</script> & "引号"',
    body: '<img src=x onerror=alert(2)> 副局长',
    section: '<b>栏目</b>',
  },
];

/** Many articles of one word, for pages, cursors and streams. */
export function many(count: number): readonly { readonly id: string; readonly title: string; readonly body: string }[] {
  return Array.from({ length: count }, (_, index) => ({
    id: `m${index + 1}`,
    title: `快讯第${index + 1}号`,
    body: '快讯正文',
  }));
}
