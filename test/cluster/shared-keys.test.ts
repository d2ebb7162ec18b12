import assert from 'node:assert/strict';
import { z } from 'zod';
import { ClusterConnection } from '../../corpus/index.js';
import { AccessKeys, ClusterKeys, type KeyWish } from '../../server/access/index.js';
import { describeKeyStore, keptKey } from '../contracts/key-store.js';
import { connections } from './connections.js';

const wish: KeyWish = { name: '编辑部', scopes: ['write'], origins: [], rate: null, expiresAt: null };

describe('keys in a cluster', function () {
  this.timeout(120_000);
  const { connect, fill } = connections('keys');
  const open = async (): Promise<AccessKeys> => AccessKeys.open(await ClusterKeys.open(await connect()));

  describeKeyStore('OpenSearch', async () => ClusterKeys.open(await connect()));

  it('are good with every process that has looked again, until one withdraws them', async () => {
    const [mine, others] = [await open(), await open()];
    const { key, text } = await others.create(wish);
    assert.equal(mine.find(text), undefined);
    await mine.refresh();
    assert.deepEqual([mine.find(text), mine.list()], [key, [key]]);
    assert.deepEqual(await mine.revoke(key.id), key);
    assert.equal(mine.find(text), undefined);
    await others.refresh();
    assert.equal(others.find(text), undefined);
    assert.deepEqual((await open()).list(), []);
  });

  it('can be withdrawn by a process that has not looked again', async () => {
    const [mine, others] = [await open(), await open()];
    const { key } = await others.create(wish);
    assert.deepEqual(await mine.revoke(key.id), key);
    assert.equal(await others.revoke('0123456789ab'), undefined);
    assert.deepEqual(others.list(), []);
  });

  it('are what the last of many changes made of them, though others look meanwhile', async () => {
    const [mine, others] = [await open(), await open()];
    const made = await Promise.all(
      Array.from({ length: 20 }, async (_, i) => {
        const [maker, other] = i % 2 === 0 ? [mine, others] : [others, mine];
        const { key, text } = await maker.create(wish);
        await Promise.all([other.refresh(), i % 4 < 2 ? maker.revoke(key.id) : null, maker.refresh()]);
        assert.equal(maker.find(text) === undefined, i % 4 < 2);
        return { id: key.id, isLeft: i % 4 >= 2 };
      }),
    );
    const left = made.flatMap(({ id, isLeft }) => (isLeft ? [id] : [])).sort();
    for (const keys of [mine, others]) {
      await keys.refresh();
      const ids = keys.list().map(({ id }) => id);
      assert.deepEqual(ids.sort(), left);
    }
  });

  it('may be more than one answer of the cluster holds', async () => {
    const connection = await connect();
    const store = await ClusterKeys.open(connection);
    const lines = Array.from({ length: 2500 }, (_, i) => {
      const { key, hash } = keptKey(String(i));
      const body = { id: key.id, hash: Buffer.from(hash).toString('base64'), key };
      return [JSON.stringify({ index: { _id: key.id } }), JSON.stringify(body)];
    });
    const path = [connection.index('keys'), '_bulk'];
    await connection.ask(z.unknown(), { method: 'POST', path, query: { refresh: true }, lines: lines.flat() });
    assert.equal(new Set((await store.all()).map(({ key }) => key.id)).size, 2500);
  });

  it('are neither made nor withdrawn where no disk has room, and it is said', async () => {
    const keys = await open();
    const { key, text } = await keys.create(wish);
    await fill('keys', true);
    await assert.rejects(keys.create(wish), { name: 'AccessError', code: 'full' });
    assert.deepEqual(keys.list(), [key]);
    // OpenSearch takes no more deletions either: they need room, too.
    await assert.rejects(keys.revoke(key.id), { name: 'AccessError', code: 'full' });
    assert.deepEqual(keys.find(text), key);
    await fill('keys', false);
    await keys.revoke(key.id);
    assert.equal(keys.find(text), undefined);
    assert.deepEqual((await open()).list(), []);
  });

  it('stay good while the cluster does not answer', async () => {
    const nowhere = { nodes: ['http://127.0.0.1:1'], prefix: 'none', copies: 1, shards: 1 };
    const connection = await ClusterConnection.open(nowhere);
    await assert.rejects(ClusterKeys.open(connection), { name: 'AccessError', code: 'unusable' });
    await connection.close();
    const way = await connect();
    const keys = await AccessKeys.open(await ClusterKeys.open(way));
    const { key, text } = await keys.create(wish);
    await way.ask(z.unknown(), { method: 'POST', path: [way.index('keys'), '_close'] });
    await assert.rejects(keys.refresh(), { name: 'AccessError', code: 'unusable' });
    await assert.rejects(keys.revoke(key.id), { name: 'AccessError', code: 'unusable' });
    assert.deepEqual(keys.find(text), key);
  });
});
