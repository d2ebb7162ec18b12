import assert from 'node:assert/strict';
import { setTimeout as sleep } from 'node:timers/promises';
import { Refreshing } from '../../indexer/index.js';

describe('looking at what other processes changed', () => {
  it('goes on, one look at a time, until it is stopped; one that takes long keeps none of the others', async () => {
    let [quick, slow, together, most] = [0, 0, 0, 0];
    const looks = [
      { what: 'quick', refresh: () => Promise.resolve(void quick++) },
      {
        what: 'slow',
        refresh: async () => {
          most = Math.max(most, ++together);
          await sleep(100);
          together--;
          slow++;
        },
      },
    ];
    const refreshing = new Refreshing(looks, () => assert.fail('nothing fails'), 5);
    refreshing.start();
    await sleep(350);
    await refreshing.stop();
    const [quicks, slows] = [quick, slow];
    assert.ok(quicks >= 4 && quicks > 2 * slows, `${String(quicks)} and ${String(slows)}`);
    assert.deepEqual([most, together], [1, 0]);
    await sleep(50);
    assert.deepEqual([quick, slow], [quicks, slows]);
  });

  it('tells a failure once, and once when it is over, of each thing for itself', async () => {
    const failing = new Set(['the keys']);
    const messages: string[] = [];
    const looks = ['the keys', 'the dictionary'].map((what) => ({
      what,
      refresh: () => (failing.has(what) ? Promise.reject(new Error('no cluster')) : Promise.resolve()),
    }));
    const refreshing = new Refreshing(looks, ({ level, message }) => messages.push(`${level} ${message}`));
    for (let i = 0; i < 3; i++) await refreshing.look();
    assert.deepEqual(messages, ['warn the keys: changes of other processes cannot be seen: Error: no cluster']);
    failing.clear();
    for (let i = 0; i < 3; i++) await refreshing.look();
    assert.deepEqual(messages.slice(1), ['info the keys: changes of other processes are seen again']);
  });
});
