import assert from 'node:assert/strict';
import * as fc from 'fast-check';
import { z } from 'zod';
import { articleInputSchema, CorpusError, parseArticle } from '../../corpus/index.js';

/** What parseArticle says about an input that it does not take. */
function problemOf(input: unknown): string {
  try {
    parseArticle(input);
  } catch (error) {
    assert.ok(error instanceof CorpusError);
    assert.equal(error.code, 'invalid_article');
    return error.message;
  }
  return assert.fail('taken');
}

describe('an article that comes in', () => {
  it('has every key when it goes on, and none that articles do not have', () => {
    assert.deepEqual(parseArticle({ id: 'a', title: '标题', views: 3 }), {
      id: 'a',
      url: null,
      title: '标题',
      body: '',
      publishedAt: null,
      source: null,
      author: null,
      section: null,
      tags: [],
      images: [],
    });
  });

  it('takes null and empty text for absent', () => {
    const empty = {
      id: '',
      url: null,
      html: null,
      publishedAt: ' ',
      source: '',
      author: null,
      tags: null,
      images: null,
    };
    const { id, ...rest } = parseArticle({ title: '标题', ...empty });
    assert.deepEqual({ id, ...rest }, parseArticle({ title: '标题' }));
  });

  it('needs a title or a body, once HTML is text', () => {
    assert.equal(parseArticle({ body: '正文' }).title, '');
    assert.equal(problemOf({}), 'title and body are both empty');
    assert.equal(problemOf({ title: ' ', html: '<p> <img alt="图"></p>' }), 'title and body are both empty');
  });

  it('takes the text of html where there is no body', () => {
    assert.equal(parseArticle({ html: '<p>甲</p><p>乙&#1;</p>', body: ' ' }).body, '甲\n乙');
    assert.equal(parseArticle({ html: '<p>甲</p>', body: '乙' }).body, '乙');
  });

  it('names the field and what is wrong with it', () => {
    const title = '标题';
    assert.equal(problemOf({ title, publishedAt: '昨天' }), 'publishedAt: not a date');
    assert.equal(problemOf({ title, publishedAt: true }), 'publishedAt: not a date');
    assert.equal(problemOf({ title: 7 }), 'title: not text');
    assert.equal(problemOf({ title, author: ['甲'] }), 'author: not text');
    assert.equal(problemOf({ title, tags: [1] }), 'tags: not a list of texts');
    assert.equal(problemOf({ title, id: 2 ** 53 }), 'id: not text, nor a whole number below 2^53');
    assert.equal(
      problemOf({ title, images: ['http://a.example/1.jpg', 5] }),
      'images[1]: neither a URL nor an object with url and caption',
    );
    for (const input of [null, [], 'text', 7, undefined]) assert.equal(problemOf(input), 'not an object');
  });

  it('tells several problems at once', () => {
    assert.equal(
      problemOf({ title: 1, url: 'javascript:alert(1)', publishedAt: 'x' }),
      'url: not an http or https URL; title: not text; publishedAt: not a date',
    );
  });

  it('keeps to its limits, counted after trimming', () => {
    assert.equal(parseArticle({ title: ` ${'题'.repeat(2000)} ` }).title.length, 2000);
    assert.equal(problemOf({ title: '题'.repeat(2001) }), 'title: over 2000 characters');
    assert.equal(problemOf({ body: '文'.repeat(1_000_001) }), 'body: over 1000000 characters');
    assert.equal(problemOf({ html: '文'.repeat(1_000_001) }), 'html: over 1000000 characters of text');
    assert.equal(problemOf({ title: '题', id: 'x'.repeat(513) }), 'id: over 512 characters');
    assert.equal(problemOf({ title: '题', id: ' .. ' }), 'id: is a name for folders');
    assert.equal(problemOf({ title: '题', source: 'x'.repeat(2001) }), 'source: over 2000 characters');
    assert.equal(
      problemOf({ title: '题', tags: Array.from({ length: 201 }, (_, at) => `标签${at}`) }),
      'tags: over 200 tags',
    );
    assert.equal(
      problemOf({ title: '题', images: Array.from({ length: 501 }, () => ({ caption: '图' })) }),
      'images: over 500 images',
    );
  });

  it('takes a number for an id', () => {
    assert.equal(parseArticle({ id: 42, title: '标题' }).id, '42');
  });

  it('derives the id from the URL, else from the text', () => {
    const url = 'https://news.example/1';
    assert.equal(parseArticle({ url, title: '甲' }).id, parseArticle({ url: `${url}#x`, title: '乙' }).id);
    assert.notEqual(parseArticle({ title: '甲' }).id, parseArticle({ title: '乙' }).id);
  });

  it('cuts tags in one text at commas and semicolons, and keeps each once', () => {
    assert.deepEqual(parseArticle({ title: '题', tags: '交通, 桥梁，云泽、交通;港口；' }).tags, [
      '交通',
      '桥梁',
      '云泽',
      '港口',
    ]);
    assert.deepEqual(parseArticle({ title: '题', tags: [' 交通 ', '', '交通', 'A,B'] }).tags, ['交通', 'A,B']);
  });

  it('leaves out addresses of images that cannot be shown, and keeps their captions', () => {
    const images = ['/1.jpg', 'data:image/png;base64,AAAA', { url: 'javascript:alert(1)', caption: '图' }];
    assert.deepEqual(parseArticle({ title: '题', images }).images, [{ url: null, caption: '图' }]);
  });

  it('makes the URLs of images absolute', () => {
    const images = ['/1.jpg', { url: '2.jpg', caption: ' 图 ' }, { caption: '只有说明' }, {}, ''];
    assert.deepEqual(parseArticle({ url: 'https://news.example/a/b', title: '题', images }).images, [
      { url: 'https://news.example/1.jpg', caption: null },
      { url: 'https://news.example/a/2.jpg', caption: '图' },
      { url: null, caption: '只有说明' },
    ]);
  });

  it('makes all text safe to keep', () => {
    const article = parseArticle({ title: '上\n下\u0000\ud800', body: '一\r\n二\r三\t四\u0007', source: '报\u001b社' });
    assert.equal(article.title, '上 下 \ufffd');
    assert.equal(article.body, '一\n二\n三\t四');
    assert.equal(article.source, '报 社');
  });

  it('is not led astray by keys of the prototype', () => {
    const input: unknown = JSON.parse(
      '{"title":"题","__proto__":{"author":"外人","polluted":1},"constructor":{"prototype":{}}}',
    );
    assert.equal(parseArticle(input).author, null);
    assert.equal('polluted' in {}, false);
  });

  it('is an article or a CorpusError, whatever comes', () => {
    const anyField = fc.oneof(fc.anything(), fc.string({ unit: 'binary' }), fc.webUrl());
    const anyArticle = fc.record(
      {
        title: anyField,
        body: anyField,
        html: anyField,
        url: anyField,
        publishedAt: anyField,
        tags: anyField,
        images: anyField,
      },
      { requiredKeys: [] },
    );
    fc.assert(
      fc.property(anyArticle, (input) => {
        try {
          const article = parseArticle(input);
          assert.ok(JSON.stringify(article).isWellFormed() && article.title + article.body !== '' && article.id !== '');
          assert.deepEqual(parseArticle(article), article);
        } catch (error) {
          assert.ok(error instanceof CorpusError, String(error));
        }
      }),
    );
  });

  it('has a JSON schema whose fields are all described', () => {
    const schema = z.toJSONSchema(articleInputSchema, { io: 'input' });
    const properties = Object.entries(schema.properties ?? {});
    assert.equal(properties.length, 11);
    assert.equal(schema.required, undefined);
    for (const [name, property] of properties) assert.ok(typeof property === 'object' && property.description, name);
  });
});
