import assert from 'node:assert/strict';
import fc from 'fast-check';
import { nearShapes } from '../../indexer/analyzer/near-shapes.js';
import { MemoryQueryLog, Readers, createSearchService } from '../../indexer/index.js';
import { analyzer, article, openEngine, request, type Engine } from './engine.js';

/** Invented headlines. */
const titles = [
  '经典影片重映',
  '经典剧目巡演',
  '俞建华出席会议',
  '工程已经完工',
  '四川西昌发射场开放',
  'NVIDIA 发布新品',
  '农业发展银行发放贷款',
  '招商 经典 活动',
  '招商会现场',
  '景点游人如织',
];

async function engineOf(texts: readonly string[] = titles): Promise<Engine> {
  const engine = await openEngine();
  await engine.ingest.write(texts.map((title, i) => article({ id: String(i), title })));
  return engine;
}

async function offered(engine: Engine, q: string, options: Parameters<typeof request>[1] = {}): Promise<string | null> {
  return (await engine.search.search(request(q, options))).didYouMean;
}

describe('characters of like shape', () => {
  it('are taken for each other either way, and none for itself', () => {
    for (const character of '己末折辩戍博贷鸟令住') {
      assert.ok(nearShapes(character).length > 0, character);
      for (const other of nearShapes(character)) {
        assert.notEqual(other, character);
        assert.ok(nearShapes(other).includes(character), `${character} ${other}`);
      }
    }
    assert.deepEqual(nearShapes('x'), []);
  });
});

describe('did you mean', () => {
  let engine: Engine;
  before(async () => {
    engine = await engineOf();
  });

  for (const [typed, meant, why] of [
    ['静典', '经典', 'a character that sounds the same'],
    ['景典影片', '经典影片', 'one in a longer run'],
    ['俞建花', '俞建华', 'a name with a wrong character'],
    ['金典', '经典', 'a sound that many do not tell apart'],
    ['赠长', '增长', 'a character beside one that is read in two ways'],
    ['己经', '已经', 'a character that looks alike'],
    ['典经', '经典', 'two characters swapped'],
    ['NVDIA', 'nvidia', 'a letter left out'],
    ['NVIDDIA', 'nvidia', 'a letter put in'],
    ['NVIIDA', 'nvidia', 'two letters swapped'],
    ['农业发展很行', '农业发展银行', 'a character replaced in a long word'],
    ['农业发展大银行', '农业发展银行', 'a character put into a long word'],
    ['電影 靜典', '電影 经典', 'traditional characters'],
  ] as const) {
    it(`offers ${meant} for ${typed}: ${why}`, async () => {
      const texts = [...titles, '电影 经典', '农业发展 银行', '影片', '稳定增长'];
      assert.equal(await offered(await engineOf(texts), typed), meant);
    });
  }

  it('leaves phrases, operators and all other words as they were typed', async () => {
    assert.equal(await offered(engine, '"招商"  静典 -公司'), '"招商"  经典 -公司');
    assert.equal(await offered(engine, 'title:静典 (-房产)'), 'title:经典 (-房产)');
    assert.equal(await offered(engine, '＂招商＂ ｓ静典'), null);
  });

  it('corrects neither phrases nor what is not wanted', async () => {
    for (const query of ['"静典"', '招商 -静典 -活动', '招商 -(静典 OR 活动) 没有']) {
      assert.equal(await offered(engine, query), null, query);
    }
  });

  it('offers nothing where the query finds what it asks for', async () => {
    for (const query of ['景点', '经典', '俞建华', '西昌 发射场', ''])
      assert.equal(await offered(engine, query), null, query);
  });

  it('offers nothing where nothing is alike', async () => {
    for (const query of ['鸵鸟', '2029', '，', 'zq', '静典 鸵鸟'])
      assert.equal(await offered(engine, query), null, query);
  });

  it('offers another word for one that few articles hold where ten times as many hold that', async () => {
    const many = Array.from({ length: 10 }, (_, i) => `工程已经完工之${String(i)}`);
    assert.equal(await offered(await engineOf(['己经', ...many]), '己经'), '已经');
    assert.equal(await offered(await engineOf(['己经', ...many.slice(1)]), '己经'), null);
  });

  it('offers the words of a query together only where an article holds them', async () => {
    assert.equal(await offered(engine, '招商 静典'), '招商 经典');
    assert.equal(await offered(engine, '西昌 静典'), null);
  });

  it('offers nothing for a word that the dictionary knows, found or not', async () => {
    const must = Array.from({ length: 10 }, (_, i) => `必须完工之${String(i)}`);
    assert.equal(await offered(await engineOf(['生活必需', ...must]), '必需'), null);
    assert.equal(await offered(await engineOf(must), '必需'), null);
    assert.equal(await offered(await engineOf(must), '必许'), '必须');
  });

  it('offers nothing for a word that two articles hold', async () => {
    const many = Array.from({ length: 20 }, (_, i) => `工程已经完工之${String(i)}`);
    assert.equal(await offered(await engineOf(['己经', ...many]), '己经'), '已经');
    assert.equal(await offered(await engineOf(['己经', '己经', ...many]), '己经'), null);
  });

  it('offers a word only where it stands together with what no other word takes of the run', async () => {
    const scattered = ['经典影片', '路上', '经典影片的路'];
    assert.equal(await offered(await engineOf(scattered), '静典路'), null);
    assert.equal(await offered(await engineOf([...scattered, '走经典路']), '静典路'), '经典路');
    assert.equal(await offered(await engineOf([...scattered, '影片重映']), '静典影片'), '经典影片');
    assert.equal(await offered(await engineOf(['影片 经典']), '影片静典'), '影片经典');
  });

  it('offers what stands together though the characters that were typed stand scattered in some articles', async () => {
    const texts = ['泥石滚落，村民留守', '山区泥石流', '泥石流预警'];
    assert.equal(await offered(await engineOf(texts), '泥石留'), '泥石流');
    assert.equal(await offered(await engineOf(texts.slice(0, 2)), '泥石留'), null);
  });

  it('offers no word of which less than half was typed', async () => {
    assert.equal(await offered(engine, '竟店'), null);
  });

  it('offers no other word for one of four letters and fewer', async () => {
    for (const [query, other] of [
      ['cafe', 'cade'],
      ['wto', 'two'],
    ] as const) {
      assert.equal(await offered(await engineOf([other]), query), null, query);
    }
  });

  it('offers no other word of three characters for one that merely begins so', async () => {
    assert.equal(await offered(await engineOf(['西昌市宣布', '副局长']), '副局会'), null);
  });

  it('keeps to the filters', async () => {
    const filters = { section: ['没有这个栏目'] };
    assert.equal(await offered(engine, '静典', { filters }), null);
  });

  it('offers no word of deleted articles', async () => {
    const changing = await engineOf();
    await changing.ingest.remove(['0', '1', '7']);
    assert.notEqual(await offered(changing, '静典'), '经典');
  });

  it('offers no blocked word, but the next best', async () => {
    const readers = await Readers.open(new MemoryQueryLog(), { log: () => undefined });
    const more = await engineOf([...titles, '静电防护']);
    const search = createSearchService({ ...more, analyzer, recency: 0, readers });
    await readers.blockList.add(['经典']);
    assert.equal((await search.search(request('静典'))).didYouMean, '静电');
  });

  it('offers nothing with a cursor, and nothing for a query that was cut off', async () => {
    const many = await engineOf(Array.from({ length: 3 }, (_, i) => `招商${String(i)}`));
    const { next } = await many.search.search(request('招商', { size: 1, pin: true }));
    assert.equal(await offered(many, '', { cursor: next }), null);
    assert.equal(await offered(engine, `静典 ${'，'.repeat(300)}`), null);
  });

  it('changes nothing about the results', async () => {
    const index = new Proxy(engine.index, {
      get: (target, name): unknown => {
        const member: unknown = Reflect.get(target, name, target);
        if (name === 'corrections') return () => Promise.resolve([]);
        return typeof member === 'function' ? member.bind(target) : member;
      },
    });
    const without = createSearchService({ ...engine, index, analyzer, recency: 0.1 });
    const word = fc.constantFrom('静典', '经典', '己经', '招商', '"西昌"', '-活动', '昌西', 'NVDIA', '很行');
    await fc.assert(
      fc.asyncProperty(fc.array(word, { minLength: 1, maxLength: 4 }), async (words) => {
        const asked = request(words.join(' '));
        const [answer, other] = [await engine.search.search(asked), await without.search(asked)];
        assert.equal(other.didYouMean, null);
        assert.deepEqual({ ...answer, tookMs: 0, didYouMean: null }, { ...other, tookMs: 0 });
      }),
      { numRuns: 100 },
    );
  });

  it('is a query that finds more than what was typed, whatever that is', async () => {
    const piece = fc.constantFrom(...Array.from('静经典己已昌西景点招商花华建俞'), ' ', '-', '"', 'NVDIA');
    await fc.assert(
      fc.asyncProperty(fc.array(piece, { maxLength: 12 }), async (pieces) => {
        const typed = pieces.join('');
        const answer = await engine.search.search(request(typed, { match: 'all' }));
        if (answer.didYouMean === null) return;
        const better = await engine.search.search(request(answer.didYouMean, { match: 'all' }));
        assert.ok(better.total > answer.total, `${typed} -> ${answer.didYouMean}`);
      }),
      { numRuns: 300 },
    );
  });
});
