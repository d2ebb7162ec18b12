import assert from 'node:assert/strict';
import { ClusterQueryLog, ClusterWords, LiveDictionary, readDictionary, type Use } from '../../indexer/index.js';
import { AccessKeys, ClusterKeys } from '../../server/access/index.js';
import { queryUse } from '../contracts/query-log.js';
import { connections } from './connections.js';
import { losingProxy, type LosingProxy } from './losing-proxy.js';

/** Times that a request is sent: as often its answer is lost before it fails. */
const sends = 5;

describe('where answers to writes are lost', function () {
  this.timeout(120_000);
  const { connect } = connections('lost');
  let proxy: LosingProxy;
  beforeEach(async () => void (proxy = await losingProxy()));
  afterEach(() => proxy.close());
  const one = (typed: number): Use => ({ ...queryUse('大桥', typed), chosen: 0, weight: typed });

  for (const lose of [1, sends]) {
    it(`no use counts twice; ${String(lose)} lost`, async () => {
      const log = await ClusterQueryLog.open(await connect({ nodes: [proxy.url] }));
      const others = await ClusterQueryLog.open(await connect());
      const save = (use: Use): Promise<void> => log.save([use], []);
      await save(one(1));
      for (const typed of [2, 3]) {
        proxy.lose = lose;
        // It is tried again with the next flush.
        await (lose < sends ? save(one(typed)) : assert.rejects(save(one(typed)), { code: 'query_log' }));
        assert.ok(proxy.lose <= 0);
        proxy.lose = 0;
      }
      await save(one(4));
      assert.deepEqual(await others.uses(), [one(4)]);
    });
  }

  it('a word that was added is there, and the next one comes to it', async () => {
    const open = async (nodes: { readonly nodes?: readonly string[] } = {}): Promise<LiveDictionary> => {
      const file = await ClusterWords.open(await connect(nodes), 'dictionary');
      return new LiveDictionary({ file, words: await readDictionary({ own: file, operators: null }), engine: null });
    };
    const mine = await open({ nodes: [proxy.url] });
    proxy.lose = 1;
    assert.deepEqual((await mine.add('揽月大桥', 'test')).changed, ['揽月大桥']);
    proxy.lose = sends;
    await assert.rejects(mine.add('灯塔港', 'test'), { code: 'words_unavailable' });
    await mine.add('青禾市', 'test');
    const words = (await open()).list().map(({ word }) => word);
    assert.deepEqual(words, ['揽月大桥', '灯塔港', '青禾市']);
  });

  it('a key that was made is good, and one that was withdrawn is not', async () => {
    const keys = await AccessKeys.open(await ClusterKeys.open(await connect({ nodes: [proxy.url] })));
    proxy.lose = 1;
    const { key, text } = await keys.create({ name: '', scopes: ['write'], origins: [], rate: null, expiresAt: null });
    const others = await AccessKeys.open(await ClusterKeys.open(await connect()));
    assert.deepEqual(others.find(text), key);
    proxy.lose = 1;
    await keys.revoke(key.id);
    await others.refresh();
    assert.equal(others.find(text), undefined);
  });
});
