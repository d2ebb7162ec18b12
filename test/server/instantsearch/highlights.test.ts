import assert from 'node:assert/strict';
import fc from 'fast-check';
import { escapeHtml } from '../../../indexer/index.js';
import { tagsOf, withTags } from '../../../server/instantsearch/highlights.js';

const html = '&lt;b&gt; <mark>大桥</mark> &amp; <mark>大桥</mark>';
/** What InstantSearch asks for: it escapes what it gets and makes marks of these. */
const own = { highlightPreTag: '__ais-highlight__', highlightPostTag: '__/ais-highlight__' };

describe('a highlight for InstantSearch', () => {
  it('is the text itself between its tags, which it escapes', () => {
    const { value, matchLevel, matchedWords } = withTags(html, own);
    assert.equal(value, '<b> __ais-highlight__大桥__/ais-highlight__ & __ais-highlight__大桥__/ais-highlight__');
    assert.equal(matchLevel, 'full');
    assert.deepEqual(matchedWords, ['大桥']);
  });

  it('is escaped where the tags are markup, since nobody escapes it then', () => {
    assert.equal(withTags(html, tagsOf({})).value, '&lt;b&gt; <em>大桥</em> &amp; <em>大桥</em>');
  });

  it('says where nothing matched', () => {
    assert.deepEqual(withTags('大桥', own), { value: '大桥', matchLevel: 'none', matchedWords: [] });
  });

  it('carries no markup but the tags, whatever the text is', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), fc.string({ unit: 'binary', minLength: 1 }), (text, match) => {
        const marked = `${escapeHtml(text)}<mark>${escapeHtml(match)}</mark>`;
        const { value } = withTags(marked, tagsOf({}));
        assert.equal(value, `${escapeHtml(text)}<em>${escapeHtml(match)}</em>`);
      }),
    );
  });
});
