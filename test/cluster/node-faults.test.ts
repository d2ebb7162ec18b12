import assert from 'node:assert/strict';
import { setTimeout as sleep } from 'node:timers/promises';
import { z } from 'zod';
import { ClusterConnection, OpenSearchArticleStore, type StoreChange, type StoredArticle } from '../../corpus/index.js';
import { foldArticle } from '../../indexer/article-text.js';
import { ClusterCursors } from '../../indexer/index/opensearch/cluster-cursors.js';
import { runQuery, type ClusterParts } from '../../indexer/index/opensearch/run-query.js';
import { searchMappings } from '../../indexer/index/opensearch/search-document.js';
import { writeChanges, type ChangeTarget } from '../../indexer/index/opensearch/write-changes.js';
import type { IndexQuery } from '../../indexer/index/search-index.js';
import { analyzeQuery } from '../../indexer/query/match-tree.js';
import { analyzer, article } from '../indexer/engine.js';
import { cluster, nodeUrls } from './one-cluster.js';

const none = { section: [], source: [], author: [], tag: [], from: null, to: null };
const plain = { match: 'all', sort: 'relevance', recency: 0.1, explain: false, offset: 0, size: 10 } as const;
const rest = { facets: ['source'], facetSize: 5, collapse: false, pin: false } as const;

/** What became of one kind of request while something happened to the cluster. */
class Course {
  readonly #from = performance.now();
  /** When each ended, in milliseconds from the beginning, and whether well. */
  readonly ends: { readonly at: number; readonly isWell: boolean; readonly took: number }[] = [];

  async run(task: () => Promise<void>): Promise<boolean> {
    const started = performance.now();
    const isWell = await task().then(
      () => true,
      () => false,
    );
    this.ends.push({ at: performance.now() - this.#from, isWell, took: performance.now() - started });
    return isWell;
  }

  /** The longest time, in milliseconds, in which none ended well. */
  get longestGap(): number {
    const well = this.ends.filter(({ isWell }) => isWell).map(({ at }) => at);
    const edges = [0, ...well, performance.now() - this.#from];
    return Math.max(...edges.slice(1).map((at, i) => at - (edges[i] ?? 0)));
  }

  get told(): string {
    const failed = this.ends.filter(({ isWell }) => !isWell).length;
    const slowest = Math.max(...this.ends.map(({ took }) => took));
    const seconds = (ms: number): string => `${(ms / 1000).toFixed(1)} s`;
    return `${this.ends.length}, ${failed} failed, slowest ${seconds(slowest)}, longest without ${seconds(this.longestGap)}`;
  }
}

describe('a cluster under 50 searches and 20 writes a second', function () {
  this.timeout(600_000);
  let store: OpenSearchArticleStore;
  let target: ChangeTarget;
  let parts: ClusterParts;
  let query: IndexQuery;
  let made = 0;

  beforeEach(async () => {
    const prefix = `faults-${++made}`;
    const connection = await ClusterConnection.open({ nodes: nodeUrls(), prefix, copies: 3, shards: 2 });
    store = await OpenSearchArticleStore.open(connection);
    await connection.makeIndex('search', { mappings: searchMappings });
    const index = connection.index('search');
    const textsOf = async (ids: readonly string[]): Promise<string[]> =>
      (await store.get(ids)).map((stored) => stored?.folded.text ?? '');
    const articlesOf: ChangeTarget['articlesOf'] = (ids) => store.get(ids);
    target = { connection, index, analyzer, averageLength: 600, writer: 'test', articlesOf, textsOf };
    parts = { connection, index, averageLength: 600, textsOf, cursors: await ClusterCursors.open(connection, index) };
    query = { ...plain, ...rest, filters: none, text: '大桥', query: await analyzeQuery('大桥', analyzer) };
    await cluster().isWhole();
  });
  afterEach(async () => {
    await cluster().isWhole();
    await parts.connection.ask(z.unknown(), { method: 'DELETE', path: [parts.connection.index('*')] });
    await parts.connection.close();
  });

  const stored = (id: string): StoredArticle => {
    const one = article({ id, title: `大桥${id}`, body: `第${id}篇正文。`, source: '云泽日报' });
    return { article: one, folded: foldArticle(one) };
  };
  const write = async (id: string): Promise<void> => {
    const one = stored(id);
    const [change = 0] = await store.put([one]);
    const changes: StoreChange[] = [{ change, id, stored: one }];
    await writeChanges(target, changes);
  };

  /** Searches and writes go on for so many seconds, while something happens. */
  const live = async (seconds: number, happen: () => Promise<void>) => {
    const [searches, writes] = [new Course(), new Course()];
    const acknowledged: string[] = [];
    const running: Promise<unknown>[] = [happen()];
    for (let tick = 0; tick < seconds * 50; tick++) {
      running.push(searches.run(async () => void (await runQuery(parts, query))));
      const id = `n${tick}`;
      if (tick % 5 < 2) running.push(writes.run(() => write(id)).then((isWell) => isWell && acknowledged.push(id)));
      await sleep(20);
    }
    await Promise.all(running);
    return { searches, writes, acknowledged };
  };
  const lost = async (ids: readonly string[]): Promise<string[]> => {
    const all = await store.get(ids);
    const { total } = await runQuery(parts, query);
    assert.ok(total >= ids.length, `${total} are found of ${ids.length} acknowledged`);
    return ids.filter((_, i) => all[i] === undefined);
  };

  it('loses nothing when a node is killed, goes on, and takes it in again', async () => {
    const [node] = cluster().nodes;
    const { searches, writes, acknowledged } = await live(20, async () => {
      await sleep(3000);
      await node?.end('SIGKILL');
    });
    console.log(`        searches: ${searches.told}; writes: ${writes.told}; acknowledged: ${acknowledged.length}`);
    assert.deepEqual(await lost(acknowledged), []);
    assert.ok(acknowledged.length > 100 && searches.ends.at(-1)?.isWell);
    node?.start();
    await cluster().isWhole();
    assert.deepEqual(await lost(acknowledged), []);
  });
});
