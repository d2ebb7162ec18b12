import assert from 'node:assert/strict';
import { setTimeout as sleep } from 'node:timers/promises';
import fc from 'fast-check';
import { ClusterError, CorpusError, type Article } from '../../corpus/index.js';
import { createIngest, type Ingest } from '../../indexer/index.js';
import { FailingStore } from '../server/http-app.js';
import { article, openEngine, request, type Engine } from './engine.js';

const named = (id: string, title: string): Article => article({ id, title });

describe('writes that come at once', () => {
  let engine: Engine;
  beforeEach(async () => {
    engine = await openEngine();
  });
  afterEach(() => engine.index.close());

  const titles = async (): Promise<string[]> => {
    const { hits } = await engine.search.search(request('', { size: 100 }));
    return hits.map(({ id, title }) => `${id}:${title}`).sort();
  };

  it('each tell what they have changed, and are all found', async () => {
    await engine.ingest.write([named('a', '揽月')]);
    const reports = await Promise.all([
      engine.ingest.write([named('a', '揽月'), named('b', '春笋')]),
      engine.ingest.write([named('c', '渔港'), named('c', '灯塔')]),
      engine.ingest.write([named('a', '揽月')]),
    ]);
    assert.deepEqual(reports, [
      { written: 2, changed: 1 },
      { written: 2, changed: 1 },
      { written: 1, changed: 0 },
    ]);
    assert.deepEqual(await titles(), ['a:揽月', 'b:春笋', 'c:灯塔']);
  });

  it('leave what they would have left one after another, deletions among them, and are found when acknowledged', async () => {
    const id = fc.constantFrom('a', 'b', 'c');
    const pause = fc.constantFrom(0, 0, 1, 5);
    const step = fc.oneof(
      fc.record({ kind: fc.constant('write' as const), id, title: fc.constantFrom('揽月', '春笋', '渔港'), pause }),
      fc.record({ kind: fc.constant('remove' as const), id, pause }),
    );
    await fc.assert(
      fc.asyncProperty(fc.array(step, { maxLength: 12 }), async (steps) => {
        await engine.ingest.remove(['a', 'b', 'c']);
        const left = new Map<string, string>();
        const calls: Promise<unknown>[] = [];
        for (const [i, one] of steps.entries()) {
          const isLast = steps.findLastIndex((other) => other.id === one.id) === i;
          if (one.kind === 'remove') left.delete(one.id);
          else left.set(one.id, one.title);
          const done =
            one.kind === 'remove' ? engine.ingest.remove([one.id]) : engine.ingest.write([named(one.id, one.title)]);
          const check = async (): Promise<void> => {
            await done;
            if (!isLast) return;
            const there = (await titles()).filter((title) => title.startsWith(`${one.id}:`));
            assert.deepEqual(there, one.kind === 'remove' ? [] : [`${one.id}:${one.title}`]);
          };
          calls.push(check());
          if (one.pause > 0) await sleep(one.pause);
        }
        await Promise.all(calls);
        assert.deepEqual(await titles(), [...left].map(([key, title]) => `${key}:${title}`).sort());
      }),
      { numRuns: Number(process.env['XUNWEN_TEST_RUNS'] ?? 100) },
    );
  });

  it('are stored together while another is being stored, those of one article aside', async () => {
    const store = new CountingStore();
    const ingest = createIngest({ store, index: engine.index });
    const first = ingest.write([named('first', '揽月')]);
    await sleep(0);
    const others = ['a', 'b', 'c', 'c'].map((id, i) => ingest.write([named(id, `题${i}`)]));
    const reports = await Promise.all([first, ...others]);
    assert.deepEqual(store.puts, [['first'], ['a', 'b', 'c'], ['c']]);
    assert.ok(reports.every(({ changed }) => changed === 1));
  });
});

/** Tells what was stored together. */
class CountingStore extends FailingStore {
  readonly puts: string[][] = [];
  override async put(...[entries]: Parameters<FailingStore['put']>): ReturnType<FailingStore['put']> {
    this.puts.push(entries.map(({ article: { id } }) => id));
    await sleep(20);
    return super.put(entries);
  }
}

/** Refuses one article, as OpenSearch refuses a document that it cannot read. */
class PickyStore extends CountingStore {
  override put(...[entries]: Parameters<FailingStore['put']>): ReturnType<FailingStore['put']> {
    if (entries.some((entry) => entry.article.id === 'refused')) {
      return Promise.reject(new ClusterError({ status: 400, type: 'mapper_parsing_exception', reason: 'refused' }));
    }
    return super.put(entries);
  }
}

describe('writes that fail', () => {
  let engine: Engine;
  let ingest: Ingest;
  beforeEach(async () => {
    engine = await openEngine();
  });
  afterEach(() => engine.index.close());

  const statusOf = async (...ids: readonly string[]): Promise<string[]> =>
    (await Promise.allSettled(ids.map((id) => ingest.write([named(id, id)])))).map(({ status }) => status);

  it('fail alone where the store refuses one of them, though they were to be stored together', async () => {
    ingest = createIngest({ store: new PickyStore(), index: engine.index });
    assert.deepEqual(await statusOf('a', 'refused', 'b'), ['fulfilled', 'rejected', 'fulfilled']);
    assert.deepEqual(await engine.index.missing(['a', 'refused', 'b']), ['refused']);
  });

  it('fail together, and are not tried one by one, where the store takes nothing', async () => {
    const store = new CountingStore();
    store.failureOfWriting = new CorpusError('insufficient_storage', 'full');
    ingest = createIngest({ store, index: engine.index });
    assert.deepEqual(await statusOf('a', 'b', 'c'), ['rejected', 'rejected', 'rejected']);
    assert.equal(store.puts.length, 1);
  });

  it('fail where the index does, while others are still being stored, and end nothing else', async () => {
    const failing = new Proxy(engine.index, {
      get: (index, name): unknown =>
        name === 'apply' ? () => Promise.reject(new Error('the index is gone')) : Reflect.get(index, name, index),
    });
    ingest = createIngest({ store: new PickyStore(), index: failing });
    assert.deepEqual(await statusOf('a', 'refused', 'b'), ['rejected', 'rejected', 'rejected']);
    await ingest.idle();
  });
});
