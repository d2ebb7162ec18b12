import assert from 'node:assert/strict';
import fc from 'fast-check';
import nodejieba from 'nodejieba';
import { Analyzer, termsOf, UserWords, type Term } from '../../indexer/index.js';
import { fold } from '../../indexer/analyzer/fold.js';
import { bundledWords, readUserWords } from '../../indexer/analyzer/dictionary.js';
import { parseUserWords } from '../../indexer/analyzer/user-words.js';
import { withoutSignsAround, wordStart } from '../../indexer/analyzer/word-edges.js';
import { analyzer } from './engine.js';

/** The terms of one folded text. */
async function terms(text: string): Promise<Term[]> {
  const [spans = new Uint32Array()] = await analyzer.terms([text]);
  return termsOf(text, spans);
}

async function words(run: string, of: Analyzer = analyzer): Promise<readonly string[]> {
  const [found = []] = await of.words([run]);
  return found;
}

/** Each place at which a word of two characters and more of jieba's dictionaries stands. */
function placesOfWords(text: string): string[] {
  return Array.from(text).flatMap((_, start) => {
    const ends = Array.from({ length: Math.max(0, text.length - start - 1) }, (__, i) => start + 2 + i);
    const words = ends.map((end) => text.slice(start, end)).filter((word) => bundledWords().has(word));
    return words.map((word) => `${start} ${word}`);
  });
}

const han = fc.string({
  unit: fc.constantFrom(...'中国农业发展银行测试工具箱待处理在建程一副局长北京大学生物系人民代表会的了，。'),
  maxLength: 30,
});
const mixed = fc.string({ unit: fc.constantFrom(...'中国农业5g网络 cafénb+-.。3𠮷の😀'), maxLength: 20 });

describe('the analyzer', () => {
  it('cuts Chinese for the index as jieba does in search mode', async () => {
    await fc.assert(
      fc.asyncProperty(han, async (text) => {
        const expected = nodejieba.cutForSearch(text, true).filter((term) => !/[，。]/.test(term));
        const own = (await terms(text)).filter(({ isCrossing }) => !isCrossing);
        assert.deepEqual(
          own.map((term) => term.text),
          expected,
        );
      }),
      { numRuns: 1000 },
    );
  });

  it('says where words of the dictionary stand across those of the text: every place is one or the other', async () => {
    await fc.assert(
      fc.asyncProperty(han, async (text) => {
        const found = (await terms(text)).map(({ text: term, start, isCrossing }) => ({ term, start, isCrossing }));
        const known = found.filter(({ term }) => bundledWords().has(term));
        assert.deepEqual(
          [...new Set(known.map(({ term, start }) => `${start} ${term}`))].sort(),
          placesOfWords(text).sort(),
        );
        const own = new Set(found.filter(({ isCrossing }) => !isCrossing).map(({ term, start }) => `${start} ${term}`));
        const crossing = found.filter(({ isCrossing }) => isCrossing);
        for (const { term, start } of crossing) assert.ok(!own.has(`${start} ${term}`), term);
      }),
    );
    assert.deepEqual(
      (await terms('一副局长')).filter(({ isCrossing }) => isCrossing),
      [{ text: '副局长', start: 1, isCrossing: true }],
    );
  });

  it('says of each term where it stands, and tokens stand whole', async () => {
    await fc.assert(
      fc.asyncProperty(mixed, async (raw) => {
        const { text } = fold(raw);
        for (const term of await terms(text)) {
          assert.equal(text.slice(term.start, term.start + term.text.length), term.text);
          if (/^[a-zé0-9]+$/.test(term.text)) {
            assert.doesNotMatch(text.charAt(term.start - 1), /[a-zé0-9]/);
            assert.doesNotMatch(text.charAt(term.start + term.text.length), /[a-zé0-9]/);
          }
        }
      }),
    );
  });

  it('knows words of two scripts that the dictionary has, where no letter or digit goes on', async () => {
    const own = new Analyzer(new UserWords(parseUserWords('AI大模型 9999\n卡拉OK 9999', 'test')));
    const text = 'ai大模型,xai大模型,卡拉ok,卡拉ok2';
    const [spans = new Uint32Array()] = await own.terms([text]);
    const found = termsOf(text, spans).map(({ text: term, start }) => `${term} ${start}`);
    for (const term of ['ai大模型 0', 'ai 0', '模型 3', '卡拉ok 13', '卡拉 13', 'ok 15'])
      assert.ok(found.includes(term), term);
    assert.equal(found.filter((term) => /^(ai大模型|卡拉ok)/.test(term)).length, 2);
    assert.deepEqual(await words('ai大模型卡拉ok', own), ['ai大模型', '卡拉ok']);
    await own.close();
  });

  it('says where a term stands in the original, too', async () => {
    const original = '第 1 屆\n\n國際論壇…開幕';
    const { text, map } = fold(original);
    const found = (await terms(text)).map(({ text: term, start }) => [
      term,
      original.slice(map.originalStart(start), map.originalEnd(start + term.length)),
    ]);
    assert.deepEqual(
      found.filter(([term]) => ['国际', '开幕', '1'].includes(term ?? '')),
      [
        ['国际', '國際'],
        ['开幕', '開幕'],
        ['1', '1'],
      ],
    );
  });

  const cuts: readonly (readonly [string, readonly string[]])[] = [
    ['5g网络', ['5g', '网络']],
    ['c919', ['c919']],
    ['covid-19', ['covid', '19']],
    ['5+2', ['5', '2']],
    ['35%', ['35']],
    ['3.14', ['3.14']],
    ['3gpp', ['3gpp']],
    ['café', ['café']],
    ['西昌，西昌', ['西昌']],
    ['！？😀', []],
  ];
  for (const [run, expected] of cuts) {
    it(`cuts the query ${run} into ${expected.join(' / ') || 'nothing'}`, async () =>
      assert.deepEqual(await words(run), expected));
  }

  it('leaves out the signs around a text, and cuts no character in two', () => {
    fc.assert(
      fc.property(mixed, (text) => {
        const inner = text.replace(/^[^\p{L}\p{N}\p{M}]+|[^\p{L}\p{N}\p{M}]+$/gu, '');
        assert.equal(withoutSignsAround(text), inner);
        assert.equal(wordStart(text), inner === '' ? text.length : text.indexOf(inner));
      }),
    );
  });

  it('cuts by further words of the user', async () => {
    const own = new Analyzer(new UserWords(parseUserWords('揽月大桥 9999 n', 'names.txt')));
    assert.deepEqual(await words('揽月大桥通车', own), ['揽月大桥', '通车']);
    await own.close();
    assert.notDeepEqual(await words('揽月大桥通车'), ['揽月大桥', '通车']);
  });

  it('says which words of a run a dictionary knows: a name that only looks like one is none', async () => {
    const own = new Analyzer(new UserWords(parseUserWords('揽月大桥 9999 n', 'names.txt')));
    const run = '座位，ab静典揽月大桥的路';
    const known = (await own.knownWords(run)).map(({ start, end }) => run.slice(start, end));
    await own.close();
    assert.deepEqual(known, ['座位', '揽月大桥']);
    assert.deepEqual(await analyzer.knownWords(''), []);
  });

  it('says in a sentence which dictionary file is missing', () => {
    assert.throws(() => readUserWords('/none/words.txt'), {
      code: 'dictionary',
      message: 'the dictionary file /none/words.txt cannot be read',
    });
  });
});
