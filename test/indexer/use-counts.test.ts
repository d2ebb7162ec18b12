import assert from 'node:assert/strict';
import { setImmediate } from 'node:timers/promises';
import fc from 'fast-check';
import { MemoryQueryLog } from '../../indexer/index.js';
import type { Use } from '../../indexer/index.js';
import { UseCounts } from '../../indexer/readers/use-counts.js';
import { Turns } from '../../indexer/turns.js';
import { day, start } from './readers-in-time.js';

describe('counts of uses', () => {
  const use = (key: string) => ({ kind: 'query', key, text: key }) as const;

  it('are bounded: the least used go first, of the log, too', async () => {
    const log = new MemoryQueryLog();
    const counts = new UseCounts([], () => start, 10);
    counts.add(use('often'), 'typed');
    for (let i = 0; i < 10; i++) counts.add(use(`q${String(i)}`), 'typed');
    counts.add(use('often'), 'typed');
    const dropped = counts.dropLeast();
    await counts.flush(log);
    assert.deepEqual(
      dropped.map(({ key }) => key),
      ['q0', 'q1'],
    );
    assert.equal((await log.uses()).length, 9);
    assert.ok((await log.uses()).some(({ key }) => key === 'often'));
  });

  it('of long ago are forgotten at the next start', async () => {
    const log = new MemoryQueryLog();
    const old: Use = { ...use('旧闻'), typed: 1, chosen: 0, weight: 1, day: start / day - 200 };
    await log.save([old], []);
    const counts = new UseCounts(await log.uses(), () => start);
    assert.equal(counts.get('query', '旧闻'), undefined);
    await counts.flush(log);
    assert.deepEqual(await log.uses(), []);
  });

  it('of what may be personal are forgotten at the next start, where an older version kept them', async () => {
    const log = new MemoryQueryLog();
    const kept = { typed: 6, chosen: 0, weight: 6, day: start / day };
    const article = { ...use('138-0013-8000'), ...kept, kind: 'article' } as const;
    await log.save([{ ...use('张三 138-0013-8000'), ...kept }, article], []);
    await new UseCounts(await log.uses(), () => start).flush(log);
    assert.deepEqual(await log.uses(), [article]);
  });

  it('of what the log never had leave nothing to write when they are taken back', async () => {
    const log = new MemoryQueryLog();
    const counts = new UseCounts([], () => start);
    counts.add(use('a'), 'typed');
    counts.add(use('a'), 'typed', -1);
    assert.equal(await counts.flush(log), false);
  });

  it('leave little to write while the log fails, however many come and go', async () => {
    const log = new MemoryQueryLog();
    const save = log.save.bind(log);
    const counts = new UseCounts([], () => start, 10);
    counts.add(use('kept'), 'typed');
    await counts.flush(log);
    log.save = () => Promise.reject(new Error('no disk'));
    for (let i = 0; i < 200; i++) {
      counts.add(use(`q${String(i)}`), 'typed');
      if (i % 20 === 0) counts.dropLeast();
      if (i % 20 === 0) await assert.rejects(counts.flush(log));
    }
    counts.dropLeast();
    const handed: number[] = [];
    log.save = (uses, forgotten) => {
      handed.push(uses.length + forgotten.length);
      return save(uses, forgotten);
    };
    assert.equal(await counts.flush(log), true);
    assert.deepEqual(handed, [10], 'nine that are left, and one to forget');
    assert.deepEqual(await log.uses(), [...counts.values()]);
  });

  it('in the log are those in memory after any uses, flushes and failures', async () => {
    const step = fc.oneof(
      fc.record({ key: fc.constantFrom('a', 'b', 'c', 'd'), by: fc.constantFrom(1 as const, -1 as const) }),
      fc.constantFrom('flush' as const, 'drop' as const, 'begin to flush' as const),
      fc.boolean(),
    );
    await fc.assert(
      fc.asyncProperty(fc.array(step), async (steps) => {
        const log = new MemoryQueryLog();
        const save = log.save.bind(log);
        const turns = new Turns();
        const counts = new UseCounts([], () => start, 3);
        let isFailing = false;
        log.save = async (...changes) => {
          await setImmediate();
          if (isFailing) throw new Error('no disk');
          await save(...changes);
        };
        for (const one of steps) {
          const flushed = one === 'flush' || one === 'begin to flush' ? turns.run(() => counts.flush(log)) : null;
          const settled = flushed?.catch(() => false);
          if (one === 'flush') await settled;
          else if (one === 'drop') counts.dropLeast();
          else if (typeof one === 'boolean') isFailing = one;
          else if (typeof one === 'object') counts.add(use(one.key), 'typed', one.by);
        }
        isFailing = false;
        await turns.run(() => counts.flush(log));
        const byKey = (a: Use, b: Use): number => (a.key < b.key ? -1 : 1);
        assert.deepEqual([...(await log.uses())].sort(byKey), [...counts.values()].sort(byKey));
      }),
    );
  });
});
