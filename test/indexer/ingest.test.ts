import assert from 'node:assert/strict';
import fc from 'fast-check';
import { CorpusError, type Article } from '../../corpus/index.js';
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

  it('leave what they would have left one after another, deletions among them', async () => {
    const id = fc.constantFrom('a', 'b', 'c');
    const step = fc.oneof(
      fc.record({ kind: fc.constant('write' as const), id, title: fc.constantFrom('揽月', '春笋', '渔港') }),
      fc.record({ kind: fc.constant('remove' as const), id }),
    );
    await fc.assert(
      fc.asyncProperty(fc.array(step, { maxLength: 12 }), async (steps) => {
        await engine.ingest.remove(['a', 'b', 'c']);
        const left = new Map<string, string>();
        const calls = steps.map((one) => {
          if (one.kind === 'remove') {
            left.delete(one.id);
            return engine.ingest.remove([one.id]);
          }
          left.set(one.id, one.title);
          return engine.ingest.write([named(one.id, one.title)]);
        });
        await Promise.all(calls);
        assert.deepEqual(await titles(), [...left].map(([key, title]) => `${key}:${title}`).sort());
      }),
    );
  });
});

/** Refuses one article, as OpenSearch refuses a document that it cannot read. */
class PickyStore extends FailingStore {
  override put(...[entries]: Parameters<FailingStore['put']>): ReturnType<FailingStore['put']> {
    if (entries.some((entry) => entry.article.id === 'refused')) {
      return Promise.reject(new CorpusError('unavailable', 'refused'));
    }
    return super.put(entries);
  }
}

describe('a write that the store refuses', () => {
  it('fails alone, though others were to be stored together with it', async () => {
    const engine = await openEngine();
    const ingest: Ingest = createIngest({ store: new PickyStore(), index: engine.index });
    const [one, refused, other] = await Promise.allSettled([
      ingest.write([named('a', '揽月')]),
      ingest.write([named('refused', '春笋')]),
      ingest.write([named('b', '渔港')]),
    ]);
    assert.deepEqual([one.status, refused.status, other.status], ['fulfilled', 'rejected', 'fulfilled']);
    assert.deepEqual(await engine.index.missing(['a', 'refused', 'b']), ['refused']);
    await engine.index.close();
  });
});
