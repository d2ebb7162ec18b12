import assert from 'node:assert/strict';
import { z } from 'zod';
import { ClusterConnection } from '../../corpus/index.js';
import { ClusterQueryLog, type QueryLog, type Use } from '../../indexer/index.js';
import { describeQueryLog, queryUse } from '../contracts/query-log.js';
import { day, found, openReaders, start, type ReadersInTime } from '../indexer/readers-in-time.js';
import { connections } from './connections.js';

const counted = z.object({ count: z.number() });

describe('in a cluster', function () {
  this.timeout(300_000);
  const { connect } = connections('log');
  describeQueryLog('OpenSearch', async () => {
    const connection = await connect();
    // One at a time: dozens of indices are much for a small cluster.
    await connection.ask(z.unknown(), { method: 'DELETE', path: [connection.index('*')] });
    return ClusterQueryLog.open(connection);
  });
});

describe('uses in a cluster', function () {
  this.timeout(120_000);
  const { connect, fill } = connections('uses');
  const open = async (): Promise<QueryLog> => ClusterQueryLog.open(await connect());
  const byKey = (a: Use, b: Use): number => (a.key < b.key ? -1 : 1);
  const all = async (): Promise<readonly Use[]> => [...(await (await open()).uses())].sort(byKey);
  const one = (key: string, typed: number): Use => ({ ...queryUse(key, typed), chosen: 0, weight: typed });

  it('add up what processes count that know nothing of each other', async () => {
    const [mine, others] = [await open(), await open()];
    await Promise.all([mine.save([one('大桥', 3)], []), others.save([one('大桥', 4), one('灯塔', 1)], [])]);
    await mine.save([one('大桥', 5)], []);
    await others.save([one('大桥', 5)], []);
    assert.deepEqual(await all(), [one('大桥', 10), one('灯塔', 1)]);
  });

  it('are told to others, with what they were told before, once', async () => {
    const [mine, others] = [await open(), await open()];
    await mine.save([one('大桥', 3), one('灯塔', 1)], []);
    const name = { kind: 'query', key: '大桥' } as const;
    assert.deepEqual(
      (await others.changes()).find(({ key }) => key === '大桥'),
      { ...name, before: null, now: one('大桥', 3) },
    );
    assert.deepEqual([await others.changes(), await mine.changes()], [[], []]);
    await others.save([one('大桥', 4)], []);
    assert.deepEqual(await mine.changes(), [{ ...name, before: one('大桥', 3), now: one('大桥', 4) }]);
    await mine.save([], [name]);
    assert.deepEqual(await others.changes(), [{ ...name, before: one('大桥', 4), now: null }]);
    assert.deepEqual(await all(), [one('灯塔', 1)]);
  });

  it('come back with what is counted after they were forgotten', async () => {
    const [mine, others] = [await open(), await open()];
    await mine.save([one('大桥', 3)], []);
    await others.uses();
    await others.save([], [{ kind: 'query', key: '大桥' }]);
    await mine.save([one('大桥', 5)], []);
    assert.deepEqual(await all(), [one('大桥', 2)]);
    await mine.save([], [{ kind: 'query', key: '大桥' }]);
    assert.deepEqual(await all(), []);
    await mine.save([one('大桥', 1)], []);
    assert.deepEqual(await all(), [one('大桥', 1)]);
  });

  it('of which others have counted more keep that when they are forgotten', async () => {
    const [mine, others] = [await open(), await open()];
    await mine.save([one('大桥', 3)], []);
    await others.uses();
    await others.save([one('大桥', 4)], []);
    await mine.save([], [{ kind: 'query', key: '大桥' }]);
    assert.deepEqual(await all(), [one('大桥', 1)]);
  });

  it('lose no count where many save at once', async () => {
    const processes = await Promise.all([open(), open(), open()]);
    const keys = Array.from({ length: 40 }, (_, i) => `热词${String(i)}`);
    await Promise.all(
      processes.map(async (log) => {
        for (let typed = 1; typed <= 6; typed++)
          await log.save(
            keys.map((key) => one(key, typed)),
            [],
          );
      }),
    );
    assert.deepEqual(await all(), keys.map((key) => one(key, 18)).sort(byKey));
  });

  it('that are many are told in parts, all of them', async () => {
    const [mine, others] = [await open(), await open()];
    await others.uses();
    const many = Array.from({ length: 12_345 }, (_, i) => one(`词${String(i)}`, 1));
    for (let i = 0; i < many.length; i += 1000) await mine.save(many.slice(i, i + 1000), []);
    const told = [];
    for (let calls = 0; calls < 3; calls++) told.push(await others.changes());
    assert.deepEqual(
      told.map((changes) => changes.length),
      [5000, 5000, 2345],
    );
    assert.equal(new Set(told.flat().map(({ key }) => key)).size, many.length);
    assert.equal((await all()).length, many.length);
  });

  it('are not saved where no disk has room, and are when one has', async () => {
    const log = await open();
    await log.save([one('大桥', 1)], []);
    await log.block(['灯塔']);
    for (const index of ['uses', 'shared']) await fill(index, true);
    await assert.rejects(log.save([one('大桥', 2), one('灯塔', 1)], []), { code: 'query_log_full' });
    await assert.rejects(log.block(['大雾']), { code: 'query_log_full', message: /a disk of the cluster is full/ });
    assert.deepEqual(await log.blocked(), ['灯塔']);
    for (const index of ['uses', 'shared']) await fill(index, false);
    await log.save([one('大桥', 2), one('灯塔', 1)], []);
    assert.deepEqual(await all(), [one('大桥', 2), one('灯塔', 1)]);
  });

  it('leave nothing behind a day or two after they were forgotten', async () => {
    const connection = await connect();
    const clock = { now: start };
    const log = await ClusterQueryLog.open(connection, () => clock.now);
    await log.save([one('大桥', 1), one('灯塔', 1)], []);
    await log.save([], [{ kind: 'query', key: '大桥' }]);
    const count = async (): Promise<number> => {
      const path = [connection.index('uses'), '_count'];
      return (await connection.ask(counted, { method: 'GET', path })).count;
    };
    for (const [days, left] of [
      [1, 2],
      [2, 1],
      [9, 1],
    ] as const) {
      clock.now = start + days * day;
      await log.changes();
      await log.changes();
      assert.equal(await count(), left);
    }
  });

  it('that cannot be reached are said to be so', async () => {
    const nowhere = { nodes: ['http://127.0.0.1:1'], prefix: 'none', copies: 1, shards: 1 };
    const connection = await ClusterConnection.open(nowhere);
    await assert.rejects(ClusterQueryLog.open(connection), { code: 'query_log', message: /cannot be reached/ });
    await connection.close();
  });
});

describe('readers of several processes', function () {
  this.timeout(120_000);
  const { connect } = connections('readers');
  const open = async (): Promise<ReadersInTime> => openReaders(await ClusterQueryLog.open(await connect()));
  const counts = ({ readers }: ReadersInTime): readonly string[] =>
    readers.popular(9).map(({ query, typed }) => `${query} ${String(typed)}`);

  it('count together, each a moment after the others', async () => {
    const [mine, others] = [await open(), await open()];
    mine.type('揽月大桥', 3);
    others.type('揽月大桥', 4);
    await Promise.all([mine.readers.flush(), others.readers.flush()]);
    mine.type('揽月大桥', 1);
    others.type('灯塔', 1);
    for (const { readers } of [mine, others, mine]) {
      await readers.refresh();
      await readers.flush();
    }
    await mine.readers.refresh();
    for (const each of [mine, others, await open()]) assert.deepEqual(counts(each), ['揽月大桥 8', '灯塔 1']);
    assert.deepEqual(mine.readers.queriesBeginning('lanyue', 5), ['揽月大桥']);
    assert.ok(Math.abs(others.readers.popularity('query', '揽月大桥') - 8) < 1e-9);
  });

  it('suggest no word that any process has blocked', async () => {
    const [mine, others] = [await open(), await open()];
    mine.type('揽月大桥', 9);
    await others.readers.blockList.add(['大桥']);
    assert.deepEqual(mine.readers.queriesBeginning('揽', 5), ['揽月大桥']);
    await mine.readers.refresh();
    assert.deepEqual([mine.readers.queriesBeginning('揽', 5), mine.readers.blockList.words], [[], ['大桥']]);
    const { words } = mine.readers.blockList;
    await mine.readers.refresh();
    assert.equal(mine.readers.blockList.words, words);
    await mine.readers.blockList.remove(['大桥']);
    await others.readers.refresh();
    assert.deepEqual(others.readers.blockList.words, []);
  });

  it('block what each of them blocks at the same moment', async () => {
    const processes = await Promise.all([open(), open(), open()]);
    const words = Array.from({ length: 12 }, (_, i) => `词${String.fromCharCode(97 + i)}`);
    await Promise.all(words.map(async (word, i) => processes[i % 3]?.readers.blockList.add([word])));
    assert.deepEqual((await open()).readers.blockList.words, words);
  });

  it('no longer list as missed what one of them has found since', async () => {
    const [mine, others] = [await open(), await open()];
    mine.type('青禾市地铁', 2, { ...found, total: 0 });
    await mine.readers.flush();
    await others.readers.refresh();
    assert.equal(others.readers.missed(5).length, 1);
    others.type('青禾市地铁', 1);
    await others.readers.flush();
    await mine.readers.refresh();
    assert.deepEqual([mine.readers.missed(5), counts(mine)], [[], ['青禾市地铁 1']]);
  });
});
