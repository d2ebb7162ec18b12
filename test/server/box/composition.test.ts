import assert from 'node:assert/strict';
import { composedQuery, isOfInputMethod } from '../../../server/box/composition.js';

describe('text under composition', () => {
  const cases: readonly [typed: string, query: string, comment: string][] = [
    ["xi'chang", 'xichang', 'Windows parts syllables with an apostrophe'],
    ['xi chang', 'xichang', 'macOS with a space'],
    ['xi’chang', 'xichang', 'some with a curly one'],
    ['x c', 'xc', 'initials'],
    ['西昌 di zhen', '西昌 dizhen', 'what is chosen already stays apart'],
    ['covid 19', 'covid 19', 'a number is a word of its own'],
    ['西昌', '西昌', 'nothing to put together'],
  ];
  for (const [typed, query, comment] of cases) {
    it(`is searched for as the service knows it: ${typed} (${comment})`, () => {
      assert.equal(composedQuery(typed), query);
    });
  }
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
