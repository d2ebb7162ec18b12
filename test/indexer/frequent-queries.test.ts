import assert from 'node:assert/strict';
import fc from 'fast-check';
import { MemoryQueryLog } from '../../indexer/index.js';
import { fold } from '../../indexer/analyzer/fold.js';
import { bareForm } from '../../indexer/readers/bare-form.js';
import { BlockList } from '../../indexer/readers/block-list.js';
import { FrequentQueries } from '../../indexer/readers/frequent-queries.js';
import { rankOf, UseCounts } from '../../indexer/readers/use-counts.js';
import { day, openReaders, start } from './readers-in-time.js';

const bareOf = (text: string): string => bareForm(fold(text).text).text;

describe('frequent queries', () => {
  it('come once, however they are parted, as they were typed most', async () => {
    const { readers, type } = await openReaders();
    const writings = ['西昌地震', '西昌 地震', '西昌，地震', '西昌地震。', '“西昌”地震'];
    writings.forEach((text, i) => type(text, text === '西昌 地震' ? 12 : 5 + i));
    type('西昌机场', 5);
    assert.deepEqual(readers.queriesBeginning('西', 8), ['西昌 地震', '西昌机场']);
  });

  it('are found however what is typed is parted, and not by one who has typed them whole', async () => {
    const { readers, type } = await openReaders();
    type('“西昌” 地震', 5);
    assert.deepEqual(readers.queriesBeginning('西昌，地', 8), ['“西昌” 地震']);
    assert.deepEqual(readers.queriesBeginning('西昌地震', 8), []);
    assert.deepEqual(readers.queriesBeginning('，', 8), []);
  });

  it('are no mere beginnings of what is typed as often', async () => {
    const { readers, type } = await openReaders();
    type('西昌地', 6);
    type('西昌地震', 6);
    type('西昌地震', 1);
    assert.deepEqual(readers.queriesBeginning('西', 8), ['西昌地震']);
    type('西昌地', 2);
    assert.deepEqual(readers.queriesBeginning('西', 8), ['西昌地', '西昌地震']);
  });

  for (const typed of [
    'xichang',
    'xich',
    'xc',
    'xcd',
    'xichangdiz',
    'xchangd',
    'xi昌',
    '西chang',
    '西昌dz',
    "xi'chang",
  ]) {
    it(`are found by "${typed}"`, async () => {
      const { readers, type } = await openReaders();
      type('西昌 地震最新消息', 5);
      type('西安城墙', 9);
      assert.deepEqual(readers.queriesBeginning(typed, 8), ['西昌 地震最新消息']);
    });
  }

  it('are found by what of them is Han, and as they are written where they are Latin', async () => {
    const { readers, type } = await openReaders();
    type('西昌nba', 5);
    type('xcode 教程', 6);
    assert.deepEqual(readers.queriesBeginning('xc', 8), ['xcode 教程', '西昌nba']);
  });

  const query = fc.string({ unit: fc.constantFrom('西', '昌', '。', ' ', 'a'), minLength: 1, maxLength: 4 });
  const step = fc.record({
    key: query.map((text) => fold(text).text.trim()).filter((key) => bareOf(key) !== ''),
    what: fc.constantFrom('typed' as const, 'chosen' as const),
    by: fc.constantFrom(1 as const, 1 as const, 1 as const, -1 as const),
    days: fc.nat(40),
  });

  it('are those of a plain list, sorted, after any uses', () => {
    fc.assert(
      fc.property(fc.array(step, { maxLength: 120 }), query, fc.nat(4), (steps, prefix, size) => {
        let now = start;
        const counts = new UseCounts([], () => now);
        const blockList = new BlockList(new MemoryQueryLog(), ['a昌']);
        const frequent = new FrequentQueries(counts, blockList);
        for (const { key, what, by, days } of steps) {
          now += (days < 38 ? 0 : days) * day;
          frequent.note(key, counts.add({ kind: 'query', key, text: key }, what, by));
        }
        const typed = bareOf(prefix);
        const expected: string[] = [];
        const all = [...counts.values()].filter(
          ({ typed: times, key }) => times >= 5 && counts.weight('query', key) >= 1,
        );
        for (const { key } of all.sort((a, b) => rankOf(b) - rankOf(a) || (a.key < b.key ? -1 : 1))) {
          const bare = bareOf(key);
          if (typed === '' || !bare.startsWith(typed) || bare === typed || key.includes('a昌')) continue;
          if (expected.length < size && !expected.some((other) => bareOf(other).startsWith(bare))) expected.push(key);
        }
        const loaded = new FrequentQueries(counts, blockList);
        for (const queries of [frequent, loaded]) {
          assert.deepEqual(queries.beginning(fold(prefix).text, size), expected);
        }
      }),
    );
  });
});
