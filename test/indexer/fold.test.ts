import assert from 'node:assert/strict';
import fc from 'fast-check';
import { fold } from '../../indexer/analyzer/fold.js';
import { OffsetMap } from '../../indexer/analyzer/offset-map.js';
import { ByteReader, ByteWriter } from '../../indexer/bytes.js';
import { naiveFold } from './naive-fold.js';

/** Texts with much that folding changes: full width, marks, ligatures, traditional characters, white space, halves of pairs. */
const text = fc
  .array(
    fc.oneof(
      fc.constantFrom(
        '國',
        '際',
        'ＮＢＡ',
        '…',
        '㍿',
        'ｶﾞ',
        'e\u0301',
        'ﬁ',
        '\u200b',
        '\u00ad',
        '  ',
        '\n\t',
        '\u3000',
        '½',
        '𠮷',
        '한',
        '\u1112\u1161\u11ab',
        '\u0000',
      ),
      fc.string({ unit: 'binary', maxLength: 3 }),
      fc.string({ unit: 'grapheme', maxLength: 3 }),
    ),
    { maxLength: 12 },
  )
  .map((parts) => parts.join(''));

describe('folding', () => {
  const cases: readonly (readonly [string, string, string])[] = [
    ['makes traditional characters simple', '國際論壇', '国际论坛'],
    ['makes full-width letters and digits narrow and lower case', 'ＮＢＡ ３５％', 'nba 35%'],
    ['makes every run of white space one space', '甲\n\n　 乙\t丙', '甲 乙 丙'],
    ['drops characters that nobody sees or types', '西\u200b昌\u00ad市\u202e', '西昌市'],
    ['composes what belongs together', 'cafe\u0301 ｶﾞﾗｽ', 'café ガラス'],
    ['leaves characters alone that have no simple form', '𠅤一着', '𠅤一着'],
    ['replaces halves of surrogate pairs', '甲\ud800乙', '甲\ufffd乙'],
  ];
  for (const [name, from, to] of cases) it(name, () => assert.equal(fold(from).text, to));

  it('agrees with NFKC, the character table and lower case, one after the other', () => {
    const plain = fc.string({ unit: fc.constantFrom(...'國际ＮbaÉ…㍿ ｶ½한の，。5五'), maxLength: 20 });
    fc.assert(fc.property(plain, (value) => assert.equal(fold(value).text, naiveFold(value))));
  });

  it('changes nothing the second time', () => {
    fc.assert(
      fc.property(text, (value) => {
        const once = fold(value).text;
        assert.equal(fold(once).text, once);
      }),
      { numRuns: 2000 },
    );
  });

  it('drops marks that no script has, a million of them too, and stays the same when folded again', () => {
    for (const count of [10, 40, 500_000]) {
      const { text: folded } = fold(`a${'\u0316\u0338'.repeat(count)}b`);
      assert.equal(Array.from(folded).length, Math.min(2 * count, 31) + 2, String(count));
      assert.ok(folded.startsWith('a') && folded.endsWith('b'));
      assert.equal(fold(folded).text, folded);
    }
  });

  it('keeps a way back: each folded character comes from where the map says', () => {
    fc.assert(
      fc.property(text, (value) => {
        const { text: folded, map } = fold(value);
        let end = 0;
        for (let at = 0; at < folded.length; at++) {
          const [start, stop] = [map.originalStart(at), map.originalEnd(at + 1)];
          assert.ok(start <= stop && start >= 0 && stop <= value.length, `${String(start)}–${String(stop)}`);
          assert.ok(stop >= end, 'places rise');
          end = stop;
        }
        assert.equal(fold(value.slice(0, map.originalEnd(folded.length))).text, folded);
      }),
      { numRuns: 2000 },
    );
  });

  it('has a map that comes back from its packed form', () => {
    fc.assert(
      fc.property(text, (value) => {
        const { text: folded, map } = fold(value);
        const writer = new ByteWriter();
        map.write(writer);
        const read = OffsetMap.read(new ByteReader(writer.build()));
        for (let at = 0; at <= folded.length; at++) {
          assert.equal(read.originalStart(at), map.originalStart(at));
          assert.equal(read.originalEnd(at), map.originalEnd(at));
        }
      }),
    );
  });
});

describe('ByteWriter and ByteReader', () => {
  it('give back any numbers and strings', () => {
    const number = fc.oneof(fc.maxSafeNat(), fc.nat(300));
    fc.assert(
      fc.property(fc.array(fc.tuple(number, fc.string({ unit: 'grapheme' }))), (entries) => {
        const writer = new ByteWriter(1);
        for (const [value, name] of entries) {
          writer.varint(value);
          writer.string(name);
        }
        const reader = new ByteReader(writer.build());
        for (const entry of entries) assert.deepEqual([reader.varint(), reader.string()], entry);
        assert.ok(reader.atEnd);
      }),
    );
  });

  it('say so where the bytes end too early', () => {
    assert.throws(() => new ByteReader(Uint8Array.from([0x80])).varint(), RangeError);
    assert.throws(() => new ByteReader(Uint8Array.from([5, 65])).string(), RangeError);
  });
});
