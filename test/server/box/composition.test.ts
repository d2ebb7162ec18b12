import assert from 'node:assert/strict';
import { composedQuery, isOfInputMethod } from '../../../server/box/composition.js';

describe('text under composition', () => {
  const cases: readonly [value: string, composed: string, query: string, comment: string][] = [
    ["xi'chang", "xi'chang", 'xichang', 'Windows parts syllables with an apostrophe'],
    ['xi chang', 'xi chang', 'xichang', 'macOS with a space'],
    ['xi’chang', 'xi’chang', 'xichang', 'some with a curly one'],
    ['x c', 'x c', 'xc', 'initials'],
    ['西昌 di zhen', 'di zhen', '西昌 dizhen', 'what is chosen already stays apart'],
    ['new york', 'york', 'new york', 'keyboards of Android compose each English word'],
    ['rock n roll xi chang', 'xi chang', 'rock n roll xichang', 'English before it stays as it is'],
    ['covid 19', 'covid 19', 'covid 19', 'a number is a word of its own'],
    ['西昌', '', '西昌', 'nothing is composed yet'],
    ['西昌', 'xi chang', '西昌', 'what is composed stands nowhere'],
  ];
  for (const [value, composed, query, comment] of cases) {
    it(`is searched for as the service knows it: ${value} (${comment})`, () => {
      assert.equal(composedQuery(value, composed, value.length), query);
    });
  }

  it('is put together where the caret is, and nowhere else', () => {
    assert.equal(composedQuery('xi an xi an', 'xi an', 5), 'xian xi an');
    assert.equal(composedQuery('xi an 2', 'xi an', 3), 'xian 2');
    assert.equal(composedQuery('xi an 2', 'xi an', 7), 'xi an 2');
  });
});

describe('a key', () => {
  it('is the input method’s while it composes', () => {
    assert.ok(isOfInputMethod({ isComposing: true, keyCode: 13 }));
  });

  it('is the input method’s where Safari says so by its code alone', () => {
    assert.ok(isOfInputMethod({ isComposing: false, keyCode: 229 }));
  });

  it('is the reader’s else', () => {
    assert.ok(!isOfInputMethod({ isComposing: false, keyCode: 13 }));
  });
});
