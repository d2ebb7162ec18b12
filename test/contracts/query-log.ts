import assert from 'node:assert/strict';
import fc from 'fast-check';
import type { QueryLog, Use } from '../../indexer/index.js';

/** A use of a query, typed so often. */
export function queryUse(key: string, typed: number): Use {
  return { kind: 'query', key, text: key.toUpperCase(), typed, chosen: 1, weight: typed + 0.25, day: 20_000 };
}

const byName = (a: Use, b: Use): number => (`${a.kind} ${a.key}` < `${b.kind} ${b.key}` ? -1 : 1);
const sorted = async (log: QueryLog): Promise<Use[]> => [...(await log.uses())].sort(byName);

const key = fc.constantFrom('大桥', 'nba', "o'neil", 'a b', '𠮷野');
const use: fc.Arbitrary<Use> = fc.record({
  kind: fc.constantFrom('query' as const, 'article' as const),
  key,
  text: fc.string({ unit: 'grapheme', maxLength: 5 }).map((text) => text.toWellFormed().replaceAll('\0', '')),
  typed: fc.nat(1000),
  chosen: fc.nat(1000),
  weight: fc.double({ min: 0, max: 1000, noNaN: true }).map((weight) => weight + 0),
  day: fc.nat(30_000),
});

/** The contract of QueryLog; each adapter runs it. `open` makes a new, empty log. */
export function describeQueryLog(name: string, open: () => QueryLog | Promise<QueryLog>): void {
  describe(`QueryLog: ${name}`, () => {
    let log: QueryLog;
    beforeEach(async () => void (log = await open()));
    afterEach(() => log.close());

    it('gives back what was saved', async () => {
      await log.save([queryUse('大桥', 3), queryUse('灯塔', 1)], []);
      assert.deepEqual(await sorted(log), [queryUse('大桥', 3), queryUse('灯塔', 1)]);
    });

    it('keeps a query and an article of the same name apart', async () => {
      await log.save([queryUse('1', 3), { ...queryUse('1', 2), kind: 'article' }], []);
      await log.save([], [{ kind: 'query', key: '1' }]);
      assert.deepEqual(await log.uses(), [{ ...queryUse('1', 2), kind: 'article' }]);
    });

    it('agrees with a plain Map after any saves', async () => {
      const names = fc.array(fc.record({ kind: fc.constantFrom('query' as const, 'article' as const), key }));
      await fc.assert(
        fc.asyncProperty(fc.array(fc.tuple(fc.array(use), names), { maxLength: 6 }), async (saves) => {
          const fresh = await open();
          const model = new Map<string, Use>();
          for (const [uses, forgotten] of saves) {
            await fresh.save(uses, forgotten);
            for (const { kind, key: forgottenKey } of forgotten) model.delete(`${kind} ${forgottenKey}`);
            for (const one of uses) model.set(`${one.kind} ${one.key}`, { ...one });
          }
          assert.deepEqual(await sorted(fresh), [...model.values()].sort(byName));
          await fresh.close();
        }),
        { numRuns: 40 },
      );
    });

    it('keeps blocked words once each, in order, until they are taken out', async () => {
      await log.block(['灯塔', 'abc']);
      await log.block(['abc', '大桥']);
      assert.deepEqual(await log.blocked(), ['abc', '大桥', '灯塔']);
      await log.unblock(['大桥', '没有']);
      assert.deepEqual(await log.blocked(), ['abc', '灯塔']);
    });
  });
}
