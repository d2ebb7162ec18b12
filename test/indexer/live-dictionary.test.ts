import assert from 'node:assert/strict';
import { setImmediate as turn } from 'node:timers/promises';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { MemoryArticleStore } from '../../corpus/index.js';
import {
  allWords,
  Analyzer,
  createIngest,
  createSearchService,
  IndexerError,
  LiveDictionary,
  openFlexSearchIndex,
  readDictionary,
  WordFile,
  type Ingest,
  type SearchIndex,
  type SearchService,
} from '../../indexer/index.js';
import { article, request, snapshotPath } from './engine.js';

/** An engine with a dictionary of its own. */
interface Living {
  readonly analyzer: Analyzer;
  readonly index: SearchIndex;
  readonly ingest: Ingest;
  readonly search: SearchService;
  readonly dictionary: LiveDictionary;
  readonly file: WordFile;
  /** Opens another over the same files, as after a kill. */
  readonly again: (operators?: string) => Promise<Living>;
}

const opened: Living[] = [];

async function living(
  file: WordFile = new WordFile(snapshotPath()),
  store: MemoryArticleStore = new MemoryArticleStore(),
  snapshotFile: string = snapshotPath(),
  operators: string | null = null,
): Promise<Living> {
  const words = await readDictionary({ own: file, operators });
  const analyzer = new Analyzer(allWords(words));
  const index = await openFlexSearchIndex({ store, analyzer, snapshotFile, log: () => undefined });
  const made: Living = {
    analyzer,
    index,
    ingest: createIngest({ store, index }),
    search: createSearchService({ store, index, analyzer, recency: 0 }),
    dictionary: new LiveDictionary({ file, words, engine: { analyzer, index } }),
    file,
    again: (path) => living(file, store, snapshotFile, path ?? operators),
  };
  opened.push(made);
  return made;
}

afterEach(async () => {
  for (const { index, analyzer } of opened.splice(0)) {
    await index.close();
    await analyzer.close();
  }
});

/** The words that complete 揽月 in the index: those that some article has as a term. */
async function terms({ index }: Living): Promise<string[]> {
  const found = await index.complete('揽月', 5);
  return found.flatMap((one) => (one.kind === 'word' ? [one.text] : []));
}

async function cut({ analyzer }: Living, run: string): Promise<readonly string[]> {
  return (await analyzer.words([run]))[0] ?? [];
}

const bridge = article({ id: 'bridge', title: '揽月大桥通车', body: '车流平稳。' });
const moon = article({ id: 'moon', title: '揽月湖起雾', body: '游人不多。' });
const word = '揽月大桥 2000 ns';

describe('the live dictionary', function () {
  this.timeout(120_000);

  it('cuts queries by a new word, and analyses again just the articles that hold it', async () => {
    const engine = await living();
    await engine.ingest.write([bridge, moon]);
    assert.deepEqual(await terms(engine), []);
    assert.deepEqual(await engine.dictionary.add(word, 'test'), {
      changed: ['揽月大桥'],
      reanalyzed: 1,
      stillCut: [],
    });
    assert.deepEqual(await cut(engine, '揽月大桥通车'), ['揽月大桥', '通车']);
    assert.deepEqual(await terms(engine), ['揽月大桥']);
    assert.equal(engine.index.stats().reanalyzed, 1);
    assert.equal(engine.index.stats().articles, 2);
    assert.equal((await engine.search.search(request('大桥'))).total, 1);
  });

  it('suggests a new word at once, also for one letter with which thousands of words begin', async () => {
    const engine = await living();
    const others = Array.from({ length: 5200 }, (_, i) => `l${(i + 26 ** 3).toString(26)}`);
    await engine.ingest.write([bridge, { ...bridge, id: 'again' }, article({ id: 'others', body: others.join(' ') })]);
    await engine.index.compact();
    assert.equal((await engine.index.complete('l', 5)).length, 5);
    await engine.dictionary.add(word, 'test');
    assert.deepEqual((await engine.index.complete('l', 5))[0], { kind: 'word', text: '揽月大桥' });
  });

  it('brings the old cut back when a word is removed', async () => {
    const engine = await living();
    await engine.ingest.write([bridge, moon]);
    const before = await cut(engine, '揽月大桥通车');
    await engine.dictionary.add(word, 'test');
    assert.deepEqual(await engine.dictionary.remove(['攬月大橋', '没有']), {
      changed: ['揽月大桥'],
      reanalyzed: 1,
      stillCut: [],
    });
    assert.deepEqual(await cut(engine, '揽月大桥通车'), before);
    await engine.index.compact();
    assert.deepEqual(await terms(engine), []);
    assert.deepEqual((await engine.dictionary.remove(['揽月大桥'])).changed, []);
  });

  it('ranks and finds afterwards as an engine does that knew the word from the start', async () => {
    const late = await living();
    await late.ingest.write([bridge, moon]);
    await late.dictionary.add(word, 'test');
    await late.index.compact();
    const early = await living();
    await early.dictionary.add(word, 'test');
    await early.ingest.write([moon, bridge]);
    await early.index.compact();
    const hits = async ({ search }: Living): Promise<unknown> =>
      (await search.search(request('揽月大桥 通车', { match: 'any' }))).hits;
    assert.deepEqual(await hits(late), await hits(early));
  });

  it('says of a word that queries know only in part, as of one that they have no more than once', async () => {
    const engine = await living();
    const { stillCut } = await engine.dictionary.add('c++\n35%\n《揽月》\n的的 1\nat&t\n揽月', 'test');
    assert.deepEqual(stillCut, [
      { word: 'c++', parts: ['c'] },
      { word: '35%', parts: ['35'] },
      { word: '《揽月》', parts: ['揽月'] },
      { word: '的的', parts: ['的'] },
    ]);
  });

  it('changes nothing where a line is bad, loads nothing anew for a tag, says what jieba goes on cutting', async () => {
    const engine = await living();
    await engine.ingest.write([bridge]);
    const { stillCut } = await engine.dictionary.add(`我们的 1\n${word}`, 'test');
    assert.deepEqual(stillCut, [{ word: '我们的', parts: ['我们', '的'] }]);
    const { userWords } = engine.analyzer;
    await assert.rejects(engine.dictionary.add('新词 5\n新词 0', 'names.txt'), {
      code: 'invalid_words',
      message: /^names\.txt, line 2: the frequency "0"/,
    });
    assert.deepEqual(await cut(engine, '揽月大桥通车'), ['揽月大桥', '通车']);
    assert.equal(readFileSync(engine.file.path, 'utf8'), '我们的 1\n揽月大桥 2000 ns\n');
    assert.deepEqual((await engine.dictionary.add('揽月大桥 2000 nz', 'test')).changed, ['揽月大桥']);
    assert.equal(engine.analyzer.userWords, userWords);
    assert.deepEqual(
      engine.dictionary.list().map(({ word: one, tag }) => [one, tag]),
      [
        ['我们的', null],
        ['揽月大桥', 'nz'],
      ],
    );
  });

  it('changes nothing where the words cannot be written', async () => {
    const engine = await living(new WordFile('/none/dictionary.txt'));
    const before = await cut(engine, '揽月大桥通车');
    await assert.rejects(engine.dictionary.add(word, 'test'), { code: 'ENOENT' });
    assert.deepEqual(await cut(engine, '揽月大桥通车'), before);
    assert.deepEqual(engine.dictionary.list(), []);
  });

  it('is compacted where changes alone leave too much behind', async () => {
    const engine = await living();
    const bridges = Array.from({ length: 202 }, (_, i) => article({ id: `b${String(i)}`, title: '揽月大桥通车' }));
    await engine.ingest.write(bridges);
    for (const frequency of [2000, 3000]) await engine.dictionary.add(`揽月大桥 ${frequency}`, 'test');
    while (engine.index.stats().deleted > 0) await turn();
    assert.equal(engine.index.stats().articles, 202);
  });

  it('answers searches and takes writes while words change, and misses none', async () => {
    const engine = await living();
    const title = (i: number): string => `揽月大桥第${String(i)}次检修`;
    await engine.ingest.write(Array.from({ length: 300 }, (_, i) => article({ id: `a${String(i)}`, title: title(i) })));
    const changing = (async () => {
      await engine.dictionary.add(word, 'test');
      await engine.dictionary.add('检修 90000\n第一次 9000', 'test');
      await engine.dictionary.remove(['检修']);
    })();
    const changed = changing.then(() => 'changed');
    let written = 300;
    while ((await Promise.race([changed, turn('changing')])) === 'changing') {
      await engine.ingest.write([article({ id: `b${String(written)}`, title: title(written) })]);
      written++;
      const { total } = await engine.search.search(request('揽月大桥检修', { match: 'all' }));
      assert.equal(total, written);
    }
    await changing;
    assert.ok(written > 300);
    await engine.index.compact();
    for (const q of ['揽月大桥', '揽月', '大桥 检修']) {
      assert.equal((await engine.search.search(request(q))).total, written);
    }
    const fresh = await engine.again();
    await fresh.index.compact();
    const hits = async ({ search }: Living): Promise<unknown> => {
      const found = await search.search(request('揽月大桥检修', { size: 100, explain: true, sort: 'oldest' }));
      return found.hits.map(({ id, explanation }) => [id, explanation]);
    };
    assert.deepEqual(await hits(engine), await hits(fresh));
  });

  it('keeps its words over a restart, with the snapshot and without building anew', async () => {
    const engine = await living();
    await engine.ingest.write([bridge, moon]);
    await engine.dictionary.add(word, 'test');
    await engine.index.saveSnapshot();
    const again = await engine.again();
    assert.equal(again.index.stats().reanalyzed, 0);
    assert.deepEqual(await terms(again), ['揽月大桥']);
    assert.deepEqual(again.dictionary.list(), engine.dictionary.list());
  });

  it('keeps its words where it is killed before a snapshot: the next start analyses what holds them', async () => {
    const engine = await living();
    await engine.ingest.write([bridge, moon]);
    await engine.index.saveSnapshot();
    await engine.dictionary.add(word, 'test');
    const again = await engine.again();
    assert.equal(again.index.stats().reanalyzed, 1);
    assert.deepEqual(await terms(again), ['揽月大桥']);
  });

  it('takes what was changed while nothing ran, in its own file and in the operator’s', async () => {
    const operators = snapshotPath();
    writeFileSync(operators, '揽月湖 900\n');
    const engine = await living();
    await engine.ingest.write([bridge, moon, article({ id: 'other', title: '经济复苏' })]);
    await engine.index.saveSnapshot();
    const offline = new LiveDictionary({
      file: engine.file,
      words: await readDictionary({ own: engine.file, operators: null }),
      engine: null,
    });
    assert.deepEqual(await offline.add(word, 'test'), { changed: ['揽月大桥'], reanalyzed: 0, stillCut: [] });
    const again = await engine.again(operators);
    assert.equal(again.index.stats().reanalyzed, 2);
    assert.deepEqual((await terms(again)).sort(), ['揽月大桥', '揽月湖'].sort());
    assert.deepEqual(
      again.dictionary.list().map(({ word: one, source }) => [one, source]),
      [
        ['揽月湖', 'operators'],
        ['揽月大桥', 'own'],
      ],
    );
    assert.deepEqual((await again.dictionary.remove(['揽月湖'])).changed, []);
  });

  it('says which of the two files is bad, by line', async () => {
    const [own, operators] = [new WordFile(snapshotPath()), snapshotPath()];
    writeFileSync(own.path, '好词\n坏 词 词\n');
    writeFileSync(operators, '揽月 0\n');
    const message = (path: string, line: number): RegExp => new RegExp(`^${path}, line ${String(line)}: `);
    await assert.rejects(readDictionary({ own, operators: null }), { message: message(own.path, 2) });
    await assert.rejects(readDictionary({ own, operators }), { message: message(operators, 1) });
    assert.ok(!existsSync(`${own.path}.tmp`));
  });
});

/** Fails on its way to the end of an analysis, where it is told to. */
class FailingAnalyzer extends Analyzer {
  /** Calls that still go well. */
  callsLeft = Infinity;

  override terms(texts: readonly string[]): ReturnType<Analyzer['terms']> {
    return this.callsLeft-- > 0 ? super.terms(texts) : Promise.reject(new IndexerError('segmenter', 'told to fail'));
  }
}

describe('a dictionary whose articles cannot be analysed again', function () {
  this.timeout(120_000);

  it('is in force for queries, says so, and does it with the next change or start', async () => {
    const [file, store, snapshotFile] = [new WordFile(snapshotPath()), new MemoryArticleStore(), snapshotPath()];
    const analyzer = new FailingAnalyzer();
    const index = await openFlexSearchIndex({ store, analyzer, snapshotFile, log: () => undefined });
    await createIngest({ store, index }).write([bridge, moon]);
    const words = await readDictionary({ own: file, operators: null });
    const dictionary = new LiveDictionary({ file, words, engine: { analyzer, index } });
    analyzer.callsLeft = 0;
    await assert.rejects(dictionary.add(word, 'test'), { code: 'segmenter' });
    analyzer.callsLeft = Infinity;
    assert.deepEqual(await analyzer.words(['揽月大桥']), [['揽月大桥']]);
    await index.saveSnapshot();
    assert.equal((await living(file, store, snapshotFile)).index.stats().reanalyzed, 1);
    assert.equal(dictionary.list().length, 1);
    assert.equal((await dictionary.add(word, 'test')).reanalyzed, 1);
    await index.close();
    await analyzer.close();
  });

  it('cuts by the old words again what was done half way when they are taken back, before or after a restart', async () => {
    const [file, store, snapshotFile] = [new WordFile(snapshotPath()), new MemoryArticleStore(), snapshotPath()];
    const analyzer = new FailingAnalyzer();
    const index = await openFlexSearchIndex({ store, analyzer, snapshotFile, log: () => undefined });
    const body = '揽月大桥通车。'.repeat(500);
    const bridges = Array.from({ length: 40 }, (_, i) => article({ id: `b${String(i)}`, body }));
    await createIngest({ store, index }).write(bridges);
    const words = await readDictionary({ own: file, operators: null });
    const dictionary = new LiveDictionary({ file, words, engine: { analyzer, index } });
    analyzer.callsLeft = 3;
    await assert.rejects(dictionary.add(word, 'test'), { code: 'segmenter' });
    analyzer.callsLeft = Infinity;
    await index.saveSnapshot();
    const other = await living(new WordFile(snapshotPath()), store, snapshotFile);
    assert.equal(other.index.stats().reanalyzed, 40);
    assert.deepEqual(await terms(other), []);
    const { search } = other;
    assert.equal((await dictionary.remove(['揽月大桥'])).reanalyzed, 40);
    assert.deepEqual(await terms({ ...other, index }), []);
    assert.equal((await search.search(request('揽月大桥'))).total, 40);
    await index.close();
    await analyzer.close();
  });
});
