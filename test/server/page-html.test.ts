import assert from 'node:assert/strict';
import * as fc from 'fast-check';
import { shownDate, shownDay } from '../../server/page/dates.js';
import { html, trusted } from '../../server/page/html.js';
import { filtersOf, isFiltered, readPageQuery, searchHref, toggled } from '../../server/page/page-query.js';
import { barsOf } from '../../server/page/histogram.js';
import { numbersAround } from '../../server/page/pager.js';
import { anyTime, monthRange, yearRange } from '../../server/page/time-range.js';

describe('the template of pages', () => {
  it('escapes text and attributes', () => {
    const nasty = `<a href="x" title='y'>&\0`;
    assert.equal(html`<p title="${nasty}">${nasty}</p>`.text.match(/[<>"']/g)?.length, 6);
  });

  it('never lets a text open a tag or leave its attribute', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        const { text: made } = html`<a title="${text}">${text}</a>`;
        assert.equal(made.split('<').length, 3);
        assert.equal(made.split('"').length, 3);
      }),
    );
  });

  it('leaves trusted HTML as it is, and nothing of what is absent', () => {
    assert.equal(html`${trusted('<mark>词</mark>')}${null}${undefined}${false}${0}`.text, '<mark>词</mark>0');
  });

  it('joins lists, escaping each text in them', () => {
    assert.equal(html`<ul>${['<', html`<li>1</li>`, ['>']]}</ul>`.text, '<ul>&lt;<li>1</li>&gt;</ul>'); // prettier-ignore
  });
});

describe('the address of a page', () => {
  it('comes back as it was read', () => {
    const text = fc.string({ minLength: 1, unit: 'grapheme' });
    const list = fc.uniqueArray(text, { maxLength: 4 });
    const time = fc.constantFrom(
      anyTime,
      monthRange('2024-02'),
      yearRange('1999'),
      { from: '2024-02-03', to: '2024-02-03' },
      { from: '2024-02-03', to: null },
      { from: null, to: '2024-02-03' },
    );
    const sort = fc.constantFrom('relevance' as const, 'newest' as const);
    const page = fc.integer({ min: 1, max: 1000 });
    const q = text.map((typed) => typed.trim());
    const query = fc.record(
      { q, section: list, source: list, author: list, tag: list, sort, page },
      { noNullPrototype: true },
    );
    fc.assert(
      fc.property(query, time, (words, { from, to }) => {
        const asked = { ...words, from, to };
        const read: Record<string, string[]> = {};
        for (const [name, value] of new URL(searchHref(asked), 'http://x').searchParams)
          (read[name] ??= []).push(value);
        assert.deepEqual(readPageQuery(read), asked);
      }),
    );
  });

  it('passes over what makes no sense', () => {
    const usual = readPageQuery({});
    for (const page of ['0', '-1', '1.5', 'x', '1e9', []]) assert.equal(readPageQuery({ page }).page, 1);
    for (const month of ['2024-13', '2024', 'x', ['2024-99']]) assert.equal(readPageQuery({ month }).from, null);
    assert.deepEqual(readPageQuery({ sort: 'best', size: '7', section: '', q: ['', 'b'] }), usual);
  });

  it('takes days in either order, and leaves out what is none', () => {
    assert.deepEqual(filtersOf(readPageQuery({ from: '2024-03-01', to: '2024-02-01' })).from, '2024-02-01');
    assert.deepEqual(readPageQuery({ from: '2024-02-30', to: 'x' }), readPageQuery({}));
  });

  it('turns a month into its days', () => {
    assert.deepEqual(
      [filtersOf(readPageQuery({ month: '2024-02' })).from, filtersOf(readPageQuery({ month: '2024-02' })).to],
      ['2024-02-01', '2024-02-29'],
    );
    assert.deepEqual(filtersOf(readPageQuery({ month: '2023-02' })).to, '2023-02-28');
    assert.deepEqual(filtersOf(readPageQuery({ month: '2024-12' })).to, '2024-12-31');
  });

  it('gains a filter and loses it again, from the first page', () => {
    const query = readPageQuery({ q: 'a', page: '3' });
    const filtered = toggled(query, 'section', '要闻');
    assert.deepEqual([filtered.section, filtered.page, isFiltered(filtered)], [['要闻'], 1, true]);
    assert.deepEqual(toggled(filtered, 'section', '要闻'), { ...query, page: 1 });
  });
});

describe('the numbers of the pager', () => {
  const cases: readonly (readonly [number, number, string])[] = [
    [1, 2, '1 2'],
    [1, 10, '1 2 3 … 10'],
    [4, 10, '1 2 3 4 5 6 … 10'],
    [5, 10, '1 2 3 4 5 6 7 … 10'],
    [6, 10, '1 … 4 5 6 7 8 9 10'],
    [10, 10, '1 … 8 9 10'],
    [40, 10, '1 … 10'],
  ];
  for (const [page, last, shown] of cases) {
    it(`are ${shown} on page ${page} of ${last}`, () => {
      const numbers = numbersAround(page, last).map((number) => number ?? '…');
      assert.equal(numbers.join(' '), shown);
    });
  }
});

describe('dates on pages', () => {
  it('leave out the hour where there is none', () => {
    assert.equal(shownDate('2022-09-21T00:00:00+08:00'), '2022年9月21日');
    assert.equal(shownDate('2024-11-03T09:05:00+08:00'), '2024年11月3日 09:05');
  });

  it('change at midnight in Shanghai', () => {
    assert.equal(shownDay(new Date('2024-11-02T15:59:00Z')), '2024年11月2日 星期六');
    assert.equal(shownDay(new Date('2024-11-02T16:00:00Z')), '2024年11月3日 星期日');
  });
});

describe('the histogram of a result', () => {
  const months = (...values: string[]) => values.map((value, i) => ({ value, count: i + 1 }));

  it('has a bar a month, also where there is nothing', () => {
    const bars = barsOf(months('2024-03', '2023-12'), anyTime);
    assert.deepEqual(
      bars.map(({ from, to, count }) => `${from} ${to} ${count}`),
      ['2023-12-01 2023-12-31 2', '2024-01-01 2024-01-31 0', '2024-02-01 2024-02-29 0', '2024-03-01 2024-03-31 1'],
    );
  });

  it('has a bar a year where months are too many', () => {
    const bars = barsOf(months('2024-03', '2024-01', '2010-12'), anyTime);
    assert.equal(bars.length, 15);
    assert.deepEqual(bars.at(-1), { from: '2024-01-01', to: '2024-12-31', label: '2024 年', count: 3 });
  });

  it('has a bar a decade, a century or a millennium where years are too many', () => {
    const bars = barsOf(months('2024-03', '2010-12', '1949-10'), anyTime);
    assert.equal(bars.length, 9);
    assert.deepEqual(bars[0], { from: '1940-01-01', to: '1949-12-31', label: '1940—1949 年', count: 3 });
    assert.equal(barsOf(months('1001-01', '2024-03'), anyTime).length, 11);
    assert.equal(barsOf(months('0001-01', '9999-12'), anyTime).length, 10);
  });

  it('goes nearer with a chosen stretch of time, but not with one month', () => {
    const all = months('2024-03', '2024-01', '2010-12');
    assert.equal(barsOf(all, yearRange('2024')).length, 3);
    assert.equal(barsOf(all, monthRange('2024-03')).length, 15);
  });

  it('counts every article once, whatever is there', () => {
    const month = fc.tuple(fc.integer({ min: 1, max: 9999 }), fc.integer({ min: 1, max: 12 }));
    fc.assert(
      fc.property(fc.uniqueArray(month, { maxLength: 20, selector: String }), (found) => {
        const counted = months(
          ...found.map(([year, number]) => `${String(year).padStart(4, '0')}-${String(number).padStart(2, '0')}`),
        );
        const sum = (counts: readonly { count: number }[]): number => counts.reduce((all, { count }) => all + count, 0);
        const bars = barsOf(counted, anyTime);
        assert.equal(sum(bars), sum(counted));
        assert.ok(bars.length <= 48);
      }),
    );
  });
});
