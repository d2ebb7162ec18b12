import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import fc from 'fast-check';
import { substringTables } from './eval/report.js';
import { cutsToken, drawRun, isPhrase, isPlainRun, randomNumbers, sample } from './eval/substring-runs.js';
import { drawArticles, evaluateSubstrings } from './eval/substrings.js';

const bodies = [
  '揽月大桥今晨通车，C919首航时5+2小时，票价降35%。副局长李胜到场，',
  '副局长说，李胜没有来；大桥上月色很好，揽月的人不少。covid-19早已过去。',
  '青岚春茶上市，每斤涨价两成。記者從國際論壇發回報道：iPhone 15和T恤都涨了。',
];
const news = Array.from({ length: 60 }, (_, i) => ({
  id: `n${String(i)}`,
  title: `第${String(i)}则：${(bodies[i % 3] ?? '').slice(0, 8)}`,
  body: (bodies[i % 3] ?? '').repeat(1 + (i % 4)),
}));

describe('the evaluation of runs', () => {
  const data = mkdtempSync(join(tmpdir(), 'xunwen-runs-'));
  after(() => rmSync(data, { recursive: true, force: true }));

  before(() => {
    mkdirSync(join(data, 'news'));
    const lines = news.map((one) => `${JSON.stringify(one)}\n`);
    for (const [i, name] of ['xwlb', 'it-news', 'taiwan'].entries()) {
      writeFileSync(join(data, `news/${name}.ndjson.gz`), gzipSync(lines.filter((_, at) => at % 3 === i).join('')));
    }
  });

  it('finds all runs of invented news, and nothing else in quotes', async () => {
    const options = { articles: 50, runs: 80, seed: 3 };
    const figures = await evaluateSubstrings(drawArticles(data, options), options);
    assert.deepEqual([figures.articles, figures.quoted.runs, figures.unquoted.runs], [50, 80, 80]);
    assert.deepEqual([...figures.quoted.wrong, ...figures.unquoted.wrong], []);
    assert.deepEqual([figures.quoted.precision, figures.quoted.recall, figures.unquoted.recall], [1, 1, 1]);
    assert.ok(figures.quoted.expected > 80 && figures.bytes['texts'] !== undefined);
    assert.match(substringTables(figures), /\n\| quoted \| 80 \| \d+ \| 100\.000 % \| 100\.000 % \| 0 \| /);
  });

  it('draws runs that a query can say, at any place', () => {
    const text = bodies.join('“”"()-：\n');
    fc.assert(
      fc.property(fc.nat(), (seed) => {
        const random = randomNumbers(seed);
        const phrase = drawRun(text, random, isPhrase);
        const plain = drawRun(text, random, (run, start, end) => isPlainRun(run) && !cutsToken(text, start, end));
        assert.ok(phrase !== null && plain !== null);
        assert.ok(phrase.length >= 2 && phrase.length <= 8 && text.includes(phrase));
        assert.doesNotMatch(plain, /[\s“”"]/);
      }),
    );
    assert.deepEqual(['c919', '5+2', 'C919', '李 胜', '，李胜'].map(isPlainRun), [true, true, false, false, false]);
    assert.ok(cutsToken('covid-19', 1, 7) && !cutsToken('covid-19', 0, 8));
  });

  it('samples each value once, the same for a seed', () => {
    const values = [...Array(100).keys()];
    const drawn = sample(values, 40, randomNumbers(7));
    assert.equal(new Set(drawn).size, 40);
    assert.deepEqual(sample(values, 40, randomNumbers(7)), drawn);
    assert.equal(sample(values, 1000, randomNumbers(7)).length, 100);
  });
});
