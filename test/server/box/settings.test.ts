import assert from 'node:assert/strict';
import {
  articleAddress,
  homeOf,
  readSettings,
  resultsAddress,
  type BoxSettings,
} from '../../../server/box/settings.js';

const read = (attributes: Readonly<Record<string, string>>): BoxSettings =>
  readSettings(
    { getAttribute: (name) => attributes[name] ?? null },
    'https://search.example/',
    'https://news.example/a',
  );

describe('the attributes of the box', () => {
  it('default to the service that the script came from', () => {
    const settings = read({});
    assert.equal(settings.endpoint, 'https://search.example/');
    assert.equal(
      resultsAddress(settings, '大桥 & 通车'),
      'https://search.example/?q=%E5%A4%A7%E6%A1%A5%20%26%20%E9%80%9A%E8%BD%A6',
    );
  });

  it('name a service elsewhere, also under a path of this site', () => {
    assert.equal(read({ endpoint: 'https://other.example' }).endpoint, 'https://other.example/');
    assert.equal(read({ endpoint: '/search' }).endpoint, 'https://news.example/search/');
    assert.equal(read({ endpoint: '/search?x=1#y' }).endpoint, 'https://news.example/search/');
  });

  it('are as if they were not there where they are no address', () => {
    for (const bad of ['http://[bad', 'ftp://other.example/', 'javascript:alert(1)', '']) {
      const { endpoint, results } = read({ endpoint: bad, results: bad });
      assert.deepEqual([endpoint, results], ['https://search.example/', 'https://search.example/?q={q}']);
    }
  });

  it('lead to the site’s own page of results', () => {
    assert.equal(resultsAddress(read({ results: '/so?wd={q}' }), '大桥'), '/so?wd=%E5%A4%A7%E6%A1%A5');
  });

  it('send the key of a closed service along', () => {
    const settings = read({ key: 'xw_1', filters: 'section=a' });
    assert.equal(settings.filters, 'section=a&key=xw_1');
    assert.equal(resultsAddress(settings, 'x'), 'https://search.example/?q=x&section=a&key=xw_1');
  });

  it('pass filters on to the results', () => {
    assert.equal(
      resultsAddress(read({ filters: 'section=a&section=b' }), 'x'),
      'https://search.example/?q=x&section=a&section=b',
    );
    assert.equal(resultsAddress(read({ filters: '?tag=桥' }), 'x'), 'https://search.example/?q=x&tag=%E6%A1%A5');
  });

  it('count what is shown; `off` and 0 are none, nonsense is the default, too much what can be had', () => {
    const { suggestions, hits, recent } = read({ suggestions: 'off', hits: '0', recent: 'viele' });
    assert.deepEqual([suggestions, hits, recent], [0, 0, 5]);
    assert.deepEqual([read({ hits: '99' }).hits, read({ hits: '100' }).hits], [20, 20]);
  });
});

describe('where the script came from', () => {
  const page = 'https://news.example/a/b';

  it('is the folder that it is in', () => {
    assert.equal(homeOf('https://search.example/so/searchbox.js', page), 'https://search.example/so/');
  });

  it('is the page’s own where it has no place', () => {
    assert.equal(homeOf('blob:https://news.example/1-2', page), 'https://news.example/a/');
  });
});

describe('the address of an article', () => {
  const article = { id: 'a/1', url: 'https://news.example/1.html' };

  it('is its own', () => {
    assert.equal(articleAddress(read({}), article), article.url);
  });

  it('is its page on the service where it has none, where that is no web address, or where that is wanted', () => {
    const page = 'https://search.example/articles/a%2F1';
    assert.equal(articleAddress(read({}), { ...article, url: null }), page);
    assert.equal(articleAddress(read({}), { ...article, url: 'javascript:alert(1)' }), page);
    assert.equal(articleAddress(read({ article: 'page' }), article), page);
  });
});
