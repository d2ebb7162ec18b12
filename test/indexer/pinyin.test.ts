import assert from 'node:assert/strict';
import fc from 'fast-check';
import { readingsOf } from '../../indexer/analyzer/pinyin.js';
import { pinyinInput, spelledLength, spells } from '../../indexer/analyzer/spelling.js';
import { article, openEngine, request, type Engine } from './engine.js';

const texts = [
  '四川西昌市一副局长李胜被查',
  '西安宣传网络安全',
  '景点游人如织',
  '经典影片重映',
  '排队的人',
  '朴槿惠访华',
];

async function engineOf(titles: readonly string[]): Promise<Engine> {
  const engine = await openEngine();
  await engine.ingest.write(titles.map((title, i) => article({ id: String(i), title, body: '' })));
  return engine;
}

async function marked(engine: Engine, query: string): Promise<string[]> {
  const { hits } = await engine.search.search(request(query));
  return hits.map(({ highlights }) => highlights.title);
}

async function suggested(engine: Engine, q: string): Promise<string[]> {
  const { suggestions } = await engine.search.suggest({ q, size: 8 });
  return suggestions.filter(({ kind }) => kind === 'word').map(({ highlighted }) => highlighted);
}

describe('readings', () => {
  it('are those of the word, not of its characters', () => {
    assert.deepEqual(readingsOf('银行'), [['yin', 'hang']]);
    assert.deepEqual(readingsOf('重庆'), [['chong', 'qing']]);
    assert.deepEqual(readingsOf('女儿'), [['nv', 'er']]);
  });

  it('are those of the surname, too, where it is read in its own way', () => {
    assert.deepEqual(readingsOf('朴槿惠').at(-1), ['piao', 'jin', 'hui']);
  });

  it('are both of a character of two common ones, where the word is not known', () => {
    assert.deepEqual(readingsOf('局长'), [
      ['ju', 'chang'],
      ['ju', 'zhang'],
    ]);
  });

  it('are none of what is not Han', () => {
    for (const word of ['c919', 'a股', '𠮷野家', 'カメラ']) assert.deepEqual(readingsOf(word), []);
  });

  it('spell the word they are of, each syllable or the character itself', () => {
    const word = fc.constantFrom('西昌', '副局长', '重庆', '银行', '女儿', '西安');
    fc.assert(
      fc.property(word, fc.array(fc.boolean(), { minLength: 3, maxLength: 3 }), (sought, asCharacter) => {
        const [reading = []] = readingsOf(sought);
        const typed = reading.map((syllable, i) => (asCharacter[i] === true ? sought.charAt(i) : syllable)).join('');
        assert.ok(spells(typed, sought));
        assert.equal(spelledLength(typed, `${sought}的`), sought.length);
      }),
    );
  });
});

describe('what may be pinyin', () => {
  it('is Latin letters, alone or with Han characters', () => {
    for (const typed of ['xichang', "xi'an", 'xi昌', '西chang']) assert.equal(pinyinInput(typed), typed);
    assert.equal(pinyinInput('nü'), 'nv');
  });

  it('is neither Chinese alone, nor numbers, nor words with spaces', () => {
    for (const typed of ['西昌', 'c919', 'xi chang', '', "'"]) assert.equal(pinyinInput(typed), null);
  });
});

describe('a search in pinyin', () => {
  for (const [query, title] of [
    ['xichang', '四川<mark>西昌</mark>市一副局长李胜被查'],
    ['xi昌', '四川<mark>西昌</mark>市一副局长李胜被查'],
    ["xi'an", '<mark>西安</mark>宣传网络安全'],
    ["网络'xi'an", '<mark>西安</mark>宣传<mark>网络</mark>安全'],
    ['xichangjuzhang', '四川<mark>西昌</mark>市一副<mark>局长</mark>李胜被查'],
    ['piaojinhui', '<mark>朴槿惠</mark>访华'],
  ] as const) {
    it(`${query} finds what is spelled so, and marks the characters`, async () => {
      assert.deepEqual(await marked(await engineOf(texts), query), [title]);
    });
  }

  it('finds nothing by initials or by a rare reading', async () => {
    const engine = await engineOf(texts);
    for (const query of ['xc', 'baidui', 'xich']) assert.deepEqual(await marked(engine, query), []);
  });

  it('does not lead from one Chinese word to another that sounds like it', async () => {
    assert.deepEqual(await marked(await engineOf(texts), '景点'), ['<mark>景点</mark>游人如织']);
  });

  it('puts what was typed as it stands before what it spells', async () => {
    const engine = await engineOf(['西昌新闻', 'Xichang 卫星']);
    assert.deepEqual(await marked(engine, 'xichang'), ['<mark>Xichang</mark> 卫星', '<mark>西昌</mark>新闻']);
  });

  it('does not stand for a stop word where it spells a word that says something, however rare', async () => {
    const common = Array.from({ length: 60 }, () => '我们已经到了');
    const engine = await engineOf([...common, '易经研究', 'Women in tech']);
    assert.deepEqual(await marked(engine, 'yijing'), ['<mark>易经</mark>研究']);
    assert.deepEqual(await marked(engine, 'women'), ['<mark>Women</mark> in tech']);
  });

  it('leaves stop words out of several words in a row, but where there is nothing else', async () => {
    const engine = await engineOf(['今天地震', '地震了', '我们']);
    assert.deepEqual(await engine.index.spelled('jintiandizhen'), [['地震']]);
    assert.deepEqual(await engine.index.spelled('jintian'), [['今天']]);
    assert.deepEqual(await engine.index.spelled('jintianwomen'), [['今天'], ['我们']]);
  });

  it('knows nothing of deleted articles', async () => {
    const engine = await engineOf(texts);
    await engine.ingest.remove(['0']);
    assert.deepEqual(await marked(engine, 'xichang'), []);
  });
});

describe('suggestions in pinyin', () => {
  for (const [typed, word] of [
    ['x', '<mark>西</mark>昌'],
    ['xc', '<mark>西昌</mark>'],
    ['xich', '<mark>西昌</mark>'],
    ['xi昌', '<mark>西昌</mark>'],
    ['西ch', '<mark>西昌</mark>'],
    ['x昌', '<mark>西昌</mark>'],
    ['jd', '<mark>景点</mark>'],
  ] as const) {
    it(`${typed} suggests ${word}`, async () => {
      const words = await suggested(await engineOf(['西昌消息', '西昌新闻', '景点']), typed);
      assert.ok(words.includes(word), words.join(' '));
    });
  }

  it('put what is spelled in full before what goes on', async () => {
    const engine = await engineOf(['西安', '现场', '现场', '现场']);
    assert.equal((await suggested(engine, 'xian'))[0], '<mark>西安</mark>');
  });

  it('are no stop words', async () => {
    const engine = await engineOf(['我们已经研究易经', '我们已经研究易经', 'with the wind']);
    assert.deepEqual(await suggested(engine, 'wo'), []);
    assert.deepEqual(await suggested(engine, '我'), []);
    assert.deepEqual(await suggested(engine, 'yijing'), ['<mark>易经</mark>']);
    assert.deepEqual(await suggested(engine, 'wi'), ['<mark>wi</mark>nd']);
    const { suggestions } = await engine.search.suggest({ q: 'women', size: 8 });
    assert.deepEqual(
      suggestions.map(({ kind, highlighted }) => [kind, highlighted]),
      [['title', '<mark>我们</mark>已经研究易经']],
    );
  });

  it('leave out a word where a longer one is as frequent', async () => {
    const words = await suggested(await engineOf(['现场直播', '现场直播']), '现');
    assert.deepEqual(words, ['<mark>现</mark>场直播']);
  });
});

describe('regional words', () => {
  it('find each other, and the marks stand on what the article says', async () => {
    const engine = await engineOf(['計程車司機', '出租车涨价', '網路安全', '网络安全']);
    assert.deepEqual((await marked(engine, '出租车')).sort(), ['<mark>出租车</mark>涨价', '<mark>計程車</mark>司機']);
    assert.deepEqual((await marked(engine, '網路')).sort(), ['<mark>網路</mark>安全', '<mark>网络</mark>安全']);
  });

  it('come after what was typed, however rare they are', async () => {
    const engine = await engineOf(['网络安全', '網路安全', '网络安全', '网络安全', '其他', '其他', '其他', '其他']);
    assert.equal((await marked(engine, '网路'))[0], '<mark>網路</mark>安全');
    assert.equal((await marked(engine, '网络')).at(-1), '<mark>網路</mark>安全');
  });

  it('do not enter a phrase', async () => {
    assert.deepEqual(await marked(await engineOf(['网络安全', '網路安全']), '"网路"'), ['<mark>網路</mark>安全']);
  });

  it('count as one word of a relaxed result', async () => {
    const engine = await engineOf(['网络安全', '其他']);
    const { relaxed } = await engine.search.search(request('网路 不存在的某某'));
    assert.deepEqual(relaxed?.dropped.includes('网路'), false);
  });
});
