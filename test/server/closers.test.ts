import assert from 'node:assert/strict';
import { Closers } from '../../server/closers.js';

describe('closers', () => {
  it('close the last first, each once, though one of them fails', async () => {
    const closed: string[] = [];
    const closers = new Closers();
    closers.add(() => void closed.push('store'));
    closers.add(() => Promise.reject(new Error('index')));
    closers.add(async () => {
      await Promise.resolve();
      closed.push('listener');
    });
    await assert.rejects(closers.close(), { message: 'index' });
    assert.deepEqual(closed, ['listener', 'store']);
    await closers.close();
    assert.deepEqual(closed, ['listener', 'store']);
  });

  it('close what was opened before a step that fails, and tell what failed first', async () => {
    const closed: string[] = [];
    const opening = Closers.opening((closers) => {
      closers.add(() => void closed.push('folder'));
      closers.add(() => Promise.reject(new Error('closing')));
      return Promise.reject(new Error('opening'));
    });
    await assert.rejects(opening, { message: 'opening' });
    assert.deepEqual(closed, ['folder']);
  });

  it('leave open what was opened until they are asked', async () => {
    const closed: string[] = [];
    const close = await Closers.opening((closers) => {
      closers.add(() => void closed.push('folder'));
      return Promise.resolve(() => closers.close());
    });
    assert.deepEqual(closed, []);
    await close();
    assert.deepEqual(closed, ['folder']);
  });
});
