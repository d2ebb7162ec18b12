import assert from 'node:assert/strict';
import { ClusterConnection, MemoryArticleStore } from '../../corpus/index.js';
import {
  allWords,
  Analyzer,
  ClusterWords,
  createIngest,
  LiveDictionary,
  LiveSynonyms,
  openFlexSearchIndex,
  readDictionary,
} from '../../indexer/index.js';
import { article, snapshotPath } from '../indexer/engine.js';
import { connections } from './connections.js';

const one = { nodes: ['http://127.0.0.1:1'], prefix: 'none', copies: 1, shards: 1 };

describe('a dictionary that processes share', function () {
  this.timeout(120_000);
  const { connect, fill } = connections('dictionary');

  /** That of a process which cuts nothing. */
  const open = async (): Promise<LiveDictionary> => {
    const file = await ClusterWords.open(await connect(), 'dictionary');
    return new LiveDictionary({ file, words: await readDictionary({ own: file, operators: null }), engine: null });
  };
  const words = (dictionary: LiveDictionary): string[] => dictionary.list().map(({ word }) => word);

  it('has in each the words that others added, as soon as it has looked again', async () => {
    const [mine, others] = [await open(), await open()];
    assert.deepEqual((await others.add('揽月大桥 2000 ns', 'test')).changed, ['揽月大桥']);
    assert.deepEqual(words(mine), []);
    await mine.refresh();
    assert.deepEqual(mine.list(), others.list());
    assert.deepEqual((await mine.remove(['揽月大桥'])).changed, ['揽月大桥']);
    await others.refresh();
    assert.deepEqual([words(others), words(await open())], [[], []]);
  });

  it('changes what is there by now, whatever a process has seen of it', async () => {
    const [mine, others] = [await open(), await open()];
    await others.add('揽月大桥\n灯塔港', 'test');
    await mine.add('青禾市', 'test');
    assert.deepEqual(words(mine), ['揽月大桥', '灯塔港', '青禾市']);
    await others.remove(['灯塔港']);
    assert.deepEqual((await mine.add('灯塔港', 'test')).changed, ['灯塔港']);
    assert.deepEqual(words(await open()), ['揽月大桥', '青禾市', '灯塔港']);
  });

  it('loses no word where several add and remove at once', async () => {
    const processes = await Promise.all([open(), open(), open()]);
    await processes[0]?.add('旧词甲\n旧词乙\n旧词丙', 'test');
    const changes = processes.flatMap((dictionary, i) => [
      ...[1, 2, 3, 4].map((n) => dictionary.add(`新词${String(i)}${String(n)}`, 'test')),
      dictionary.remove([['旧词甲', '旧词乙', '旧词丙'][i] ?? '']),
    ]);
    const changed = (await Promise.all(changes)).flatMap((change) => change.changed);
    const expected = [0, 1, 2].flatMap((i) => [1, 2, 3, 4].map((n) => `新词${String(i)}${String(n)}`));
    assert.deepEqual(words(await open()).sort(), expected);
    assert.equal(changed.length, 15);
  });

  it('cuts the queries of each process by words that another added; articles are left to that one', async () => {
    const cutting = await Promise.all(
      [0, 1].map(async () => {
        const file = await ClusterWords.open(await connect(), 'dictionary');
        const read = await readDictionary({ own: file, operators: null });
        const analyzer = new Analyzer(allWords(read));
        const store = new MemoryArticleStore();
        const index = await openFlexSearchIndex({ store, analyzer, snapshotFile: snapshotPath(), log: () => {} });
        await createIngest({ store, index }).write([article({ id: '1', title: '揽月大桥通车' })]);
        return { analyzer, index, dictionary: new LiveDictionary({ file, words: read, engine: { analyzer, index } }) };
      }),
    );
    const [mine, others] = cutting;
    assert.ok(mine !== undefined && others !== undefined);
    const [added] = await Promise.all([
      mine.dictionary.add('揽月大桥 2000', 'test'),
      others.dictionary.add('检修日 9000', 'test'),
    ]);
    assert.deepEqual([added.changed, added.reanalyzed], [['揽月大桥'], 1]);
    for (const { analyzer, dictionary } of cutting) {
      await dictionary.refresh();
      const { userWords } = analyzer;
      await dictionary.refresh();
      assert.equal(analyzer.userWords, userWords, 'nothing is loaded where nothing changed');
      assert.deepEqual(await analyzer.words(['揽月大桥', '检修日']), [['揽月大桥'], ['检修日']]);
    }
    for (const { analyzer, index } of cutting) {
      await index.close();
      await analyzer.close();
    }
  });

  it('may have hundreds of thousands of words', async () => {
    const [mine, others] = [await open(), await open()];
    const many = Array.from({ length: 300_000 }, (_, i) => `长长的词${i.toString(36)} ${String(i + 1)} nz`);
    assert.equal((await mine.add(many.join('\n'), 'test')).changed.length, many.length);
    await others.add('灯塔港', 'test');
    assert.equal(words(others).length, many.length + 1);
    assert.equal(words(others).at(-1), '灯塔港');
  });

  it('stays as it is where no disk has room, and is changed when one has', async () => {
    const [mine, others] = [await open(), await open()];
    await mine.add('揽月大桥', 'test');
    await fill('shared', true);
    await assert.rejects(mine.add('灯塔港', 'test'), { code: 'words_full', message: /a disk of the cluster is full/ });
    await mine.refresh();
    await others.refresh();
    assert.deepEqual([words(mine), words(others)], [['揽月大桥'], ['揽月大桥']]);
    await fill('shared', false);
    await mine.add('灯塔港', 'test');
    assert.deepEqual(words(await open()), ['揽月大桥', '灯塔港']);
  });

  it('says so where the cluster cannot be reached', async () => {
    const connection = await ClusterConnection.open(one);
    await assert.rejects(ClusterWords.open(connection, 'dictionary'), {
      code: 'words_unavailable',
      message: /none-shared\/dictionary cannot be read or written: the cluster cannot be reached/,
    });
    await connection.close();
  });
});

describe('synonyms that processes share', function () {
  this.timeout(120_000);
  const { connect, fill } = connections('synonyms');
  const open = async (): Promise<LiveSynonyms> =>
    LiveSynonyms.open(await ClusterWords.open(await connect(), 'synonyms'));

  it('are in force in each when it has looked again, and only changes make others of them', async () => {
    const [mine, others] = [await open(), await open()];
    await others.add('北约, 北大西洋公约组织', 'test');
    assert.deepEqual(mine.current.alternativesOf('北约'), []);
    await mine.refresh();
    assert.deepEqual(mine.current.alternativesOf('北约'), ['北大西洋公约组织']);
    const { current } = mine;
    await mine.refresh();
    assert.equal(mine.current, current);
    assert.deepEqual(await mine.remove(['北约']), { added: 0, removed: 1 });
    await others.refresh();
    assert.deepEqual(others.current.rules, []);
  });

  it('lose no rule where several add at once', async () => {
    const processes = await Promise.all([open(), open(), open()]);
    const lines = Array.from({ length: 12 }, (_, i) => `a${String(i)}, b${String(i)}\n`);
    const changes = await Promise.all(lines.map(async (line, i) => processes[i % 3]?.add(line, 'test')));
    assert.ok(changes.every((change) => change?.added === 1 && change.removed === 0));
    assert.deepEqual(
      (await open()).current
        .toText()
        .split(/(?<=\n)/)
        .sort(),
      lines.sort(),
    );
  });

  it('do not take a rule that gives a word too many others, which another process gave it', async () => {
    const [mine, others] = [await open(), await open()];
    await others.add(Array.from({ length: 99 }, (_, i) => `大桥, 桥${String(i)}`).join('\n'), 'test');
    await assert.rejects(mine.add('大桥, 这座桥, 那座桥', 'test'), { code: 'invalid_words' });
    assert.equal(mine.current.rules.length, 99);
  });

  it('stay as they are where no disk has room', async () => {
    const mine = await open();
    await fill('shared', true);
    await assert.rejects(mine.add('a, b', 'test'), { code: 'words_full' });
    assert.deepEqual(mine.current.rules, []);
    await fill('shared', false);
  });
});
