import assert from 'node:assert/strict';
import * as fc from 'fast-check';
import { shownDate, shownDay } from '../../server/page/dates.js';
import { html, trusted } from '../../server/page/html.js';
import { filtersOf, isFiltered, readPageQuery, searchHref, toggled } from '../../server/page/page-query.js';
import { numbersAround } from '../../server/page/pager.js';

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
    const month = fc.option(fc.constantFrom('2024-02', '1999-12'));
    const sort = fc.constantFrom('relevance' as const, 'newest' as const);
    const page = fc.integer({ min: 1, max: 1000 });
    const q = text.map((typed) => typed.trim());
    const query = fc.record(
      { q, section: list, source: list, author: list, tag: list, month, sort, page },
      { noNullPrototype: true },
    );
    fc.assert(
      fc.property(query, (asked) => {
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
    for (const month of ['2024-13', '2024', 'x', ['2024-99']]) assert.equal(readPageQuery({ month }).month, null);
    assert.deepEqual(readPageQuery({ sort: 'best', size: '7', section: '', q: ['', 'b'] }), usual);
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
