import assert from 'node:assert/strict';
import { setTimeout as sleep } from 'node:timers/promises';
import { z } from 'zod';
import { Reindexer } from '../../indexer/index.js';
import { analyzer, article, request } from '../indexer/engine.js';
import { openClusterEngine, type ClusterEngine } from './cluster-engine.js';

/** An article whose text says which version of it this is. */
const version = (id: number, edition: number) =>
  article({ id: `a${id}`, title: `第${id}号快讯`, body: `揽月大桥今日通车，编号edition${id}x${edition}。` });

/** Writes, changes and deletes articles until told to end; what should be there is remembered. */
class Writing {
  readonly wanted = new Map<number, number>();
  #isEnding = false;
  readonly #done: Promise<void>;

  constructor(engine: ClusterEngine) {
    this.#done = this.#run(engine);
  }

  async end(): Promise<void> {
    this.#isEnding = true;
    await this.#done;
  }

  async #run({ ingest }: ClusterEngine): Promise<void> {
    for (let edition = 1; !this.#isEnding; edition++) {
      const id = (edition * 7) % 400;
      if (edition % 5 === 0) {
        await ingest.remove([`a${id}`]);
        this.wanted.delete(id);
      } else {
        await ingest.write([version(id, edition)]);
        this.wanted.set(id, edition);
      }
    }
  }
}

describe('a new index beside the old one', function () {
  this.timeout(300_000);
  let engine: ClusterEngine;
  let made = 0;
  beforeEach(async () => {
    engine = await openClusterEngine({ prefix: `reindex-${++made}` });
    const many = Array.from({ length: 300 }, (_, i) => version(1000 + i, 0));
    await engine.ingest.write(many);
  });
  afterEach(() => engine.remove());

  const searched = async (): Promise<string> => {
    const { connection } = engine;
    const alias = [connection.index('search')];
    return Object.keys(
      await connection.ask(z.record(z.string(), z.unknown()), { method: 'GET', path: ['_alias', ...alias] }),
    ).join();
  };

  /** Each article that should be there is found by what only its last version says, and no other is. */
  const checkAll = async (wanted: ReadonlyMap<number, number>): Promise<void> => {
    for (const [id, edition] of wanted) {
      const { hits } = await engine.search.search(request(`edition${id}x${edition}`));
      assert.deepEqual(
        hits.map((hit) => hit.id),
        [`a${id}`],
      );
    }
    const { total } = await engine.search.search(request('揽月大桥'));
    assert.deepEqual([total, await engine.store.count()], [300 + wanted.size, 300 + wanted.size]);
  };

  it('is filled and searched in its place while articles are written: no search fails, no write is lost', async () => {
    const before = await searched();
    const writing = new Writing(engine);
    const ending = new AbortController();
    const searching = (async () => {
      let searches = 0;
      for (; !ending.signal.aborted; searches++) {
        const { total } = await engine.search.search(request('揽月大桥'));
        assert.ok(total >= 300, `${total}`);
      }
      return searches;
    })();
    await sleep(1000);
    const report = await (await Reindexer.open({ ...engine, analyzer })).reindex();
    await sleep(3000);
    await writing.end();
    ending.abort();
    const searches = await searching;
    assert.ok(searches > 5 && writing.wanted.size > 5, `${searches} searches, ${writing.wanted.size} articles`);
    assert.notEqual(await searched(), before);
    assert.equal(await searched(), report.index);
    await checkAll(writing.wanted);
  });

  it('is left for the old one again, which has then what was written meanwhile', async () => {
    const before = await searched();
    const reindexer = await Reindexer.open({ ...engine, analyzer });
    await reindexer.reindex();
    await engine.ingest.write([version(1, 1), version(1001, 1)]);
    await engine.ingest.remove(['a1002']);
    await reindexer.goBack();
    assert.equal(await searched(), before);
    const { hits } = await engine.search.search(request('edition1001x1'));
    assert.deepEqual(
      [hits.map(({ id }) => id), await engine.index.missing(['a1', 'a1001', 'a1002'])],
      [['a1001'], ['a1002']],
    );
    await engine.ingest.write([version(2, 1)]);
    assert.equal((await engine.search.search(request('edition2x1'))).total, 1);
  });

  it('keeps one from before, and no older ones', async () => {
    const reindexer = await Reindexer.open({ ...engine, analyzer });
    assert.equal(await reindexer.goBack(), null);
    for (let times = 0; times < 3; times++) await reindexer.reindex();
    const { connection } = engine;
    const names = await connection.ask(z.record(z.string(), z.unknown()), {
      method: 'GET',
      path: [connection.index('search-*')],
    });
    assert.deepEqual(Object.keys(names).sort(), [connection.index('search-3'), connection.index('search-4')]);
    assert.equal((await engine.search.search(request('揽月大桥'))).total, 300);
  });

  it('takes the place of one that another version made: no write is acknowledged that is not found, none is lost', async () => {
    const { connection, ingest, store, index } = engine;
    const _meta = { layout: 1, id: 'old', fingerprint: 'old', averageLength: 600 };
    await connection.ask(z.unknown(), { method: 'PUT', path: [await searched(), '_mapping'], body: { _meta } });
    const refused = { code: 'unavailable', message: /run xunwen reindex/ };
    await assert.rejects(ingest.write([version(1, 1)]), refused);
    await assert.rejects(ingest.write([version(1, 1)]), refused);
    const reindexer = await Reindexer.open({ connection, store, analyzer });
    await reindexer.reindex();
    await checkAll(new Map([[1, 1]]));
    await ingest.write([version(2, 1)]);
    await checkAll(
      new Map([
        [1, 1],
        [2, 1],
      ]),
    );
    assert.equal(await reindexer.goBack(), null);
    assert.deepEqual(await index.missing(['a2']), []);
  });
});
