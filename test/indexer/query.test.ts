import assert from 'node:assert/strict';
import fc from 'fast-check';
import { analyzeQuery } from '../../indexer/query/match-tree.js';
import { parseQuery } from '../../indexer/query/parser.js';
import type { SyntaxNode } from '../../indexer/query/syntax.js';
import { analyzer } from './engine.js';

/** A syntax tree as one line: `&(…)`, `|(…)`, `-…`, phrases in quotes. */
function show(node: SyntaxNode): string {
  if (node.kind === 'run') return `${node.field === null ? '' : `${node.field}:`}${node.text}`;
  if (node.kind === 'phrase') return `${node.field === null ? '' : `${node.field}:`}"${node.text}"`;
  if (node.kind === 'not') return `-${show(node.node)}`;
  return `${node.kind === 'and' ? '&' : '|'}(${node.nodes.map(show).join(' ')})`;
}

describe('the query language', () => {
  const cases: readonly (readonly [string, string, string])[] = [
    ['takes words side by side as all of them', '经济 复苏', '&(经济 复苏)'],
    ['takes quotes at word edges as a phrase', '"黄金 消费量"', '"黄金 消费量"'],
    [
      'takes full-width and typographic operators',
      '＂a b＂ －c title：d （e OR f） “g h”',
      '&("a b" -c title:d |(e f) "g h")',
    ],
    ['excludes', '-疫情', '-疫情'],
    ['binds OR more tightly than words side by side', '成都 OR 西昌 疫情', '&(|(成都 西昌) 疫情)'],
    ['gives fields to words, phrases and groups', 'title:封城 body:(a OR "b c")', '&(title:封城 |(body:a body:"b c"))'],
    ['excludes phrases, fields and groups', '-"a b" -title:c -(d OR e)', '&(-"a b" -title:c -|(d e))'],
    ['searches a headline with quotes inside as it is', '专家称“躺平”不可取', '专家称“躺平”不可取'],
    ['searches a headline that begins with a quotation as it is', '“静态管理”引发关注', '“静态管理”引发关注'],
    ['searches a headline with parentheses as it is', '四川（成都）新闻（图）', '四川（成都）新闻（图）'],
    ['takes a hyphen inside a word as part of it', 'covid-19', 'covid-19'],
    ['takes an unknown field as part of the word', 'http://a.b 标题:c', '&(http://a.b 标题:c)'],
    ['takes OR without two sides as a word', 'OR a OR', '&(OR a OR)'],
    ['takes or in lower case as a word', 'a or b', '&(a or b)'],
    ['takes operators without an operand as words', '- " title: ()', '&(- " title:)'],
    ['takes a number below zero as part of a headline', '黑龙江雪乡 晴 -25℃', '&(黑龙江雪乡 晴 -25℃)'],
    [
      'takes a fall as part of a headline',
      '同比 -7.0%，创新低 -20~+70℃ －10％',
      '&(同比 -7.0%，创新低 -20~+70℃ －10％)',
    ],
    ['excludes years and names of digits', '经济 -2024 -5G', '&(经济 -2024 -5G)'],
    ['excludes within a field, the sign before or behind it', 'title:-a -title:b', '&(-title:a -title:b)'],
    ['takes an unclosed quote as part of the word', '"a b', '&("a b)'],
    ['takes an unclosed parenthesis as part of the word', '(a b', '&((a b)'],
    ['does not double operators', '--a title:title:b', '&(--a title:title:b)'],
  ];
  for (const [name, query, expected] of cases) {
    it(`${name}: ${query}`, () => {
      const shown = show(parseQuery(query));
      assert.equal(shown.replaceAll('&()', '').replaceAll('  ', ' ').replace(' )', ')'), expected);
    });
  }

  it('answers 50 nested parentheses', async () => {
    assert.deepEqual(
      (await analyzeQuery(`${'('.repeat(50)}西昌${')'.repeat(50)}`, analyzer)).needles.map((needle) => needle.text),
      ['西昌'],
    );
  });

  it('makes something of any string', async () => {
    const nasty = fc.string({
      unit: fc.constantFrom(...'"“”()（）-－:： OR title:西昌\ud800\0\u202e😀的'),
      maxLength: 60,
    });
    await fc.assert(
      fc.asyncProperty(fc.oneof(nasty, fc.string({ unit: 'binary' })), async (query) => {
        const { root, needles } = await analyzeQuery(query, analyzer);
        assert.equal(root === null, query.trim() === '');
        for (const needle of needles) assert.ok(needle.text.length > 0);
      }),
      { numRuns: 2000 },
    );
  });

  const needles: readonly (readonly [string, string, readonly string[]])[] = [
    ['leaves stop words out where another word is wanted', '我的祖国', ['祖国']],
    ['keeps stop words where nothing else is wanted', '的', ['的']],
    ['keeps stop words in phrases', '"我的"', ['我的']],
    ['looks for nothing that is excluded', '招商 -公司', ['招商']],
    ['looks for signs where nothing else is wanted', '→ ✅', ['→', '✅']],
    ['leaves signs out where a word is wanted', '西昌 →', ['西昌']],
    ['looks for no signs beside stop words', '的 吗 ？', ['的', '吗']],
    ['folds', 'ＮＢＡ 國際', ['nba', '国际']],
  ];
  for (const [name, query, expected] of needles) {
    it(name, async () =>
      assert.deepEqual(
        (await analyzeQuery(query, analyzer)).needles.map((needle) => needle.text),
        expected,
      ),
    );
  }

  it('matches nothing where nothing can be searched', async () => {
    assert.deepEqual(await analyzeQuery('\u200b', analyzer), {
      root: { kind: 'or', nodes: [] },
      needles: [],
      runs: [],
      headline: null,
    });
  });
});
