import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { createSearchService, IndexerError, LiveSynonyms, Synonyms, WordFile } from '../../indexer/index.js';
import { analyzer, article, openEngine, request, snapshotPath } from './engine.js';

/** The synonyms of a line; none where it is refused. */
function parsed(line: string): Synonyms {
  try {
    return Synonyms.parse(line, 'f');
  } catch (error) {
    assert.ok(error instanceof IndexerError && error.code === 'invalid_words');
    return Synonyms.none;
  }
}

describe('synonyms', () => {
  it('stand for each other, or for others, in the order of the rules', () => {
    const text = '# 组织\n北约, 北大西洋公约组织 NATO\n世衛 ＝＞ 世界卫生组织，WHO\n北约、公约组织\n';
    const synonyms = Synonyms.parse(text, 'synonyms.txt');
    assert.deepEqual(synonyms.alternativesOf('北约'), ['北大西洋公约组织', 'nato', '公约组织']);
    assert.deepEqual(synonyms.alternativesOf('nato'), ['北约', '北大西洋公约组织']);
    assert.deepEqual(synonyms.alternativesOf('世卫'), ['世界卫生组织', 'who']);
    assert.deepEqual(synonyms.alternativesOf('who'), []);
    assert.deepEqual(synonyms.alternativesOf('没有'), []);
  });

  const bad: readonly (readonly [string, string, RegExp])[] = [
    ['a word alone', '北约', /line 1: a group needs two different words/],
    ['one word twice', '北約，北约', /a group needs two different words/],
    ['nothing before =>', '=> 北约', /there has to be a word on both sides/],
    ['nothing behind =>', '北约 =>', /there has to be a word on both sides/],
    ['nothing new behind =>', '北约 nato => nato', /there is nothing new behind =>/],
    ['two arrows', 'a => b => c', /there is more than one => in it/],
    ['signs alone', '北约, ！！', /"!!" is not a word that can be searched/],
    ['what would be a comment once folded', '＃北约, nato', /"#北约" begins with #, as a comment does/],
    [
      'more than a hundred for a word',
      Array.from({ length: 101 }, (_, i) => `北约 号${i}`).join('\n'),
      /"北约" would have 101/,
    ],
    ['a control character', '北约, na\u0000to', /there is a control character/],
    ['a word without end', `北约 ${'长'.repeat(51)}`, /a word is longer than 50 characters/],
  ];
  for (const [name, text, message] of bad) {
    it(`are refused with ${name}`, () => {
      assert.throws(() => Synonyms.parse(text, 'f'), { name: 'IndexerError', code: 'invalid_words', message });
    });
  }

  it('lose a word, and the rules that say nothing without it', () => {
    const synonyms = Synonyms.parse('a b c\na d\ne => a\n', 'f').without('a');
    assert.equal(synonyms.toText(), 'b, c\n');
  });

  it('come back from the text they are written to, whatever was taken out', () => {
    const words = fc.uniqueArray(fc.constantFrom('北约', 'nato', '世卫', 'who', '组织'), {
      minLength: 1,
      maxLength: 4,
    });
    const rule = fc.record({ words, to: fc.option(words) });
    const signs = fc.string({ unit: fc.constantFrom(...'甲乙a＃﹟＝﹦>﹥＞，、 '), maxLength: 12 });
    fc.assert(
      fc.property(fc.array(rule, { maxLength: 6 }), (rules) => {
        const synonyms = new Synonyms(rules).without('who');
        assert.deepEqual(Synonyms.parse(synonyms.toText(), 'own').rules, synonyms.rules);
        for (const word of ['北约', 'nato']) {
          assert.ok(!synonyms.alternativesOf(word).includes('who'));
          assert.ok(!synonyms.alternativesOf(word).includes(word));
        }
      }),
    );
    fc.assert(
      fc.property(signs, (line) => {
        const synonyms = parsed(line);
        assert.deepEqual(Synonyms.parse(synonyms.toText(), 'own').rules, synonyms.rules);
      }),
    );
  });
});

describe('live synonyms', () => {
  it('act on the next search, and stay after a restart', async () => {
    const file = new WordFile(snapshotPath());
    const synonyms = await LiveSynonyms.open(file);
    const { store, index, ingest } = await openEngine();
    await ingest.write([article({ id: '1', title: '北大西洋公约组织开会' })]);
    const search = createSearchService({ store, index, analyzer, recency: 0, synonyms });
    const found = async (q: string): Promise<number> => (await search.search(request(q))).total;
    assert.equal(await found('北约'), 0);
    assert.deepEqual(await synonyms.add('北约, 北大西洋公约组织', 'test'), { added: 1, removed: 0 });
    assert.equal(await found('北约'), 1);
    const again = await LiveSynonyms.open(file);
    assert.deepEqual(again.current.alternativesOf('北约'), ['北大西洋公约组织']);
    assert.deepEqual(await synonyms.remove(['北約']), { added: 0, removed: 1 });
    assert.equal(await found('北约'), 0);
    assert.equal(readFileSync(file.path, 'utf8'), '');
  });

  it('act on words that jieba cuts, alone and within a run', async () => {
    const synonyms = await LiveSynonyms.open(new WordFile(snapshotPath()));
    await synonyms.add('新冠, 新型冠状病毒肺炎', 'test');
    const { store, index, ingest } = await openEngine();
    await ingest.write([
      article({ id: '1', title: '新冠疫情缓解' }),
      article({ id: '2', title: '新型冠状病毒肺炎疫情缓解' }),
    ]);
    const search = createSearchService({ store, index, analyzer, recency: 0, synonyms });
    for (const q of ['新冠', '新型冠状病毒肺炎', '新型冠状病毒肺炎疫情', '新冠疫情']) {
      const { hits } = await search.search(request(q, { match: 'all' }));
      assert.equal(hits.length, 2, q);
      assert.equal(hits[0]?.id, q.startsWith('新冠') ? '1' : '2');
    }
    await index.close();
  });

  it('stay as they are where a line is bad', async () => {
    const synonyms = await LiveSynonyms.open(new WordFile(snapshotPath()));
    await synonyms.add('a b', 'test');
    await assert.rejects(synonyms.add('c d\ne', 'more.txt'), { message: /^more\.txt, line 2: a group needs two/ });
    assert.equal(synonyms.current.toText(), 'a, b\n');
    assert.deepEqual(await synonyms.add('a b', 'test'), { added: 0, removed: 0 });
  });

  it('take changes that come at once, all of them', async () => {
    const file = new WordFile(snapshotPath());
    const synonyms = await LiveSynonyms.open(file);
    await Promise.all(['a b', 'c d', 'e f'].map((line) => synonyms.add(line, 'test')));
    await synonyms.idle();
    assert.equal(await file.read(), 'a, b\nc, d\ne, f\n');
  });
});
