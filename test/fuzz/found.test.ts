import assert from 'node:assert/strict';
import request from 'supertest';
import { CorpusError, parseArticle, readHtmlPage, readJsonLines, readListing } from '../../corpus/index.js';
import { appUnderTest, withKey } from '../server/http-app.js';

/** What zod's own checks of a length cannot take. */
const noLength = { length: { toString: null } };

async function readingsOf(...lines: readonly string[]): Promise<string[]> {
  const kinds: string[] = [];
  async function* bytes(): AsyncGenerator<Uint8Array> {
    yield Buffer.from(lines.join('\n'));
  }
  for await (const { kind } of readJsonLines(bytes(), { file: 'test' })) kinds.push(kind);
  return kinds;
}

describe('what fuzzing has found', () => {
  it('refuses an article whose images, tags or title only look as if they had a length', () => {
    for (const field of ['images', 'tags', 'title', 'body', 'html']) {
      assert.throws(() => parseArticle({ title: 'x', [field]: noLength }), CorpusError, field);
    }
  });

  it('goes on with the next line after such an article', async () => {
    const bad = JSON.stringify({ title: 'x', images: noLength });
    assert.deepEqual(await readingsOf(bad, '{"title":"y"}'), ['problem', 'article']);
  });

  it('answers 4xx and not 500 to bodies whose texts and lists only look as if they had a length', async () => {
    const { app } = await appUnderTest();
    const bodies = [
      ['/api/events', { text: noLength }],
      ['/api/articles', { title: 'x', images: noLength }],
      ['/api/admin/blocked', { words: noLength }],
      ['/api/admin/dictionary', { words: [{ word: noLength }] }],
      ['/api/admin/synonyms', { rules: [{ words: noLength }] }],
    ] as const;
    for (const [path, body] of bodies) {
      const { status } = await request(app).post(path).set(withKey).send(body);
      assert.ok(status === 400 || status === 422, `${path}: ${status}`);
    }
  });

  // Each of these took minutes: the time that mocha gives is the bound.
  for (const [name, head] of [
    ['spaces in its title', `<meta property="og:title" content="a${' '.repeat(1_000_000)}b">`],
    ['spaces in its source', `<meta name="source" content="a${' '.repeat(1_000_000)}b">`],
    ['parentheses in its source', `<meta name="source" content="a${')'.repeat(1_000_000)}b">`],
  ] as const) {
    it(`reads a page with a million ${name} in time`, () => {
      assert.equal(
        readHtmlPage(`${head}<h1>揽月大桥今晨通车</h1><p>云泽到望舒港缩至三十八分钟，首班车坐满了人。</p>`).kind,
        'article',
      );
    });
  }

  it('reads the links of a page in time that stand within each other', () => {
    const bytes = Buffer.from('<a href="/1">桥'.repeat(300_000));
    const options = { contentType: null, url: 'https://news.example/', linkPattern: /\d/u };
    assert.equal(readListing(bytes, options).entries.length, 1);
  });
});
