import assert from 'node:assert/strict';
import { hashOf } from '../../server/access/key-text.js';
import type { KeptKey, KeyStore } from '../../server/access/index.js';

/** A key as it is kept. */
export function keptKey(id: string, name = '编辑部'): KeptKey {
  const rest = { origins: ['https://news.example'], rate: 60, createdAt: '2025-01-01T00:00:00.000Z', expiresAt: null };
  return { key: { id, name, scopes: ['search', 'write'], ...rest }, hash: new Uint8Array(hashOf(`secret ${id}`)) };
}

/** The contract of KeyStore; each adapter runs it. `open` makes a new, empty store. */
export function describeKeyStore(name: string, open: () => KeyStore | Promise<KeyStore>): void {
  describe(`KeyStore: ${name}`, () => {
    let store: KeyStore;
    beforeEach(async () => void (store = await open()));
    afterEach(() => store.close());

    const all = async (): Promise<readonly KeptKey[]> => {
      const kept = (await store.all()).map(({ key, hash }) => ({ key, hash: new Uint8Array(hash) }));
      return kept.sort((a, b) => (a.key.id < b.key.id ? -1 : 1));
    };

    it('gives back what was added, until it is removed', async () => {
      assert.deepEqual(await all(), []);
      for (const id of ['a', 'c', 'b']) await store.add(keptKey(id));
      assert.deepEqual(
        await all(),
        ['a', 'b', 'c'].map((id) => keptKey(id)),
      );
      await store.remove('b');
      assert.deepEqual(
        await all(),
        ['a', 'c'].map((id) => keptKey(id)),
      );
    });

    it('passes over the removal of a key that is not there', async () => {
      await store.add(keptKey('a'));
      await store.remove('b');
      assert.deepEqual(await all(), [keptKey('a')]);
    });

    it('keeps the key that has an id when another is to be added', async () => {
      await store.add(keptKey('a'));
      await assert.rejects(store.add({ ...keptKey('a', '别人'), hash: hashOf('other') }), { name: 'AccessError' });
      assert.deepEqual(await all(), [keptKey('a')]);
    });
  });
}
