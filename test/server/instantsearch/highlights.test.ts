import assert from 'node:assert/strict';
import fc from 'fast-check';
import { escapeHtml } from '../../../indexer/index.js';
import { tagsOf, withTags } from '../../../server/instantsearch/highlights.js';

const html = '&lt;b&gt; <mark>大桥</mark> &amp; <mark>大桥</mark>';
/** What InstantSearch asks for: it escapes what it gets and makes marks of these. */
const own = { highlightPreTag: '__ais-highlight__', highlightPostTag: '__/ais-highlight__' };

describe('a highlight for InstantSearch', () => {
  it('is the text itself between its tags, which it escapes', () => {
    const { value, matchLevel, matchedWords } = withTags(html, '大桥', own);
    assert.equal(value, '<b> __ais-highlight__大桥__/ais-highlight__ & __ais-highlight__大桥__/ais-highlight__');
    assert.equal(matchLevel, 'full');
    assert.deepEqual(matchedWords, ['大桥']);
  });

  it('is escaped where the tags are markup, since nobody escapes it then', () => {
    assert.equal(withTags(html, '大桥', tagsOf({})).value, '&lt;b&gt; <em>大桥</em> &amp; <em>大桥</em>');
  });

  it('says where nothing matched', () => {
    assert.deepEqual(withTags('大桥', '大桥', own), {
      value: '大桥',
      matchLevel: 'none',
      matchedWords: [],
      fullyHighlighted: false,
    });
  });

  const levels: readonly [html: string, query: string, level: string][] = [
    ['<mark>大桥</mark>通车', '大桥', 'full'],
    ['<mark>大桥</mark><mark>通车</mark>', '大桥通车', 'full'],
    ['<mark>大桥</mark>通车', '大桥 暴雨', 'partial'],
    ['<mark>NATO</mark>', 'ｎａｔｏ -暴雨', 'full'],
    ['<mark>黄金消费量</mark>', '"黄金 消费量" OR title:黄金', 'full'],
    ['<mark>大桥</mark>', 'daqiao', 'partial'],
  ];
  for (const [found, query, level] of levels) {
    it(`says that ${found} holds ${level === 'full' ? 'all' : 'a part'} of “${query}”`, () => {
      assert.equal(withTags(found, query, own).matchLevel, level);
    });
  }

  it('says whether all of the text is marked', () => {
    assert.equal(withTags('<mark>大桥</mark>', '大桥', own).fullyHighlighted, true);
    assert.equal(withTags('<mark>大桥</mark>通车', '大桥', own).fullyHighlighted, false);
  });

  it('carries no markup but the tags, whatever the text is', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), fc.string({ unit: 'binary', minLength: 1 }), (text, match) => {
        const marked = `${escapeHtml(text)}<mark>${escapeHtml(match)}</mark>`;
        const { value } = withTags(marked, match, tagsOf({}));
        assert.equal(value, `${escapeHtml(text)}<em>${escapeHtml(match)}</em>`);
      }),
    );
  });
});
