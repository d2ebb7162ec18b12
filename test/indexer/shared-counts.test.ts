import assert from 'node:assert/strict';
import fc from 'fast-check';
import { MemoryQueryLog, type Use } from '../../indexer/index.js';
import { mergedUse, weightOn } from '../../indexer/readers/merged-use.js';
import { ReadMarks } from '../../indexer/readers/read-marks.js';
import { UseCounts } from '../../indexer/readers/use-counts.js';
import { day, start } from './readers-in-time.js';

const today = start / day;
const one = { kind: 'query', key: '大桥', text: '大桥' } as const;
const use = (typed: number, on = today): Use => ({ ...one, typed, chosen: 0, weight: typed, day: on });

describe('a use that two processes have changed', () => {
  const count = fc.nat(50);

  it('has what was there and what each added', () => {
    fc.assert(
      fc.property(count, count, count, (before, mine, theirs) => {
        const merged = mergedUse(use(before + theirs), use(before + mine), use(before));
        assert.deepEqual(merged, before + mine + theirs === 0 ? null : use(before + mine + theirs));
      }),
    );
  });

  it('weighs what it would weigh if one process had counted all', () => {
    const merged = mergedUse(use(8, today), use(5, today - 30), use(4, today - 60));
    assert.deepEqual([merged?.typed, merged?.day], [9, today]);
    assert.ok(Math.abs((merged?.weight ?? 0) - (8 + 5 / 2 - 4 / 4)) < 1e-9);
    assert.equal(weightOn(use(8, today - 30), today), 4);
  });

  it('keeps the text that others are shown', () => {
    assert.equal(mergedUse({ ...use(1), text: '大桥' }, { ...use(2), text: '大 桥' }, null)?.text, '大桥');
  });

  it('is one again where it was forgotten and is counted, and none where nothing is left', () => {
    assert.deepEqual(mergedUse(null, use(5), use(3)), use(2));
    assert.deepEqual(mergedUse(use(4), null, use(3)), use(1));
    assert.equal(mergedUse(null, null, use(3)), null);
    assert.equal(mergedUse(use(2), null, use(3)), null);
  });
});

describe('counts that take over what others counted', () => {
  it('add what is not handed over yet, and hand over the sum', async () => {
    const log = new MemoryQueryLog();
    const counts = new UseCounts([use(3)], () => start);
    counts.add(one, 'typed');
    assert.deepEqual(counts.take({ ...one, before: use(3), now: use(5) }), use(6));
    assert.deepEqual(counts.take({ ...one, before: use(5), now: null }), use(1));
    await counts.flush(log);
    assert.deepEqual(await log.uses(), [use(1)]);
    assert.deepEqual(counts.take({ ...one, before: use(1), now: use(9) }), use(9));
    assert.equal(await counts.flush(log), false);
  });

  it('forget what others forgot, and have nothing to hand over then', async () => {
    const log = new MemoryQueryLog();
    const counts = new UseCounts([use(3)], () => start);
    assert.equal(counts.take({ ...one, before: use(3), now: null }), undefined);
    assert.deepEqual([[...counts.values()], await counts.flush(log)], [[], false]);
  });

  it('forget in the log what was forgotten here and there is counted', async () => {
    const log = new MemoryQueryLog();
    await log.save([use(4)], []);
    const counts = new UseCounts([use(3)], () => start);
    counts.forget('query', one.key);
    assert.deepEqual(counts.take({ ...one, before: use(3), now: use(4) }), use(1));
    assert.deepEqual(counts.take({ ...one, before: use(4), now: use(4) }), use(1));
    await counts.flush(log);
    assert.deepEqual(await log.uses(), [use(1)]);
  });
});

describe('marks of what was read', () => {
  it('go back over the last ten seconds, and no further', () => {
    const marks = new ReadMarks({ at: 0, number: 100 });
    const from: number[] = [];
    for (let second = 3; second <= 24; second += 3) {
      marks.readAll({ at: second * 1000, number: 100 + second });
      from.push(marks.from);
    }
    assert.deepEqual(from, [100, 100, 100, 100, 103, 106, 109, 112]);
  });

  it('go on behind a part of what is there, and no mark goes back', () => {
    const marks = new ReadMarks({ at: 0, number: 100 });
    marks.readPart({ at: 0, number: 500 });
    assert.equal(marks.from, 500);
    marks.readAll({ at: 1000, number: 400 });
    marks.readAll({ at: 20_000, number: 400 });
    assert.equal(marks.from, 500);
  });
});
