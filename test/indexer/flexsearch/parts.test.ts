import assert from 'node:assert/strict';
import fc from 'fast-check';
import { Bitset } from '../../../indexer/index/flexsearch/bitset.js';
import { CharacterSets } from '../../../indexer/index/flexsearch/character-sets.js';
import { Cursors, cursorLifetime } from '../../../indexer/index/flexsearch/cursors.js';
import { DocumentList } from '../../../indexer/index/flexsearch/document-list.js';
import {
  crossingShare,
  crossingSlots,
  highestImpact,
  impact,
  slotCount,
  slotImpacts,
  slotOf,
} from '../../../indexer/index/ranking/impact.js';
import { firstInOrder, without } from '../../../indexer/index/flexsearch/order.js';
import { documentOf } from '../../../indexer/index/flexsearch/posting-list.js';
import { Postings } from '../../../indexer/index/flexsearch/postings.js';
import { allPairs, PairFrequencies } from '../../../indexer/index/flexsearch/pair-frequencies.js';
import { pairAt, pairKey } from '../../../indexer/index/ranking/pair-key.js';
import { PrefixList } from '../../../indexer/index/words/prefix-list.js';
import { RunSignatures } from '../../../indexer/index/flexsearch/run-signatures.js';
import { randomNumbers } from '../../relevance/eval/substring-runs.js';
import { dayOfDate, formatMonth, monthOfDay, shanghaiDay } from '../../../indexer/index/shanghai-calendar.js';

const members = fc.uniqueArray(fc.nat(200));

function bitset(values: readonly number[]): Bitset {
  const set = new Bitset();
  for (const value of values) set.add(value);
  return set;
}

function values(set: Bitset): number[] {
  const found: number[] = [];
  set.forEach((value) => found.push(value));
  return found;
}

const pairsOf = (run: string): string[] =>
  Array.from({ length: Math.max(0, run.length - 1) }, (_, i) => run.slice(i, i + 2));

const rising = (numbers: Iterable<number>): number[] => [...numbers].sort((a, b) => a - b);

describe('Bitset', () => {
  it('agrees with Set', () => {
    fc.assert(
      fc.property(members, members, (a, b) => {
        assert.deepEqual(values(bitset(a)), rising(a));
        assert.deepEqual(values(bitset(a).or(bitset(b))), rising(new Set([...a, ...b])));
        assert.deepEqual(values(bitset(a).and(bitset(b))), rising(a.filter((value) => b.includes(value))));
        assert.deepEqual(values(bitset(a).andNot(bitset(b))), rising(a.filter((value) => !b.includes(value))));
        assert.equal(bitset(a).count(), a.length);
        assert.equal(bitset(a).isEmpty(), a.length === 0);
        for (const value of b) assert.equal(bitset(a).has(value), a.includes(value));
      }),
    );
  });

  it('holds all numbers below a bound', () => {
    fc.assert(
      fc.property(fc.nat(100), (size) => assert.deepEqual(values(Bitset.below(size)), [...Array(size).keys()])),
    );
  });
});

describe('CharacterSets', () => {
  it('hold exactly the documents that hold a character, few or many', () => {
    const text = fc.string({ unit: fc.constantFrom(...'西昌副局长ab，'), maxLength: 6 });
    fc.assert(
      fc.property(fc.array(text, { maxLength: 20 }), fc.constantFrom(0, 2000), (some, filling) => {
        const texts = [...some, ...Array.from({ length: filling }, (_, i) => (i % 3 === 0 ? '西' : '昌')), ...some];
        const characters = new CharacterSets();
        texts.forEach((value, document) => characters.add(document, value));
        for (const character of '西昌副空') {
          const expected = [...texts.keys()].filter((document) => texts[document]?.includes(character));
          const all = Bitset.below(texts.length);
          characters.keep(character, all);
          assert.deepEqual(values(all), expected);
          assert.equal(characters.count(character), expected.length);
          const odd = bitset([...texts.keys()].filter((document) => document % 2 === 1));
          characters.keep(character, odd);
          assert.deepEqual(
            values(odd),
            expected.filter((document) => document % 2 === 1),
          );
        }
      }),
      { numRuns: 40 },
    );
  });
});

describe('PairFrequencies', () => {
  it('count the documents that hold a pair, removed ones not, also after a snapshot', () => {
    const text = fc.string({ unit: fc.constantFrom(...'西昌副局长a，𠮷'), maxLength: 8 });
    fc.assert(
      fc.property(fc.array(text), fc.array(text), (kept, removed) => {
        const pairs = new PairFrequencies();
        for (const value of [...removed, ...kept]) pairs.add(allPairs(value));
        for (const value of removed) pairs.remove(allPairs(value));
        const restored = new PairFrequencies();
        restored.restore(pairs.save());
        for (const first of '西昌副局长𠮷') {
          for (const second of '西昌副局长') {
            const pair = first.slice(-1) + second;
            const expected = kept.filter((value) => value.includes(pair)).length;
            assert.equal(pairs.of(pairAt(first + second, first.length - 1)), expected);
            assert.equal(restored.of(pairAt(first + second, first.length - 1)), expected);
          }
        }
      }),
    );
  });

  it('hold any number of pairs', () => {
    const pairs = new PairFrequencies();
    const han = (i: number): string => String.fromCharCode(0x4e00 + i);
    for (let i = 0; i < 5000; i++) pairs.add(allPairs(`${han(i)}${han(i + 7)}`));
    for (let i = 0; i < 5000; i++) assert.equal(pairs.of(pairAt(`${han(i)}${han(i + 7)}`, 0)), 1);
    assert.equal(pairs.of(pairAt('龥龥', 0)), 0);
  });

  it('count further than a slot does, and back', () => {
    const pairs = new PairFrequencies();
    pairs.restore(Uint32Array.of(pairKey('西昌', 0), 0xffff));
    pairs.add(allPairs('西昌'));
    pairs.add(allPairs('西昌'));
    assert.equal(pairs.of(pairKey('西昌', 0)), 0x10001);
    for (let i = 0; i < 3; i++) pairs.remove(allPairs('西昌'));
    assert.equal(pairs.of(pairKey('西昌', 0)), 0xfffe);
    const restored = new PairFrequencies();
    restored.restore(pairs.save());
    assert.equal(restored.of(pairKey('西昌', 0)), 0xfffe);
  });
});

describe('DocumentList', () => {
  it('gives back what was added, near or far apart', () => {
    const distances = fc.array(
      fc.oneof(fc.constant(1), fc.integer({ min: 1, max: 300 }), fc.constantFrom(128, 129, 40_000)),
    );
    fc.assert(
      fc.property(distances, (steps) => {
        const list = new DocumentList();
        const expected: number[] = [];
        for (const step of steps) expected.push((expected.at(-1) ?? -1) + step);
        for (const document of expected) list.push(document);
        const set = new Bitset();
        list.forEach((document) => set.add(document));
        assert.deepEqual(values(set), expected);
        assert.equal(list.count, expected.length);
      }),
    );
  });
});

describe('RunSignatures', () => {
  const holders = (signatures: RunSignatures, pair: string): Bitset => {
    const found = new Bitset();
    signatures.addHolders(pairKey(pair, 0), found);
    return found;
  };
  /** A text of Han, of which no two of such numbers share many pairs. */
  const longText = (document: number, length: number): string =>
    Array.from({ length }, (_, i) => String.fromCharCode(0x4e00 + ((document * 7919 + i * 104729) % 3000))).join('');

  it('never miss a document that holds a pair which is no term of it, also after a snapshot', () => {
    const short = fc.string({ unit: fc.constantFrom(...'西昌副局长李胜ab1 ，𠮷'), maxLength: 12 });
    const long = fc
      .tuple(fc.nat(50), fc.integer({ min: 50, max: 2500 }))
      .map(([seed, length]) => longText(seed, length));
    const isTerm = (pair: string): boolean => ['西昌', '局长', 'ab'].includes(pair);
    const isPosted = (key: number): boolean => isTerm(String.fromCharCode(key >>> 16, key & 0xffff));
    fc.assert(
      fc.property(
        fc.array(fc.oneof({ arbitrary: short, weight: 4 }, long), { maxLength: 20 }),
        fc.nat(20),
        (texts, kept) => {
          const signatures = new RunSignatures();
          texts.forEach((text, document) => signatures.add(document, allPairs(text), isPosted));
          const saved = signatures.save(Math.min(kept, texts.length));
          const restored = new RunSignatures();
          restored.restore(
            saved.map(({ columns }) => columns),
            saved.flatMap(({ blocks }) => blocks.map((block) => block.slice())),
            Math.min(kept, texts.length),
          );
          texts.slice(kept).forEach((text, i) => restored.add(kept + i, allPairs(text), isPosted));
          texts.forEach((text, document) => {
            for (const pair of pairsOf(text)) {
              if (isTerm(pair)) continue;
              assert.ok(holders(signatures, pair).has(document));
              assert.ok(holders(restored, pair).has(document));
            }
          });
          assert.equal(holders(restored, '西西').has(texts.length), false);
          for (const pair of ['西昌', '昌李', '西西']) {
            const found = holders(restored, pair);
            texts.forEach((_, document) => {
              assert.equal(restored.mayHold(document, pairKey(pair, 0)), found.has(document));
            });
          }
        },
      ),
      { numRuns: 40 },
    );
  });

  it('rule out seven of eight documents that do not, whatever their length', () => {
    const signatures = new RunSignatures();
    for (let document = 0; document < 3000; document++) {
      signatures.add(document, allPairs(longText(document, (document % 40) * 30)), () => false);
    }
    const pairs = Array.from({ length: 100 }, (_, i) => String.fromCharCode(0x9000 + i, 0x9100 + i * 7));
    const passed = pairs.reduce((sum, pair) => sum + holders(signatures, pair).count(), 0);
    assert.ok(passed < (pairs.length * 3000) / 8, `${String(passed)} passed`);
  });
});

describe('Postings', () => {
  it('count what words across terms take as they come, and the same where lists are put back or trimmed', async () => {
    const postings = new Postings();
    for (let document = 0; document < 40; document++) {
      postings.add('西昌', document % 3, document);
      postings.add('副局长', crossingSlots + (document % 2), document);
      assert.equal(postings.frequency('副局长'), document + 1);
    }
    assert.equal(postings.crossingBytes, 40 * 4);
    await postings.trim();
    assert.equal(postings.frequency('副局长'), 40);
    assert.equal(postings.frequency('西昌'), 0);
    assert.equal(postings.slotOf('西昌', 38), 2);
    assert.equal(postings.slotOf('西昌', 40), -1);
    const restored = new Postings();
    for (const term of postings.terms()) restored.restore(term, postings.of(term));
    assert.equal(restored.crossingBytes, postings.crossingBytes);
    assert.equal(restored.byteLength, postings.byteLength);
    for (const term of postings.terms()) assert.deepEqual(restored.of(term), postings.of(term));
  });
});

describe('Postings that come by the ten thousand', () => {
  it('are there whenever they are asked for, counted in the end', async () => {
    const random = randomNumbers(3);
    const counts = new Map<string, number>();
    const postings = new Postings((term, before, now) => {
      assert.equal(counts.get(term) ?? 0, before);
      counts.set(term, now);
    });
    const naive = new Map<string, number[]>();
    for (let document = 0; document < 3000; document++) {
      const terms = new Set(Array.from({ length: 30 }, () => `t${Math.floor(500 * random() ** 3)}`));
      for (const term of terms) {
        postings.add(term, crossingSlots, document);
        const known = naive.get(term);
        if (known === undefined) naive.set(term, [document]);
        else known.push(document);
      }
      const asked = `t${document % 500}`;
      assert.deepEqual(Array.from(postings.of(asked), documentOf), naive.get(asked) ?? []);
    }
    await postings.settleInSlices();
    for (const [term, documents] of naive) {
      assert.deepEqual(Array.from(postings.of(term), documentOf), documents);
      assert.equal(counts.get(term), documents.length);
    }
  });
});

describe('firstInOrder', () => {
  it('gives what sorting everything gives', () => {
    fc.assert(
      fc.property(members, fc.nat(20), fc.array(fc.nat(5), { minLength: 201, maxLength: 201 }), (set, size, keys) => {
        const compare = (a: number, b: number): number => (keys[a] ?? 0) - (keys[b] ?? 0) || a - b;
        const expected = [...set].sort(compare).slice(0, size);
        assert.deepEqual(firstInOrder(bitset(set).members(new Uint32Array(200)), size, compare), expected);
        // Highest score first: the keys the other way round.
        const scores = Float32Array.from(keys, (key) => -key);
        assert.deepEqual(firstInOrder(bitset(set).members(new Uint32Array(200)), size, compare, scores), expected);
      }),
    );
  });
});

describe('PrefixList', () => {
  it('finds every entry that begins so, or is just so, before and after merging', () => {
    const key = fc.string({ unit: fc.constantFrom(...'西昌市ab'), maxLength: 4 });
    fc.assert(
      fc.property(fc.array(key, { maxLength: 30 }), key, fc.constantFrom(0, 100, 3000), (keys, prefix, filling) => {
        const list = new PrefixList<number>();
        const all = [...keys, ...Array.from({ length: filling }, (_, i) => `充${String(i)}`), ...keys];
        all.forEach((value, i) => list.add(value, i));
        const [found, same]: [number[], number[]] = [[], []];
        list.forEach(prefix, (_, number) => found.push(number));
        list.forKey(prefix, (_, number) => same.push(number));
        assert.deepEqual(
          rising(found),
          rising(all.keys()).filter((i) => all[i]?.startsWith(prefix)),
        );
        assert.deepEqual(
          rising(same),
          rising(all.keys()).filter((i) => all[i] === prefix),
        );
      }),
      { numRuns: 30 },
    );
  });
});

describe('impact', () => {
  const occurrence = { frequency: 2, title: 0, first: 50 };
  it('is higher for a title, a higher frequency, an earlier place and a shorter article', () => {
    const base = impact(occurrence, 500, 500);
    assert.ok(impact({ ...occurrence, title: 10 }, 500, 500) > base);
    assert.ok(impact({ ...occurrence, frequency: 3 }, 500, 500) > base);
    assert.ok(impact({ ...occurrence, first: 0 }, 500, 500) > base);
    assert.ok(impact(occurrence, 100, 500) > base);
  });

  it('falls into a slot that stands for about as much, or for its share where the word crosses others', () => {
    const any = fc.record({
      frequency: fc.integer({ min: 1, max: 500 }),
      title: fc.nat(60),
      first: fc.oneof(fc.nat(5000), fc.constant(Infinity)),
    });
    fc.assert(
      fc.property(any, fc.integer({ min: 1, max: 100_000 }), fc.boolean(), (found, length, isCrossing) => {
        const value = impact(found, length, 500);
        const slot = slotOf(value, isCrossing);
        assert.ok(Number.isInteger(slot) && slot >= 0 && slot < slotCount);
        assert.equal(slot < crossingSlots, isCrossing);
        const share = isCrossing ? crossingShare : 1;
        const step = highestImpact / (isCrossing ? crossingSlots : slotCount - crossingSlots);
        assert.ok(Math.abs((slotImpacts[slot] ?? 0) - share * value) <= (share * step) / 2 + 1e-9);
      }),
    );
  });
});

describe('without', () => {
  it('leaves out what is named, wherever it stands', () => {
    fc.assert(
      fc.property(members, fc.func(fc.boolean()), (some, isLeft) => {
        const rising = Uint32Array.from(some).sort();
        const few = some.filter((one) => !isLeft(one));
        assert.deepEqual(
          [...without(rising, few)],
          [...rising].filter((one) => !few.includes(one)),
        );
      }),
    );
  });
});

describe('Cursors', () => {
  const pinned = { text: '西昌', relaxed: false, total: 3, ids: ['a', 'b', 'c'], scores: Float32Array.of(3, 2, 1) };

  it('give each hit once and leave out what is gone', () => {
    const cursors = new Cursors();
    const page = cursors.page(cursors.pin(pinned, 0), 1, (id) => id !== 'a');
    assert.deepEqual(page.hits, [{ id: 'b', score: 2, copies: [] }]);
    const last = cursors.page(page.cursor ?? '', 5, () => true);
    assert.deepEqual(last.hits, [{ id: 'c', score: 1, copies: [] }]);
    assert.equal(last.cursor, null);
  });

  it('expire after five minutes, whatever was asked between', () => {
    let now = 0;
    const cursors = new Cursors(() => now);
    const cursor = cursors.pin(pinned, 0);
    now = cursorLifetime - 1;
    assert.equal(cursors.page(cursor, 1, () => true).hits.length, 1);
    now = cursorLifetime;
    assert.throws(() => cursors.page(cursor, 1, () => true), { code: 'cursor_expired' });
  });

  it('give up the oldest results when too much is held', () => {
    const cursors = new Cursors();
    const big = { ...pinned, ids: Array.from({ length: 3_000_000 }, () => 'x') };
    const first = cursors.pin(big, 0);
    const second = cursors.pin(big, 0);
    assert.throws(() => cursors.page(first, 1, () => true), { code: 'cursor_expired' });
    assert.equal(cursors.page(second, 1, () => true).hits.length, 1);
  });

  it('are refused when they are none of ours', () => {
    const cursors = new Cursors();
    for (const bad of ['', 'x', 'x.1', `${'a'.repeat(16)}.`, `${'a'.repeat(16)}.-1`]) {
      assert.throws(() => cursors.page(bad, 1, () => true), { code: 'invalid_cursor' });
    }
    const name = cursors.pin(pinned, 0).split('.')[0] ?? '';
    assert.throws(() => cursors.page(`${name}.99`, 1, () => true), { code: 'invalid_cursor' });
  });
});

describe('the calendar of Shanghai', () => {
  it('begins its days at 16:00 UTC, also where clocks were once changed', () => {
    assert.equal(shanghaiDay(Date.parse('2022-09-20T15:59:59Z')), dayOfDate('2022-09-20'));
    assert.equal(shanghaiDay(Date.parse('2022-09-20T16:00:00Z')), dayOfDate('2022-09-21'));
    assert.equal(shanghaiDay(Date.parse('1988-07-01T15:30:00Z')), dayOfDate('1988-07-02'));
    assert.equal(shanghaiDay(Date.parse('1965-07-01T15:30:00Z')), dayOfDate('1965-07-01'));
  });

  it('gives months and takes dates back', () => {
    for (const date of ['2024-02-29', '1970-01-01', '1969-12-31', '1000-12-31']) {
      assert.equal(formatMonth(monthOfDay(dayOfDate(date))), date.slice(0, 7));
    }
  });
});
