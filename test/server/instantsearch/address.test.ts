import assert from 'node:assert/strict';
import { toAddress } from '../../../server/instantsearch/address.js';
import { UnsupportedRequest, type SearchParameters } from '../../../server/instantsearch/requests.js';

const address = (params: SearchParameters, indexName = 'news'): string =>
  decodeURIComponent(toAddress({ indexName, params }).address);

describe('a request of InstantSearch', () => {
  it('is asked by its query, page from 0 and size', () => {
    assert.equal(address({ query: '大桥', page: 2, hitsPerPage: 12 }), 'q=大桥&sort=relevance&size=12&page=3');
  });

  it('asks for one hit where none are wanted, and for no more than the service gives', () => {
    assert.match(address({ query: 'a', hitsPerPage: 0 }), /size=1&/);
    assert.match(address({ query: 'a', hitsPerPage: 1000 }), /size=100&/);
    assert.match(address({ query: 'a', hitsPerPage: 100, page: 500 }), /page=100$/);
  });

  it('sorts by the name of its index', () => {
    assert.match(address({ query: 'a' }, 'news_newest'), /sort=newest/);
    assert.match(address({ query: 'a' }, 'news_oldest'), /sort=oldest/);
    assert.match(address({ query: 'a' }, 'newest'), /sort=relevance/);
  });

  it('is the newest news where nothing is typed', () => {
    assert.equal(address({}), 'q=&from=0001-01-01&sort=newest&size=20&page=1');
    assert.match(address({}, 'news_oldest'), /sort=oldest/);
  });

  it('counts facets, all of them for *, and months for the time', () => {
    assert.match(address({ query: 'a', facets: ['section', 'nonsense'] }), /facets=section&facetSize=100$/);
    assert.match(address({ query: 'a', facets: '*' }), /facets=section,source,author,tag,month,year&/);
    assert.match(address({ query: 'a', facets: ['timestamp'], maxValuesPerFacet: 999 }), /facets=month&facetSize=200$/);
  });

  it('narrows by any of several values of a field, and by several fields', () => {
    const filters = [['section:时政', 'section:社会'], 'source:a:b'];
    assert.match(address({ query: 'a', facetFilters: filters }), /section=时政&section=社会&source=a:b/);
    assert.match(address({ query: 'a', facetFilters: 'tag:\\-5℃' }), /tag=-5℃/);
  });

  const times: readonly [filter: string[], days: string][] = [
    [['year>=2020'], 'from=2020-01-01'],
    [['year>2020', 'year<=2022'], 'from=2021-01-01&to=2022-12-31'],
    [['year<2020'], 'to=2019-12-31'],
    [['year=2020'], 'from=2020-01-01&to=2020-12-31'],
    [['year>=2020', 'year>=2021'], 'from=2021-01-01'],
    // 2022-09-20T16:00:00Z is midnight in Shanghai.
    [['timestamp>=1663689600'], 'from=2022-09-21'],
    [['timestamp<1663689600'], 'to=2022-09-20'],
    [['timestamp>=-99999999999999'], ''],
  ];
  for (const [numericFilters, days] of times) {
    it(`turns ${numericFilters.join(' and ')} into days`, () => {
      assert.equal(
        address({ query: 'a', numericFilters }),
        `q=a&${days}${days === '' ? '' : '&'}sort=relevance&size=20&page=1`,
      );
    });
  }

  it('turns a year or a month that was chosen as a facet into days', () => {
    assert.match(address({ query: 'a', facetFilters: [['year:2022']] }), /from=2022-01-01&to=2022-12-31/);
    assert.match(address({ query: 'a', facetFilters: ['month:2024-02'] }), /from=2024-02-01&to=2024-02-29/);
  });

  it('takes years and months that adjoin', () => {
    const days = (...periods: string[]): string => address({ query: 'a', facetFilters: [periods] });
    assert.match(days('year:2022', 'year:2021'), /from=2021-01-01&to=2022-12-31/);
    assert.match(days('month:2024-01', 'month:2023-12', 'month:2024-02'), /from=2023-12-01&to=2024-02-29/);
    assert.match(
      address({ query: 'a', facetFilters: [['year:2024'], ['month:2024-03', 'month:2024-04']] }),
      /from=2024-03-01&to=2024-04-30/,
    );
  });

  it('takes what two filters of one field have in common', () => {
    const filters = [['section:a', 'section:b'], ['section:b', 'section:c'], ['tag:x'], ['tag:x', 'tag:y']];
    assert.match(address({ query: 'a', facetFilters: filters }), /q=a&section=b&tag=x&/);
  });

  const impossible: readonly [what: string, params: SearchParameters][] = [
    ['in two sections', { facetFilters: ['section:a', 'section:b'] }],
    ['of one year and another', { facetFilters: ['year:2020', 'year:2022'] }],
    ['of a year and before it', { facetFilters: ['year:2022'], numericFilters: ['year<2022'] }],
    ['after and before a time', { numericFilters: ['timestamp>=1663689600', 'timestamp<1600000000'] }],
  ];
  for (const [what, params] of impossible) {
    it(`is for nothing where articles have to be ${what}`, () => {
      assert.equal(toAddress({ indexName: 'news', params: { query: 'a', ...params } }).isImpossible, true);
    });
  }

  it('is for something else', () => {
    assert.equal(
      toAddress({ indexName: 'news', params: { query: 'a', facetFilters: ['year:2022'] } }).isImpossible,
      false,
    );
  });

  it('passes over what is not given, and numbers below the first page', () => {
    const nothing = { facetFilters: null, numericFilters: null, filters: null };
    assert.equal(address({ query: 'a', ...nothing, page: -1, hitsPerPage: -5 }), 'q=a&sort=relevance&size=1&page=1');
    assert.match(address({ query: null }), /^q=&/);
  });

  const unsupported: readonly [what: string, params: SearchParameters][] = [
    ['excluding', { facetFilters: ['section:-时政'] }],
    ['alternatives of several facets', { facetFilters: [['section:a', 'source:b']] }],
    ['two values at once', { facetFilters: ['tag:a', 'tag:b'] }],
    ['an unknown facet', { facetFilters: ['colour:red'] }],
    ['years with a gap between them', { facetFilters: [['year:2020', 'year:2022']] }],
    ['months with a gap between them', { facetFilters: [['month:2024-03', 'month:2024-01']] }],
    ['a month that is none', { facetFilters: ['month:2024-13'] }],
    ['a year that is none', { facetFilters: ['year:xyz'] }],
    ['a month as a year', { facetFilters: ['year:2024-02'] }],
    ['a year as a month', { facetFilters: ['month:2024'] }],
    ['no value', { facetFilters: ['section:'] }],
    ['what is no number', { numericFilters: ['timestamp>=1.2.3'] }],
    ['alternatives of numbers', { numericFilters: [['year=2020', 'year=2022']] }],
    ['not a number', { numericFilters: ['year!=2020'] }],
    ['an unknown number', { numericFilters: ['price>3'] }],
    ['written out filters', { filters: 'section:a AND source:b' }],
    ['filters within filters', { facetFilters: [[['section:a']]] }],
  ];
  for (const [what, params] of unsupported) {
    it(`is refused where it asks for ${what}: other articles would be shown`, () => {
      assert.throws(() => address({ query: 'a', ...params }), UnsupportedRequest);
    });
  }
});
