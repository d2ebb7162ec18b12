import assert from 'node:assert/strict';
import type { Article } from '../../corpus/index.js';
import { article, openEngine, type Engine } from './engine.js';

/** Invented news: a bridge (with a copy and a sequel), a flood, and things that only share everyday words. */
const bridge = article({
  id: 'bridge',
  title: '揽月大桥今晨通车',
  body: '揽月大桥今晨六点正式通车，云泽到望舒港的车程缩至三十八分钟。大桥全长九公里，由澜江路桥集团承建。',
  publishedAt: '2025-03-12T11:42:00+08:00',
  source: '澜江日报',
});
const news: readonly Article[] = [
  bridge,
  article({ ...bridge, id: 'bridge-copy', title: '澜江上的揽月大桥通车了', source: '云泽晚报' }),
  article({ ...bridge, id: 'bridge-cut', body: bridge.body.slice(0, 34) }),
  article({
    id: 'sequel',
    title: '揽月大桥通车首日：车流超过预计',
    body: '记者从澜江路桥集团获悉，揽月大桥开放首日过桥车辆四万多，望舒港方向最挤，交警增派人手。',
  }),
  article({
    id: 'plan',
    title: '望舒港二号码头开建',
    body: '揽月大桥通车带来的货物要有地方停，望舒港二号码头今天打下第一根桩，由澜江路桥集团承建。',
  }),
  article({
    id: 'flood',
    title: '青禾连日暴雨，防汛物资到位',
    body: '青禾市三天降雨两百毫米，沙袋和抽水泵已运到河堤。',
  }),
  ...['陶艺', '盐湖', '渡轮', '候鸟', '剪纸', '戏台', '茶园', '雪场'].map((word) =>
    article({ id: word, title: `${word}开放日`, body: `周末${word}开放，附近居民带着孩子来看。` }),
  ),
  article({ id: 'chess', title: '少年棋手夺冠', body: '十二岁的棋手在决赛中执黑获胜，今天回到母校。' }),
];

async function related(engine: Engine, id: string, size = 5): Promise<string[]> {
  return (await engine.search.related(id, size)).related.map((one) => one.id);
}

describe('related articles', () => {
  let engine: Engine;
  beforeEach(async () => {
    engine = await openEngine();
    await engine.ingest.write(news);
  });

  it('are those of the same story, the closest first', async () => {
    const found = await related(engine, 'bridge');
    assert.equal(found[0], 'sequel');
    assert.ok(found.includes('plan'));
    assert.ok(!found.includes('chess') && !found.includes('flood'), String(found));
  });

  it('leave out copies of the article, cut ones too, and the article itself', async () => {
    for (const id of ['bridge', 'bridge-copy', 'bridge-cut']) {
      const found = await related(engine, id, 20);
      assert.ok(!found.some((one) => one.startsWith('bridge')), `${id}: ${String(found)}`);
    }
  });

  it('show one of several copies', async () => {
    const found = await related(engine, 'plan', 20);
    assert.equal(found.filter((id) => id.startsWith('bridge')).length, 1, String(found));
  });

  it('carry what a list shows, scores falling', async () => {
    const answer = await engine.search.related('plan', 5);
    assert.equal(answer.id, 'plan');
    const first = answer.related.find(({ id }) => id.startsWith('bridge'));
    assert.equal(first?.publishedAt, '2025-03-12T11:42:00+08:00');
    assert.ok(answer.related.every(({ score }, i) => score > 0 && score <= (answer.related[i - 1]?.score ?? Infinity)));
  });

  it('are none where nothing is, and none of an article that is not there', async () => {
    assert.deepEqual(await related(engine, 'chess'), []);
    assert.deepEqual(await related(engine, 'none'), []);
    await engine.ingest.write([article({ id: 'bare', title: '的' })]);
    assert.deepEqual(await related(engine, 'bare'), []);
  });

  it('are no more than asked for', async () => {
    assert.equal((await related(engine, 'bridge', 1)).length, 1);
  });

  it('know nothing of deleted articles and old versions', async () => {
    await engine.ingest.remove(['sequel']);
    await engine.ingest.write([article({ id: 'plan', title: '海棠花开', body: '公园里的海棠花昨夜开了。' })]);
    const found = await related(engine, 'bridge');
    assert.ok(!found.includes('sequel') && !found.includes('plan'), String(found));
  });

  it('are not brought together by who wrote them and where they stood', async () => {
    const facts = { source: '罗浮通讯社', author: '闻人舒', section: '栏目观察' };
    await engine.ingest.write([
      article({ id: 'x', title: '冰雪节开幕', body: '冰灯亮了。', ...facts }),
      article({ id: 'y', title: '粮价平稳', body: '玉米收购。', ...facts }),
    ]);
    assert.deepEqual(await related(engine, 'x'), []);
  });
});
