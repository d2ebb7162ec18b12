import assert from 'node:assert/strict';
import { Parser } from 'htmlparser2';
import { barChart } from './bench/charts/bar-chart.js';
import { lineChart } from './bench/charts/line-chart.js';
import { decades, logScale, short } from './bench/charts/svg.js';
import { someArticles, writeNews } from './bench/growth/more-articles.js';
import { percentilesOf } from './bench/figures.js';
import { newFiles } from './new-files.js';
import { readNews, type Document } from './relevance/eval/judged-set.js';

/** The texts of a drawing and how many elements of each kind there are; fails where one is left open. */
function readDrawing(svg: string): { readonly texts: readonly string[]; readonly counts: Map<string, number> } {
  const texts: string[] = [];
  const counts = new Map<string, number>();
  const open: string[] = [];
  const parser = new Parser(
    {
      onopentag: (name) => {
        open.push(name);
        counts.set(name, (counts.get(name) ?? 0) + 1);
        texts.push('');
      },
      ontext: (text) => texts.push(`${texts.pop() ?? ''}${text}`),
      onclosetag: (name, isImplied) => {
        assert.equal(isImplied, false, name);
        assert.equal(open.pop(), name);
      },
    },
    { xmlMode: true },
  );
  parser.end(svg);
  assert.deepEqual(open, []);
  return { texts: texts.map((text) => text.trim()), counts };
}

describe('the charts of the bench', () => {
  it('say every value, and nothing of an engine that has none', () => {
    const chart = barChart({
      title: 'a & b',
      series: ['ours', '<other>'],
      groups: [
        { name: 'words', values: [0.5, 12.34] },
        { name: 'phrases', values: [150, null] },
      ],
    });
    const { texts, counts } = readDrawing(chart);
    for (const text of ['a & b', 'ours', '<other>', 'words', 'phrases', '0.50', '12.3', '150']) {
      assert.ok(texts.includes(text), text);
    }
    // The ground, two of the legend, three bars.
    assert.equal(counts.get('rect'), 6);
  });

  it('have a point for each value and a line for each series', () => {
    const series = [
      { name: 'mean', values: [1, 2, 3] },
      { name: 'p99', values: [10, 20, 30] },
    ];
    const { texts, counts } = readDrawing(lineChart({ title: 'growth', across: [1000, 2000, 30_000], series }));
    assert.equal(counts.get('circle'), 6);
    assert.ok(texts.includes('p99 30.0') && texts.includes('30,000'));
  });

  it('stand on whole powers of ten', () => {
    assert.deepEqual(decades([0.3, 42]), [0.1, 1, 10, 100]);
    const place = logScale(1, 100, 0, 200);
    assert.deepEqual([place(1), place(10), place(100), place(0)], [0, 100, 200, 0]);
    assert.deepEqual([0.123, 4.56, 45.67, 4567].map(short), ['0.12', '4.6', '45.7', '4567']);
  });
});

describe('the bench', () => {
  const { newFile } = newFiles('news', 'ndjson.gz');
  const real: Document[] = [
    { id: '1', title: '揽月大桥通车', body: '大桥通车了。市民都来看。' },
    { id: '2', title: '国际论坛闭幕', body: '论坛闭幕。宣言通过！副局长出席？' },
  ];

  it('makes more articles of the sentences of real ones, the same each time', () => {
    const many = someArticles(real, 50);
    assert.equal(many.length, 50);
    assert.deepEqual(many.slice(0, 2), real);
    assert.equal(new Set(many.map(({ id }) => id)).size, 50);
    assert.deepEqual(someArticles(real, 50), many);
    assert.deepEqual(someArticles(real, 1), real.slice(0, 1));
    const sentences = new Set(['大桥通车了。', '市民都来看。', '论坛闭幕。', '宣言通过！', '副局长出席？']);
    for (const { body } of many)
      for (const one of body.match(/[^。！？]+[。！？]/g) ?? []) assert.ok(sentences.has(one));
  });

  it('reads what it has written', () => {
    const file = newFile();
    const many = someArticles(real, 12_345);
    writeNews(file, many);
    assert.deepEqual(readNews(file), many);
  });

  it('tells the time under which a share of the requests stayed', () => {
    const times = Array.from({ length: 100 }, (_, i) => 100 - i);
    assert.deepEqual(percentilesOf(times), { p50: 51, p95: 96, p99: 100 });
  });
});
