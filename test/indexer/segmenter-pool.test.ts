import assert from 'node:assert/strict';
import { once } from 'node:events';
import type { Worker } from 'node:worker_threads';
import { SegmenterPool } from '../../indexer/analyzer/segmenter-pool.js';
import { startThread } from '../../indexer/analyzer/segmenter.js';
import { analyzer } from './engine.js';

/**
 * A pool, and the threads it has started so far. Of those after the first none can load where they are not sound, and
 * from `doom` on none lives.
 */
function watched(
  threads: number,
  areSound = true,
): { pool: SegmenterPool; started: Worker[]; loaded: Promise<unknown>[]; doom: () => void } {
  const started: Worker[] = [];
  const loaded: Promise<unknown>[] = [];
  let isDoomed = !areSound;
  const pool = new SegmenterPool('', threads, (words) => {
    const thread = startThread(words);
    // Its first message says that it has loaded.
    loaded.push(once(thread, 'message').catch(() => undefined));
    if (started.push(thread) > 1 && isDoomed) void thread.terminate();
    return thread;
  });
  const doom = (): void => {
    isDoomed = true;
    for (const thread of started.slice(1)) void thread.terminate();
  };
  return { pool, started, loaded, doom };
}

const texts = Array.from({ length: 250 }, (_, i) => `揽月大桥第${String(i)}次通车，副局长到场。`);

/** Has texts cut in batches, some at once, and checks each. */
async function cutMany(pool: SegmenterPool, batches: number): Promise<void> {
  const expected = await analyzer.terms(texts);
  for (let batch = 0; batch < batches; batch += 4) {
    const cut = await Promise.all(Array.from({ length: 4 }, () => pool.terms(texts)));
    for (const terms of cut) assert.deepEqual(terms, expected);
  }
}

describe('a pool of segmenters', () => {
  it('has one thread for queries and for a few texts', async () => {
    const { pool, started } = watched(3);
    await pool.words(['经济复苏']);
    await pool.terms(texts);
    assert.equal(started.length, 1);
    await pool.close();
  });

  it('cuts very many texts in several threads, each text the same, at most as many as it may have', async () => {
    const { pool, started } = watched(2);
    await cutMany(pool, 40);
    assert.equal(started.length, 2);
    await pool.close();
  });

  it('does without a thread that cannot load', async () => {
    const { pool, started } = watched(2, false);
    await cutMany(pool, 40);
    assert.ok(started.length > 1);
    await pool.close();
  });

  it('does without a thread that has loaded and dies later, again and again, and loses no text', async () => {
    const { pool, started, loaded, doom } = watched(2);
    while (started.length < 2) await cutMany(pool, 4);
    await loaded[1];
    doom();
    await cutMany(pool, 40);
    await cutMany(pool, 8);
    assert.ok(started.length >= 4, `${String(started.length)} threads: the second one was started anew`);
    await pool.close();
  });
});
