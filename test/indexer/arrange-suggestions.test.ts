import assert from 'node:assert/strict';
import fc from 'fast-check';
import { arrangeSuggestions } from '../../indexer/answer/arrange-suggestions.js';
import type { Suggestion } from '../../indexer/index.js';
import { openReaders } from './readers-in-time.js';

const of =
  (kind: Suggestion['kind']) =>
  (text: string): Suggestion => ({ text, kind, highlighted: text, id: kind === 'title' ? text : null, url: null });

function arranged(queries: string, found: { words?: string; titles?: string }, size: number): string[] {
  const list = (texts: string | undefined, kind: Suggestion['kind']): Suggestion[] =>
    (texts?.split(' ') ?? []).map(of(kind));
  const others = [...list(found.words, 'word'), ...list(found.titles, 'title')];
  return arrangeSuggestions(list(queries, 'query'), others, size, null).map(({ kind, text }) => `${kind} ${text}`);
}

describe('arranged suggestions', () => {
  it('keep a query that equals a title which is not shown itself', () => {
    const texts = arranged('揽月湖', { words: '揽月 揽月桥', titles: '揽月桥通车 揽月湖' }, 3);
    assert.ok(texts.includes('query 揽月湖'), texts.join());
  });

  it('say a query no second time where its title is shown', () => {
    assert.deepEqual(arranged('揽月湖', { titles: '揽月湖' }, 3), ['title 揽月湖']);
  });

  it('keep words that equal queries which are cut off', () => {
    const queries = '中国 中东 中考 中医 中央 中学 中心 中超';
    const texts = arranged(queries, { words: '中央 中学 中心 中秋' }, 8);
    assert.deepEqual(texts.slice(4), ['word 中央', 'word 中学', 'word 中心', 'word 中秋']);
  });

  it('say nothing twice that differs in punctuation and spaces only', () => {
    assert.deepEqual(arranged('揽月湖。', { words: '揽月湖', titles: '揽月·湖' }, 3), ['title 揽月·湖']);
  });

  const few = fc.uniqueArray(fc.constantFrom('一', '二', '三', '四', '五', '六'), { maxLength: 6 });

  it('lose nothing that there is room for, and say nothing twice', async () => {
    const { readers } = await openReaders();
    fc.assert(
      fc.property(few, few, few, fc.integer({ min: 1, max: 10 }), (queries, words, titles, size) => {
        const found = [...words.map(of('word')), ...titles.map(of('title'))];
        const shown = arrangeSuggestions(queries.map(of('query')), found, size, readers);
        const texts = (...kinds: string[]): string[] =>
          shown.filter(({ kind }) => kinds.includes(kind)).map(({ text }) => text);
        const [ofQueries, ofWords, ofTitles] = [texts('query'), texts('word'), texts('title')];
        assert.ok(ofQueries.every((text) => !ofWords.includes(text) && !ofTitles.includes(text)));
        assert.ok(ofQueries.length <= Math.ceil(size / 2) || ofWords.length + ofTitles.length < size / 2);
        if (shown.length < size) {
          const all = new Set([...queries, ...words, ...titles]);
          assert.deepEqual(new Set(texts('query', 'word', 'title')), all);
        } else assert.equal(shown.length, size);
      }),
    );
  });
});
