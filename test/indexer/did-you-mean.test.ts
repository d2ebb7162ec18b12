import assert from 'node:assert/strict';
import fc from 'fast-check';
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
    ['己经', '已经', 'a character that looks alike'],
    ['昌西', '西昌', 'two characters swapped'],
    ['NVDIA', 'nvidia', 'a letter left out'],
    ['NVIDDIA', 'nvidia', 'a letter put in'],
    ['NVIIDA', 'nvidia', 'two letters swapped'],
    ['农业发展很行', '农业发展银行', 'a character replaced in a long word'],
    ['农业发展大银行', '农业发展银行', 'a character put into a long word'],
    ['電影 靜典', '電影 经典', 'traditional characters'],
  ] as const) {
    it(`offers ${meant} for ${typed}: ${why}`, async () => {
      const texts = [...titles, '电影 经典', '农业发展 银行', '影片'];
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
    const search = createSearchService({ ...engine, analyzer, recency: 0, readers });
    await readers.blockList.add(['经典']);
    assert.equal((await search.search(request('静典'))).didYouMean, '景点');
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
        assert.ok(better.total > 0 && better.total >= 10 * answer.total, `${typed} -> ${answer.didYouMean}`);
      }),
      { numRuns: 300 },
    );
  });
});
