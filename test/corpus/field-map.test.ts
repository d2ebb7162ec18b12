import assert from 'node:assert/strict';
import { applyFieldMap, CorpusError, parseFieldMap, readJsonLines } from '../../corpus/index.js';

const mapped = (map: string, input: unknown): unknown =>
  JSON.parse(JSON.stringify(applyFieldMap(parseFieldMap(map), input)));
const only = (fields: Readonly<Record<string, unknown>>): Record<string, unknown> => {
  const names = ['id', 'url', 'title', 'body', 'html', 'publishedAt', 'source', 'author', 'section', 'tags', 'images'];
  return { ...Object.fromEntries(names.map((name) => [name, null])), ...fields };
};

describe('a field map', () => {
  it('reads fields from their other names, the rest from their own', () => {
    const input = { title: '题', content: '文', body: '旧', ctime: 1, views: 3 };
    assert.deepEqual(
      mapped('body=content, publishedAt = ctime', input),
      only({ title: '题', body: '文', publishedAt: 1 }),
    );
  });

  it('reaches into nested objects at dots, where no name has the dot itself', () => {
    const input = { data: { text: { zh: '文' } }, 'dc.title': '题' };
    assert.deepEqual(
      mapped('body=data.text.zh,title=dc.title,author=data.gone.deeper', input),
      only({ title: '题', body: '文' }),
    );
  });

  it('sees own keys only', () => {
    const input: unknown = JSON.parse('{"__proto__":{"x":"自有"},"title":"题"}');
    assert.deepEqual(mapped('body=__proto__.x', input), only({ title: '题', body: '自有' }));
    assert.deepEqual(mapped('body=constructor.name,author=__proto__.x', { title: '题' }), only({ title: '题' }));
    assert.deepEqual(mapped('body=toString', { title: '题' }), only({ title: '题' }));
  });

  it('leaves what is no object as it is', () => {
    for (const input of [null, 'text', [1]]) assert.deepEqual(mapped('body=x', input), input);
  });

  it('is refused with what is wrong', () => {
    const wrong: readonly (readonly [string, RegExp])[] = [
      ['', /^"": not of the form field=name$/],
      ['body', /^"body": not of the form field=name$/],
      ['text=content', /^"text": not a field of an article \(id, url, title, /],
      ['__proto__=x', /not a field of an article/],
      ['body=', /^body: an empty name$/],
      ['body=a..b', /^body: an empty name$/],
      ['body=a,body=b', /^body: named twice$/],
      ['body=a,', /not of the form/],
    ];
    for (const [map, message] of wrong) {
      assert.throws(
        () => parseFieldMap(map),
        (error) => error instanceof CorpusError && error.code === 'invalid_map' && message.test(error.message),
        map,
      );
    }
  });

  it('serves the readers', async () => {
    async function* bytes(): AsyncGenerator<Uint8Array> {
      yield Buffer.from('{"headline":"题","meta":{"ctime":"2024年11月23日"}}');
    }
    const map = parseFieldMap('title=headline,publishedAt=meta.ctime');
    for await (const reading of readJsonLines(bytes(), { file: 'in', map })) {
      assert.equal(reading.kind === 'article' && reading.article.publishedAt, '2024-11-23T00:00:00+08:00');
    }
  });
});
