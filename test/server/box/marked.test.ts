import assert from 'node:assert/strict';
import fc from 'fast-check';
import { escapeHtml } from '../../../indexer/index.js';
import { parseMarks } from '../../../server/box/marked.js';

describe('the pieces of a highlight', () => {
  it('are its text as it was before it was escaped, and what was marked', () => {
    assert.deepEqual(parseMarks('&lt;b&gt;A&amp;B&quot;<mark>副局长</mark>&#39;'), [
      { text: '<b>A&B"', isMarked: false },
      { text: '副局长', isMarked: true },
      { text: "'", isMarked: false },
    ]);
  });

  it('give back any text and its marks', () => {
    const piece = fc.record({ text: fc.string({ minLength: 1, unit: 'grapheme' }), isMarked: fc.boolean() });
    fc.assert(
      fc.property(fc.array(piece), (pieces) => {
        const html = pieces.map(({ text, isMarked }) =>
          isMarked ? `<mark>${escapeHtml(text)}</mark>` : escapeHtml(text),
        );
        const found = parseMarks(html.join(''));
        const units = (of: readonly { text: string; isMarked: boolean }[]): string[] =>
          of.flatMap(({ text, isMarked }) => text.split('').map((unit) => `${unit}${String(isMarked)}`));
        assert.deepEqual(units(found), units(pieces));
      }),
    );
  });

  it('are text where an answer brings other markup', () => {
    assert.deepEqual(parseMarks('<img src=x onerror=alert(1)>'), [
      { text: '<img src=x onerror=alert(1)>', isMarked: false },
    ]);
  });
});
