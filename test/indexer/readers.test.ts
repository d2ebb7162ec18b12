import assert from 'node:assert/strict';
import { MemoryQueryLog } from '../../indexer/index.js';
import { day, found, minute, openReaders, start, type Found } from './readers-in-time.js';

describe("readers' queries", () => {
  it('are suggested from the fifth time on, as they were typed first', async () => {
    const { readers, type } = await openReaders();
    type(' iPhone  15 ', 4);
    assert.deepEqual(readers.queriesBeginning('iph', 8), []);
    type('iphone 15\ufe0f', 1);
    assert.deepEqual(readers.queriesBeginning('iph', 8), ['iPhone 15']);
    assert.deepEqual(readers.queriesBeginning('ipo', 8), []);
  });

  it('are one, however they are written', async () => {
    const { readers, type } = await openReaders();
    for (const query of ['国际论坛', '國際論壇', ' 國际論坛 ', '國際論壇']) type(query, 1);
    type('國際論壇', 1);
    assert.deepEqual(readers.queriesBeginning('国', 8), ['国际论坛']);
  });

  it('are not suggested to one who has typed them whole', async () => {
    const { readers, type } = await openReaders();
    type('大桥', 5);
    assert.deepEqual(readers.queriesBeginning('大桥', 8), []);
  });

  const nothing: readonly (readonly [string, Found])[] = [
    ['found nothing', { ...found, total: 0 }],
    ['were relaxed', { ...found, relaxed: { match: 'any', dropped: [] } }],
    ['asked for a later page', { ...found, page: 2 }],
  ];
  for (const [why, answer] of nothing) {
    it(`do not count where they ${why}`, async () => {
      const { readers, type } = await openReaders();
      type('大桥通车', 9, answer);
      assert.equal(readers.popularity('query', '大桥通车'), 0);
    });
  }

  for (const query of ['', '，', '长'.repeat(65), '张三 138-0013-8000']) {
    it(`are not kept where they are "${query.slice(0, 20)}"`, async () => {
      const log = new MemoryQueryLog();
      const { readers, type } = await openReaders(log);
      type(query, 5);
      await readers.flush();
      assert.deepEqual(await log.uses(), []);
    });
  }

  it('count once a minute, whoever types them', async () => {
    const { readers, clock } = await openReaders();
    for (let i = 0; i < 100; i++) {
      clock.now += 1000;
      readers.searched('大桥', found);
    }
    assert.equal(readers.popularity('query', '大桥'), 2);
  });

  it('are forgotten where the next of the same connection goes on from them', async () => {
    const { readers, clock } = await openReaders();
    let last = readers.searched('大', found);
    for (const query of ['大桥', '大桥通', '大桥通车']) {
      clock.now += 300;
      last = readers.searched(query, found, last);
    }
    const counted = ['大', '大桥', '大桥通', '大桥通车'].map((query) => readers.popularity('query', query));
    assert.deepEqual(counted, [0, 0, 0, 1]);
  });

  it('are forgotten as keystrokes even where the next finds nothing', async () => {
    const { readers } = await openReaders();
    readers.searched('大桥x', { ...found, total: 0 }, readers.searched('大桥', found));
    assert.equal(readers.popularity('query', '大桥'), 0);
  });

  it('count where another typed them meanwhile as a keystroke, and only that one is forgotten', async () => {
    const { readers, clock } = await openReaders();
    for (let i = 0; i < 10; i++) {
      clock.now += 2 * minute;
      const keystroke = readers.searched('大桥', found);
      clock.now += 500;
      readers.searched('大桥', found);
      clock.now += 500;
      readers.searched('大桥通车', found, keystroke);
    }
    assert.equal(readers.popularity('query', '大桥'), 10);
  });

  it('count anew within the minute in which they were forgotten as keystrokes, each of any number', async () => {
    const { readers } = await openReaders();
    const keystrokes = [1, 2].map(() => readers.searched('大桥', found));
    for (const keystroke of keystrokes) readers.searched('大桥通车', found, keystroke);
    assert.deepEqual([readers.popularity('query', '大桥'), readers.popularity('query', '大桥通车')], [0, 1]);
    readers.searched('大桥', found);
    assert.equal(readers.popularity('query', '大桥'), 1);
  });

  it('stay where the next comes later, or says something else', async () => {
    const { readers, clock } = await openReaders();
    const first = readers.searched('大桥', found);
    clock.now += 2001;
    const second = readers.searched('大桥通车', found, first);
    readers.searched('灯塔', found, second);
    assert.deepEqual(
      ['大桥', '大桥通车', '灯塔'].map((query) => readers.popularity('query', query)),
      [1, 1, 1],
    );
  });

  it('weigh half after thirty days, and are no longer suggested when hardly anyone types them', async () => {
    const { readers, clock, type } = await openReaders();
    type('大桥通车', 8);
    clock.now += 30 * day;
    assert.equal(readers.popularity('query', '大桥通车'), 4);
    assert.deepEqual(readers.queriesBeginning('大', 8), ['大桥通车']);
    clock.now += 70 * day;
    assert.deepEqual(readers.queriesBeginning('大', 8), []);
  });

  it('come most used first, no more than asked for', async () => {
    const { readers, type } = await openReaders();
    type('大桥', 5);
    type('大雾', 9);
    type('大雪', 7);
    assert.deepEqual(readers.queriesBeginning('大', 2), ['大雾', '大雪']);
  });

  it('survive a restart, once handed over', async () => {
    const log = new MemoryQueryLog();
    const first = await openReaders(log);
    first.type('大桥通车', 5);
    first.readers.chose({ query: '大桥通车', id: 'a1', text: null });
    await first.readers.close();
    const { readers } = await openReaders(log, first.clock.now);
    assert.deepEqual(readers.queriesBeginning('大', 8), ['大桥通车']);
    assert.equal(readers.popularity('query', '大桥通车'), 6);
    assert.equal(readers.popularity('article', 'a1'), 1);
  });

  it('go on being counted while they cannot be written, and are written later; both is told once', async () => {
    const log = new MemoryQueryLog();
    const save = log.save.bind(log);
    const { readers, type, messages } = await openReaders(log);
    log.save = () => Promise.reject(new Error('no disk'));
    for (let i = 0; i < 3; i++) {
      type('大桥', 1);
      await readers.flush();
    }
    assert.equal(messages.length, 1);
    assert.match(messages[0] ?? '', /no disk/);
    log.save = save;
    await readers.flush();
    assert.equal(messages.length, 2);
    assert.equal((await log.uses())[0]?.typed, 3);
  });

  it('are not said to be written again while there is nothing to write', async () => {
    const log = new MemoryQueryLog();
    const { readers, messages } = await openReaders(log);
    log.save = () => Promise.reject(new Error('no disk'));
    const keystroke = readers.searched('大桥', found);
    await readers.flush();
    readers.searched('大桥。', { ...found, total: 0 }, keystroke);
    await readers.flush();
    assert.equal(messages.length, 1, messages.join());
  });

  it('are suggested on where an article of that name is forgotten', async () => {
    const { readers, type } = await openReaders(new MemoryQueryLog(), start, 10);
    readers.chose({ query: null, id: '大桥通车', text: null });
    type('大桥通车', 5);
    for (let i = 0; i < 9; i++) type(`灯塔${String(i)}`, 2);
    await readers.flush();
    assert.equal(readers.popularity('article', '大桥通车'), 0);
    assert.deepEqual(readers.queriesBeginning('大', 8), ['大桥通车']);
  });

  it('that are forgotten are no longer suggested, though that cannot be written', async () => {
    const log = new MemoryQueryLog();
    const { readers, type } = await openReaders(log, start, 10);
    log.save = () => Promise.reject(new Error('no disk'));
    type('大桥通车', 5);
    for (let i = 0; i < 10; i++) type(`灯塔${String(i)}`, 6);
    await readers.flush();
    assert.equal(readers.popularity('query', '大桥通车'), 0);
    assert.deepEqual(readers.queriesBeginning('大', 8), []);
  });
});

describe('choices of readers', () => {
  it('count for the article, and for the query where that was counted', async () => {
    const { readers, type } = await openReaders();
    type('大桥', 1);
    readers.chose({ query: '大桥', id: 'a1', text: null });
    readers.chose({ query: '没人搜过', id: 'a2', text: null });
    assert.deepEqual([readers.popularity('article', 'a1'), readers.popularity('article', 'a2')], [1, 1]);
    assert.equal(readers.popularity('query', '大桥'), 2);
    assert.equal(readers.popularity('query', '没人搜过'), 0);
  });

  it('of a suggestion count for its text, not for what was typed so far', async () => {
    const { readers, type } = await openReaders();
    type('大桥', 1);
    type('大', 1);
    readers.chose({ query: '大', id: null, text: '大桥' });
    readers.chose({ query: '大', id: null, text: '没人搜过' });
    assert.deepEqual([readers.popularity('query', '大桥'), readers.popularity('query', '大')], [2, 1]);
    assert.equal(readers.popularity('query', '没人搜过'), 0);
  });

  it('count once a minute for an article, whatever query they come with', async () => {
    const { readers, type } = await openReaders();
    for (let i = 0; i < 100; i++) type(`大桥${String(i)}`, 1);
    for (let i = 0; i < 1000; i++) readers.chose({ query: `大桥${String(i)}`, id: 'a1', text: null });
    assert.equal(readers.popularity('article', 'a1'), 1);
  });

  it('count once a minute for a query, whatever article they lead to', async () => {
    const { readers, type } = await openReaders();
    type('大桥', 1);
    for (let i = 0; i < 10; i++) readers.chose({ query: '大桥', id: `a${String(i)}`, text: null });
    assert.equal(readers.popularity('query', '大桥'), 2);
  });

  it('count once a minute', async () => {
    const { readers, clock } = await openReaders();
    for (let i = 0; i < 10; i++) readers.chose({ query: '桥', id: 'a1', text: null });
    clock.now += minute;
    readers.chose({ query: '桥', id: 'a1', text: null });
    assert.equal(readers.popularity('article', 'a1'), 2);
  });
});

describe("readers' queries that found nothing", () => {
  const none: Found = { ...found, total: 0 };
  const queries = (list: readonly { readonly query: string; readonly typed: number }[]): readonly string[] =>
    list.map(({ query, typed }) => `${query} ${typed}`);

  it('are told to the owner, the most typed first, and outlive a restart', async () => {
    const log = new MemoryQueryLog();
    const { readers, type } = await openReaders(log);
    type('揽越大桥', 1, none);
    type('北大西洋公约 军演', 3, { ...found, relaxed: { match: 'any', dropped: ['军演'] } });
    assert.deepEqual(queries(readers.missed(8)), ['北大西洋公约 军演 3', '揽越大桥 1']);
    assert.deepEqual(queries(readers.missed(1)), ['北大西洋公约 军演 3']);
    await readers.flush();
    const again = await openReaders(log);
    assert.deepEqual(queries(again.readers.missed(8)), ['北大西洋公约 军演 3', '揽越大桥 1']);
  });

  it('are never suggested, nor popular', async () => {
    const { readers, type } = await openReaders();
    type('揽越大桥', 9, none);
    assert.deepEqual([readers.queriesBeginning('揽', 8), readers.popular(8)], [[], []]);
  });

  it('are forgotten once they find something', async () => {
    const log = new MemoryQueryLog();
    const { readers, type } = await openReaders(log);
    type('揽越大桥', 2, none);
    await readers.flush();
    type('揽越大桥', 1);
    assert.deepEqual([queries(readers.missed(8)), queries(readers.popular(8))], [[], ['揽越大桥 1']]);
    await readers.flush();
    assert.deepEqual(
      (await log.uses()).map(({ kind }) => kind),
      ['query'],
    );
  });

  it('do not count as keystrokes of the next, on later pages, or where they are somebody’s number', async () => {
    const { readers, clock, type } = await openReaders();
    readers.searched('揽月大桥', found, readers.searched('揽月大', none));
    clock.now += minute;
    type('大桥', 1, { ...none, page: 2 });
    type('138-0013-8000', 5, none);
    assert.deepEqual(readers.missed(8), []);
  });

  it('push none of the others out, however many there are', async () => {
    const { readers, type } = await openReaders();
    type('揽月大桥', 1);
    for (let i = 0; i < 6000; i++) readers.searched(`没有 ${i}`, none);
    await readers.flush();
    assert.equal(readers.popular(8).length, 1);
    assert.ok(readers.missed(10_000).length <= 5000);
  });
});
