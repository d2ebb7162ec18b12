import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import type { Builder } from './eval/contender.js';
import { evaluate } from './eval/evaluate.js';
import { fts5 } from './eval/fts5.js';
import { readJudgedSet } from './eval/judged-set.js';
import { miniSearch } from './eval/minisearch.js';
import { otherScript } from './eval/other-script.js';
import { ours } from './eval/ours.js';
import { bigrams, searchModeWords, words } from './eval/peer-terms.js';
import { margins, table } from './eval/report.js';
import { stockFlexSearch } from './eval/stock-flexsearch.js';

const news = [
  { id: 'bridge', title: '揽月大桥通车', body: '揽月大桥通车首日，车流过万。' },
  { id: 'tea', title: '青岚春茶上市', body: '春茶每斤涨价两成。' },
  { id: 'fog', title: '大雾预警', body: '沿海今晨有大雾，航班延误。' },
];
const queries = [
  { id: 'q1', text: '春茶涨价' },
  { id: 'q2', text: '航班为什么延误？' },
];
const qrels = 'q1\ttea\t1\nq2\tfog\t1\n';

const lines = (all: readonly unknown[]): string => all.map((one) => `${JSON.stringify(one)}\n`).join('');

describe('the evaluation', () => {
  const data = mkdtempSync(join(tmpdir(), 'xunwen-eval-'));
  after(() => rmSync(data, { recursive: true, force: true }));

  before(() => {
    const folders = ['judged/xquad-zh', 'judged/known-item-taiwan', 'news'].map((name) => join(data, name));
    for (const folder of folders) mkdirSync(folder, { recursive: true });
    for (const set of ['xquad-zh', 'known-item-taiwan']) {
      writeFileSync(join(data, 'judged', set, 'queries.jsonl'), lines(queries));
      writeFileSync(join(data, 'judged', set, 'qrels.tsv'), qrels);
    }
    writeFileSync(join(data, 'judged/xquad-zh/corpus.jsonl'), lines(news));
    writeFileSync(join(data, 'news/taiwan.ndjson.gz'), gzipSync(lines(news)));
  });

  it('takes the titles out of known items, also where the body repeats them', () => {
    const { documents } = readJudgedSet(data, 'known-item-taiwan');
    assert.deepEqual(documents[0], { id: 'bridge', title: '', body: '首日，车流过万。' });
    assert.equal(readJudgedSet(data, 'xquad-zh').documents[0]?.title, '揽月大桥通车');
  });

  it('names the sets there are where one is not', () => {
    assert.throws(() => readJudgedSet(data, 'trec'), /no set is called trec; there are cmrc2018, /);
  });

  const builders: readonly Builder[] = [
    ours,
    fts5('words', words),
    fts5('search mode', searchModeWords),
    fts5('bigrams', bigrams),
    stockFlexSearch('FlexSearch', searchModeWords),
    miniSearch('MiniSearch', words),
  ];

  it('finds with every engine what only one document can answer', async () => {
    const set = readJudgedSet(data, 'xquad-zh');
    for (const build of builders) {
      for (const contender of await build(set.documents)) {
        const [whole, ...parts] = await evaluate(contender, set);
        assert.equal(whole?.mrr, 1, contender.name);
        assert.equal(
          parts.reduce((sum, { queries: count }) => sum + count, 0),
          2,
        );
        await contender.close();
      }
    }
  });

  it('prints a line an engine', async () => {
    const [contender] = await fts5('BM25', words)(news);
    assert.ok(contender);
    const text = table(await evaluate(contender, readJudgedSet(data, 'xquad-zh')));
    assert.match(text, /\n\| BM25 \| 1\.0000 \| [01]\.0000 \| [01]\.0000 \| 1\.000 \| 1\.000 \| 1\.0000 \| [\d.]+ \|$/);
  });

  it('tells the script of documents and converts queries into the other', () => {
    const simplified = otherScript(news);
    assert.deepEqual([simplified.name, simplified.convert('头发与发展')], ['traditional', '頭髮與發展']);
    const traditional = otherScript([{ id: 'tea', title: '', body: '春茶漲價兩成，頭髮與發展' }]);
    assert.deepEqual([traditional.name, traditional.convert('頭髮與發展')], ['simplified', '头发与发展']);
  });

  it('asks ours with recency where documents have dates, and finds the same with queries in the other script', async () => {
    const dated = news.map((document) => ({ ...document, publishedAt: '2026-01-02T00:00:00Z' }));
    const set = readJudgedSet(data, 'xquad-zh');
    const contenders = await ours(dated);
    assert.deepEqual(
      contenders.map(({ name }) => name),
      ['ours, any', 'ours, auto', 'ours, any, recency on', 'ours, any, queries in traditional script'],
    );
    for (const contender of contenders) assert.equal((await evaluate(contender, set))[0]?.mrr, 1, contender.name);
    for (const contender of contenders) await contender.close();
  });

  it('says how far ours is above the better BM25, and what other ways to ask cost', () => {
    const row = { set: 's', part: 'whole', queries: 1, recall1: 0, recall10: 0, ndcg: 0, milliseconds: 1 } as const;
    const measured = [
      { ...row, engine: 'ours, any', mrr: 0.9 },
      { ...row, engine: 'ours, auto', mrr: 0.88 },
      { ...row, engine: 'FTS5 BM25, jieba words', mrr: 0.8 },
      { ...row, engine: 'FTS5 BM25, character bigrams', mrr: 0.85 },
    ];
    assert.equal(
      margins(measured),
      'ours, any, against the better BM25: +0.0500\nours, auto, against ours, any: -0.0200',
    );
    assert.equal(margins(measured.slice(2)), '');
  });
});
