import assert from 'node:assert/strict';
import { setTimeout as after } from 'node:timers/promises';
import { Searching } from '../../../server/box/searching.js';

/** A search whose service answers after some time, or fails. */
function watched(answerAfter: number) {
  const asked: string[] = [];
  const shown: string[] = [];
  const service = { isDown: false };
  const searching = new Searching({
    ask: async (query, signal) => {
      asked.push(query);
      await after(answerAfter, undefined, { signal });
      if (service.isDown) throw new Error('down');
      return { suggestions: [] };
    },
    failureOf: () => 'offline',
    recent: () => ['台风'],
    isShown: () => true,
    onState: (state) => shown.push(`${state.kind} ${'query' in state ? state.query : state.queries.join()}`),
    onBusy: (isBusy) => isBusy && shown.push('busy'),
  });
  return { searching, asked, shown, service };
}

describe('searching while one types', () => {
  it('searches for text under composition when it stands still, not before', async () => {
    const { searching, asked } = watched(0);
    for (const query of ['d', 'da', 'daq']) {
      searching.typed(query, true);
      await after(20);
    }
    assert.deepEqual(asked, []);
    await after(400);
    assert.deepEqual(asked, ['daq']);
    searching.typed('大桥', false);
    assert.deepEqual(asked, ['daq', '大桥']);
    searching.stop();
  });

  it('searches for what was chosen, not for what was under composition before', async () => {
    const { searching, asked } = watched(0);
    searching.typed('daqiao', true);
    searching.typed('大桥', false);
    await after(300);
    assert.deepEqual(asked, ['大桥']);
    searching.stop();
  });

  it('says that it waits only when that takes long, and ends that with the answer', async () => {
    const { searching, shown } = watched(700);
    searching.typed('大桥', false);
    await after(100);
    assert.deepEqual(shown, []);
    await after(900);
    assert.deepEqual(shown, ['busy', 'waiting 大桥', 'answer 大桥']);
  });

  it('shows recent searches where all was taken away, and wants no answer any more', async () => {
    const { searching, shown } = watched(30);
    searching.typed('大桥', false);
    searching.typed('', false);
    await after(60);
    assert.deepEqual(shown, ['recent 台风']);
  });

  it('asks again where it failed, and not where it did not', async () => {
    const { searching, asked, shown, service } = watched(0);
    service.isDown = true;
    searching.typed('大桥', false);
    await after(20);
    assert.deepEqual(shown, ['failure 大桥']);
    service.isDown = false;
    await after(80);
    searching.retry();
    await after(20);
    assert.deepEqual(shown, ['failure 大桥', 'answer 大桥']);
    searching.retry();
    assert.deepEqual(asked, ['大桥', '大桥']);
  });

  it('shows what there is to a query again, without asking', async () => {
    const { searching, asked, shown } = watched(5);
    searching.typed('大桥', false);
    await after(30);
    searching.typed('大桥通', false);
    searching.typed('大桥', false);
    await after(150);
    assert.deepEqual(asked, ['大桥']);
    assert.deepEqual(shown, ['answer 大桥', 'answer 大桥']);
  });

  it('knows nothing of a query any more where another text was set', async () => {
    const { searching, asked, shown, service } = watched(5);
    service.isDown = true;
    searching.typed('大桥', false);
    await after(30);
    searching.reset();
    searching.retry();
    service.isDown = false;
    searching.typed('大桥', false);
    await after(150);
    assert.deepEqual(asked, ['大桥', '大桥']);
    assert.deepEqual(shown, ['failure 大桥', 'answer 大桥']);
    assert.equal(searching.answered, '大桥');
  });

  it('goes on waiting for what is wanted now when an earlier answer comes', async () => {
    const { searching, shown } = watched(60);
    searching.typed('大', false);
    await after(30);
    searching.typed('大桥', false);
    await after(500);
    assert.deepEqual(shown, ['answer 大', 'answer 大桥']);
    assert.equal(searching.isAsking, false);
  });
});
