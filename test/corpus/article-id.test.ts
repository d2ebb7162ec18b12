import assert from 'node:assert/strict';
import * as fc from 'fast-check';
import { canonicalUrl, deriveArticleId } from '../../corpus/index.js';

const content = { url: null, title: '云泽市通车', body: '正文', publishedAt: null };

describe('the canonical URL', () => {
  it('has no fragment, tracking parameters, default port or empty path', () => {
    assert.equal(canonicalUrl('HTTP://News.Example:80'), 'http://news.example/');
    assert.equal(
      canonicalUrl('https://news.example:443/a?utm_source=x&UTM_medium=y&fbclid=1#top'),
      'https://news.example/a',
    );
    assert.equal(canonicalUrl('https://news.example/a?spm=1.2&gclid'), 'https://news.example/a');
  });

  it('keeps what tells pages apart', () => {
    const pages = [
      'http://news.example/a?id=7&from=list',
      'http://news.example/a?b=2&a=1',
      'http://news.example/#!/story/7',
      'http://news.example/??a',
      'http://news.example:8080/A',
      'http://news.example/a?spmx=1&my_utm_source=2',
    ];
    for (const page of pages) assert.equal(canonicalUrl(page), page);
  });

  it('leaves a canonical URL as it is', () => {
    fc.assert(
      fc.property(fc.webUrl({ withQueryParameters: true, withFragments: true }), (url) => {
        const canonical = canonicalUrl(url);
        assert.equal(canonicalUrl(canonical), canonical);
      }),
    );
  });
});

describe('the id derived for an article', () => {
  it('has 22 characters that are safe in addresses', () => {
    assert.match(deriveArticleId(content), /^[\w-]{22}$/);
  });

  it('is that of the page, whatever the text says', () => {
    const url = 'https://news.example/a?id=1';
    const one = deriveArticleId({ ...content, url: `${url}&utm_campaign=x#end` });
    assert.equal(deriveArticleId({ ...content, url, body: '更正后的正文' }), one);
    assert.notEqual(deriveArticleId({ ...content, url: 'https://news.example/a?id=2' }), one);
  });

  it('is that of the text where there is no URL, and another where title, body or time differ', () => {
    const ids = [
      content,
      { ...content, title: '云泽市通', body: '车正文' },
      { ...content, body: '正文。' },
      { ...content, publishedAt: '2024-01-01T00:00:00+08:00' },
    ].map(deriveArticleId);
    assert.equal(new Set(ids).size, ids.length);
    assert.equal(deriveArticleId({ ...content }), ids[0]);
  });
});
