import assert from 'node:assert/strict';
import type { Article } from '../../corpus/index.js';
import { article, openEngine, request, type Engine } from './engine.js';

/** Titles of one article each, in an engine that has none but live versions. */
async function engineOf(...titles: readonly string[]): Promise<Engine> {
  const engine = await openEngine();
  await engine.ingest.write(titles.map((title, i) => article({ id: String(i), title })));
  await engine.index.compact();
  return engine;
}

/** Writes an article again and again, each time with another number at its end. */
async function update(engine: Engine, id: string, title: string, times: number): Promise<void> {
  for (let i = 0; i < times; i++) {
    await engine.ingest.write([article({ id, title, body: `第${String(i).padStart(2, '0')}次` })]);
  }
}

const repeated = (times: number, title: string): string[] => Array.from({ length: times }, () => title);

describe('versions of articles that were replaced', () => {
  it('do not put a word before those of more articles in suggestions', async () => {
    const engine = await engineOf(...repeated(10, '海军演习'));
    await update(engine, 'live', '海鲜上市', 60);
    assert.equal(engine.index.stats().deleted, 59);
    const { suggestions } = await engine.search.suggest({ q: '海', size: 8 });
    const words = suggestions.flatMap(({ kind, text }) => (kind === 'word' ? [text] : []));
    assert.deepEqual(words.slice(0, 2), ['海军', '海鲜']);
  });

  it('do not put a word before those of more articles in what pinyin spells', async () => {
    const engine = await engineOf(...repeated(3, '景点开放'));
    await update(engine, 'live', '经典重映', 20);
    assert.deepEqual(await engine.index.spelled('jingdian'), [['景点', '经典']]);
  });

  it('do not make a misprint a word that is meant as it stands', async () => {
    const engine = await engineOf(...repeated(12, '台风登陆'));
    await update(engine, 'misprint', '台峰 登陆', 25);
    assert.equal((await engine.search.search(request('台峰'))).didYouMean, '台风');
  });

  it('do not make a word likely to be meant', async () => {
    const engine = await engineOf('己经', ...repeated(5, '其他消息'));
    await update(engine, 'live', '已经', 12);
    assert.deepEqual(await engine.index.corrections('己经', 5), []);
  });

  it('do not share the key terms of an article', async () => {
    const bridge = article({
      id: 'bridge',
      title: '揽月大桥通车',
      body: '车程缩至三十八分钟，澜江路桥集团承建，第11次更新。',
    });
    const other = article({ id: 'other', title: '揽月大桥检修', body: '澜江路桥集团派人检修。' });
    const version = (number: number): Article => ({
      ...bridge,
      body: bridge.body.replace('11', String(number).padStart(2, '0')),
    });
    const related = async (updates: number): Promise<unknown> => {
      const engine = await engineOf('候鸟', '渡轮开航');
      await engine.ingest.write([other, version(11 - updates)]);
      await engine.index.compact();
      for (let i = 12 - updates; i <= 11; i++) await engine.ingest.write([version(i)]);
      assert.equal(engine.index.stats().deleted, updates);
      return (await engine.search.related('bridge', 5)).related.map(({ id, score }) => [id, score]);
    };
    assert.deepEqual(await related(11), await related(0));
  });
});
