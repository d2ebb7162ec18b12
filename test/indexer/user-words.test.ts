import assert from 'node:assert/strict';
import fc from 'fast-check';
import { IndexerError, UserWords, type UserWord } from '../../indexer/index.js';
import { lineOf, parseUserWords } from '../../indexer/analyzer/user-words.js';

const entries = (text: string): unknown =>
  parseUserWords(text, 'names.txt').map(({ word, frequency, tag }) => [word, frequency, tag]);

/** The word of a line; none where it is refused. */
function taken(word: UserWord): UserWord[] {
  try {
    return parseUserWords(lineOf(word), 'f');
  } catch (error) {
    assert.ok(error instanceof IndexerError && error.code === 'invalid_words');
    return [];
  }
}

describe("the user's words", () => {
  it("are read in jieba's form, empty lines and remarks left out", () => {
    const text = '\ufeff揽月大桥\r\n# 地名\n\n林远帆 nr\n  青禾市\t300  \n南屿 20 ns\n';
    assert.deepEqual(entries(text), [
      ['揽月大桥', null, null],
      ['林远帆', null, 'nr'],
      ['青禾市', 300, null],
      ['南屿', 20, 'ns'],
    ]);
  });

  it('are folded as texts are', () => {
    assert.deepEqual(entries('國際論壇\nＮＢＡ總決賽 9'), [
      ['国际论坛', null, null],
      ['nba总决赛', 9, null],
    ]);
  });

  it('may say the same twice', () => {
    assert.deepEqual(entries('国际 5\n國際 5'), [['国际', 5, null]]);
  });

  const bad: readonly (readonly [string, string, RegExp])[] = [
    ['a frequency of 0', '揽月 0 ns', /line 1: the frequency "0" is not a whole number from 1 to 999999999/],
    ['a frequency below 0', '揽月 -3', /the frequency "-3" is not/],
    ['half a frequency', '揽月 1.5', /the frequency "1.5" is not/],
    ['a frequency beyond all', '揽月 1000000000', /the frequency "1000000000" is not/],
    ['a tag that is none', '揽月 地名', /the tag "地名" is not made of at most 16 letters/],
    ['white space within', '揽 月 大桥', /no word has spaces in it/],
    ['a space that folding makes', '揽月\u00b4大桥', /has white space or a full stop within/],
    ['a full stop within', '揽月。大桥', /has white space or a full stop within/],
    ['signs alone', '！！ 3', /"!!" holds no letter, digit or Chinese character/],
    ['a word without end', '长'.repeat(51), /the word is longer than 50 characters/],
    ['what would be a comment once folded', '＃话题', /"#话题" begins with #, as a comment does/],
    ['a control character', '揽月\u0007', /there is a control character in it/],
    ['bytes that are no UTF-8', '揽\ufffd月', /is no valid UTF-8/],
    ['one word in two ways', '揽月 3\n攬月 4', /line 2: "揽月" stands in line 1 with another frequency or tag/],
  ];
  for (const [name, text, message] of bad) {
    it(`are refused with ${name}`, () => {
      assert.throws(() => entries(text), { name: 'IndexerError', code: 'invalid_words', message });
    });
  }

  it('are refused with each bad line, the first five told', () => {
    const text = Array.from({ length: 8 }, (_, i) => (i === 2 ? '好词' : `词${i} 0`)).join('\n');
    assert.throws(
      () => entries(text),
      (error) =>
        error instanceof IndexerError &&
        /^names\.txt, line 1: .*; line 2: .*; line 4: .*; line 5: .*; line 6: .*; and 2 more$/.test(error.message),
    );
  });

  it('come back from the text they are written to', () => {
    const word = fc.record(
      {
        word: fc.string({ unit: fc.constantFrom(...'揽月大桥5gnba＃﹟＝﹥，'), minLength: 1, maxLength: 8 }),
        frequency: fc.option(fc.integer({ min: 1, max: 999_999_999 })),
        tag: fc.option(fc.constantFrom('n', 'nr', 'ns')),
      },
      { noNullPrototype: true },
    );
    fc.assert(
      fc.property(fc.array(word, { maxLength: 8 }), (words) => {
        const given = new UserWords(words.flatMap(taken));
        assert.deepEqual(parseUserWords(given.toText(), 'own'), [...given]);
      }),
    );
  });

  it('differ where one is new, gone or of another frequency, and not for a tag', () => {
    const [before, after] = ['一一 1\n二二\n三三\n四四 n', '一一 2\n三三\n四四 v\n五五'].map(
      (text) => new UserWords(parseUserWords(text, 'own')),
    );
    assert.deepEqual(after?.differing(before ?? UserWords.none).sort(), ['一一', '二二', '五五'].sort());
    assert.deepEqual(after?.changedFrom(before ?? UserWords.none).sort(), ['一一', '二二', '四四', '五五'].sort());
  });
});
