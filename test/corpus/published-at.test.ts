import assert from 'node:assert/strict';
import * as fc from 'fast-check';
import { formatShanghai, parsePublishedAt } from '../../corpus/index.js';

const MORNING = '2024-11-23T10:05:00+08:00';
const MORNING_33 = '2024-11-23T10:05:33+08:00';
const MIDNIGHT = '2024-11-23T00:00:00+08:00';

const DATES: readonly (readonly [string | number, string])[] = [
  ['2024-11-23T10:05:33+08:00', MORNING_33],
  ['2024-11-23T10:05:33+0800', MORNING_33],
  ['2024-11-23T02:05:33Z', MORNING_33],
  ['2024-11-23t02:05:33.999z', MORNING_33],
  ['2024-11-22T20:35:33-05:30', MORNING_33],
  ['2024-11-23T10:05:33', MORNING_33],
  ['2024-11-23 10:05:33 +08:00', MORNING_33],
  ['20241123T100533+0800', MORNING_33],
  ['2024-11-23', MIDNIGHT],
  ['2024-11-23 10:05', MORNING],
  ['2024-11-23 10:05:33', MORNING_33],
  ['2024/11/23 10:05', MORNING],
  ['2024.11.23', MIDNIGHT],
  ['2024-1-3 9:05', '2024-01-03T09:05:00+08:00'],
  ['2024年11月23日', MIDNIGHT],
  ['2022年09月21日', '2022-09-21T00:00:00+08:00'],
  ['2024年11月23日 10:05', MORNING],
  ['2024年11月23日10时05分', MORNING],
  ['2024年11月23日10时05分33秒', MORNING_33],
  ['2024年11月23日 星期六 10:05', MORNING],
  ['2024年11月23日（周六）上午10:05', MORNING],
  ['2024年11月23日 上午10:05 星期六', MORNING],
  ['2024年11月23日下午3:05', '2024-11-23T15:05:00+08:00'],
  ['2024年11月23日 下午15:05', '2024-11-23T15:05:00+08:00'],
  ['2024年11月23日 上午12:05', '2024-11-23T00:05:00+08:00'],
  ['2024年11月23日 中午12:05', '2024-11-23T12:05:00+08:00'],
  ['２０２４年１１月２３日　１０：０５', MORNING],
  ['  2024-11-23\n', MIDNIGHT],
  ['Sat, 23 Nov 2024 10:05:33 +0800', MORNING_33],
  ['23 Nov 2024 02:05 GMT', MORNING],
  ['周六, 23 十一月 2024 10:05:33 +0800', MORNING_33],
  ['星期六, 23 Nov 2024 10:05:33 +0800', MORNING_33],
  ['Saturday, 23 November 2024 10:05:33 +08:00', MORNING_33],
  ['Sat, 23 Nov 24 02:05:33 GMT', MORNING_33],
  ['Wed, 31 Dec 97 23:00:00 GMT', '1998-01-01T07:00:00+08:00'],
  ['Sat Nov 23 10:05:33 CST 2024', MORNING_33],
  ['Sat Nov 23 02:05:33 UTC 2024', MORNING_33],
  ['Sat Nov 23 10:05:33 2024', MORNING_33],
  ['Fri Nov  1 10:05:33 2024', '2024-11-01T10:05:33+08:00'],
  ['Sat Nov 23 2024 10:05:33 GMT+0800 (中国标准时间)', MORNING_33],
  ['Sat Nov 23 2024 02:05:33 GMT+0000 (Coordinated Universal Time)', MORNING_33],
  ['November 23, 2024', MIDNIGHT],
  ['Nov. 23, 2024 at 10:05 am', MORNING],
  ['Nov 23, 2024, 3:05 PM', '2024-11-23T15:05:00+08:00'],
  ['May 3, 2024 12:05 AM', '2024-05-03T00:05:00+08:00'],
  ['民國113年11月23日', MIDNIGHT],
  ['中华民国113年11月23日 上午10:05', MORNING],
  ['20241123', MIDNIGHT],
  ['20241123100533', MORNING_33],
  ['202411231005', MORNING],
  ['999999999999', '2001-09-09T09:46:39+08:00'],
  ['1732327533', MORNING_33],
  ['1732327533000', MORNING_33],
  [1732327533, MORNING_33],
  [1732327533999, MORNING_33],
  [0, '1970-01-01T08:00:00+08:00'],
  [-1, '1970-01-01T07:59:59+08:00'],
  ['2024-11-23T24:00:00', '2024-11-24T00:00:00+08:00'],
];

const NO_DATES: readonly (string | number)[] = [
  'Sat Nov 31 10:05:33 CST 2024',
  'Foo Bar 23 10:05:33 CST 2024',
  'Nov 23, 2024 13:05 PM',
  'Sat Nov 23 10:05:33 PST 2024',
  '23 十三月 2024 10:05',
  '民國1130年11月23日',
  '',
  '昨天',
  '2024',
  '11月23日',
  '2024年2月30日',
  '2023-02-29',
  '2024-13-01',
  '2024-00-10',
  '2024-11-23 25:00',
  '2024-11-23 24:01',
  '2024-11-23 10:60',
  '2024-11-23 10:05:60',
  '2024-11-23T10:05+24:00',
  '2024-11/23',
  '2024年11月23日上午13:05',
  '20241399',
  '0999-12-31',
  '9999-12-31T23:59:59-01:00',
  '1e9',
  '2024-11-23 10:05 左右',
  '1'.repeat(100_000),
  `2024-11-23${' '.repeat(100_000)}x`,
  Number.NaN,
  Number.POSITIVE_INFINITY,
  1e300,
];

/** Instants, in whole seconds, whose year is 1000 to 9999 at +08:00. */
const instants = fc.integer({ min: Date.UTC(1000, 0, 2) / 1000, max: Date.UTC(9999, 11, 30) / 1000 });

describe('the time of publication', () => {
  for (const [input, expected] of DATES) {
    it(`takes ${JSON.stringify(input)}`, () => {
      assert.equal(parsePublishedAt(input), expected);
    });
  }

  it('takes nothing that is no date, and takes no time to see it', () => {
    for (const input of NO_DATES) assert.equal(parsePublishedAt(input), null, String(input).slice(0, 40));
  });

  it('knows 29 February of leap years only', () => {
    assert.equal(parsePublishedAt('2000-02-29'), '2000-02-29T00:00:00+08:00');
    assert.equal(parsePublishedAt('1900-02-29'), null);
  });

  it('reads what it writes as the same instant', () => {
    fc.assert(
      fc.property(instants, (seconds) => {
        const written = formatShanghai(seconds * 1000);
        assert.equal(Date.parse(written), seconds * 1000);
        assert.equal(parsePublishedAt(written), written);
      }),
    );
  });

  it('agrees with Date on any instant, in UTC, as mail date and in milliseconds', () => {
    fc.assert(
      fc.property(instants, fc.integer({ min: 0, max: 999 }), (seconds, fraction) => {
        const date = new Date(seconds * 1000 + fraction);
        const expected = formatShanghai(seconds * 1000);
        assert.equal(parsePublishedAt(date.toISOString()), expected);
        assert.equal(parsePublishedAt(date.toUTCString()), expected);
        if (Math.abs(date.getTime()) >= 1e11) assert.equal(parsePublishedAt(date.getTime()), expected);
      }),
    );
  });

  it('takes any day that a calendar of the year has, in Chinese, and no other', () => {
    const part = fc.integer({ min: 0, max: 32 });
    fc.assert(
      fc.property(fc.integer({ min: 1000, max: 9999 }), part, part, (year, month, day) => {
        const date = new Date(Date.UTC(year, month - 1, day));
        const exists = date.getUTCMonth() === month - 1 && date.getUTCDate() === day && date.getUTCFullYear() === year;
        const expected = exists ? `${date.toISOString().slice(0, 10)}T00:00:00+08:00` : null;
        assert.equal(parsePublishedAt(`${year}年${month}月${day}日`), expected);
      }),
    );
  });

  it('never throws, and gives only times at +08:00', () => {
    fc.assert(
      fc.property(
        fc.oneof(fc.string(), fc.double(), fc.string({ unit: fc.constantFrom(...Array.from('0123456789年月日:-T ')) })),
        (any) => {
          const parsed = parsePublishedAt(any);
          if (parsed !== null) assert.match(parsed, /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\+08:00$/);
        },
      ),
    );
  });

  it('writes no time outside the years 1000 to 9999', () => {
    assert.throws(() => formatShanghai(Date.UTC(10000, 0, 1)), RangeError);
    assert.throws(() => formatShanghai(Number.NaN), RangeError);
  });
});
