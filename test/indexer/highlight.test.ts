import assert from 'node:assert/strict';
import fc from 'fast-check';
import { fold } from '../../indexer/analyzer/fold.js';
import { highlight, type MarkableText } from '../../indexer/answer/highlight.js';
import { escapeHtml } from '../../indexer/answer/html-escape.js';
import { snippets } from '../../indexer/answer/snippets.js';
import { analyzeQuery } from '../../indexer/query/match-tree.js';
import type { Needle } from '../../indexer/query/needle.js';
import { analyzer } from './engine.js';

function markable(original: string): MarkableText {
  const { text, map } = fold(original);
  return { original, folded: text, map };
}

const needles = async (query: string): Promise<readonly Needle[]> => (await analyzeQuery(query, analyzer)).needles;
const marked = async (text: string, query: string): Promise<string> => highlight(markable(text), await needles(query));
const excerpts = async (text: string, query: string): Promise<string[]> =>
  snippets(markable(text), await needles(query));

/** HTML as a reader sees it. */
function plain(html: string): string {
  const entities: Record<string, string> = { amp: '&', lt: '<', gt: '>', quot: '"', '#39': "'" };
  return html.replace(/<\/?mark>/g, '').replace(/&([a-z]+|#39);/g, (_, name: string) => entities[name] ?? '?');
}

describe('highlighting', () => {
  const cases: readonly (readonly [string, string, string, string])[] = [
    [
      'stands on the characters, however the text is cut',
      '四川西昌市一副局长李胜被查',
      '副局长',
      '四川西昌市一<mark>副局长</mark>李胜被查',
    ],
    ['stands on the original characters', '國際論壇與ＮＢＡ', '国际 nba', '<mark>國際</mark>論壇與<mark>ＮＢＡ</mark>'],
    ['marks every word of a run', '经济强劲复苏', '经济复苏', '<mark>经济</mark>强劲<mark>复苏</mark>'],
    ['makes one mark of words that touch', '四川西昌', '西昌四川', '<mark>四川西昌</mark>'],
    ['leaves part of a token unmarked', 'NBAer 与 nba', 'NBA', 'NBAer 与 <mark>nba</mark>'],
    [
      'marks a phrase, also inside a token',
      '"静态管理"与NBAer',
      '"静态管理" "nbae"',
      '&quot;<mark>静态管理</mark>&quot;与<mark>NBAe</mark>r',
    ],
    ['does not mark what is excluded', '招商公司', '招商 -公司', '<mark>招商</mark>公司'],
    ['marks the whole character that unfolds', '㍿开张…', '"式会"', '<mark>㍿</mark>开张…'],
    ['escapes everything else', '<b>&"西昌\'', '西昌', '&lt;b&gt;&amp;&quot;<mark>西昌</mark>&#39;'],
    [
      'marks one character of a cut run only beside the rest',
      '3月12日揽月大桥',
      '揽月大桥',
      '3月12日<mark>揽月大桥</mark>',
    ],
    ['marks one character that was asked for alone', '读书与书店', '书', '读<mark>书</mark>与<mark>书</mark>店'],
    ['marks 大卫 and no more', '大卫到了扫罗那里', '大卫', '<mark>大卫</mark>到了扫罗那里'],
  ];
  for (const [name, text, query, expected] of cases)
    it(name, async () => assert.equal(await marked(text, query), expected));

  it('is the text, escaped, when the marks are taken out', async () => {
    const piece = fc.constantFrom(
      '西昌',
      '副局长',
      '國際',
      '<b>',
      '&amp;',
      '"',
      'ＮＢＡ',
      '…',
      '㍿',
      '\n',
      '𠮷',
      'e\u0301',
      '，',
      'x',
    );
    const text = fc.array(piece, { maxLength: 12 }).map((parts) => parts.join(''));
    await fc.assert(
      fc.asyncProperty(text, fc.array(piece, { minLength: 1, maxLength: 3 }), async (value, query) => {
        const html = await marked(value, query.join(' '));
        assert.equal(html.replace(/<\/?mark>/g, ''), escapeHtml(value));
        assert.doesNotMatch(html.replace(/<mark>[^<]*<\/mark>/g, ''), /mark>/);
      }),
      { numRuns: 500 },
    );
  });
});

describe('snippets', () => {
  const filler = '各部门要压实责任，细化措施。'.repeat(12);

  it('show the place where the words stand, within a sentence', async () => {
    const [snippet = ''] = await excerpts(`${filler}西昌市商务局副局长李胜被查。${filler}`, '西昌 副局长');
    assert.match(snippet, /<mark>西昌<\/mark>市商务局<mark>副局长<\/mark>李胜被查。/);
    assert.ok(plain(snippet).length <= 112);
    assert.doesNotMatch(snippet, /^…|…$/);
  });

  it('put the place with the most different words first', async () => {
    const text = `西昌新闻。${filler}西昌、西昌、西昌。${filler}西昌副局长。${filler}副局长。`;
    const found = await excerpts(text, '西昌 副局长');
    assert.equal(found.length, 3);
    assert.match(found[0] ?? '', /<mark>西昌副局长<\/mark>/);
    assert.match(found[1] ?? '', /<mark>西昌<\/mark>、<mark>西昌<\/mark>、<mark>西昌<\/mark>/);
  });

  it('are the beginning of the text where nothing stands in it', async () => {
    assert.deepEqual(await excerpts('第一句。第二句。', '西昌'), ['第一句。第二句。']);
    assert.deepEqual(await excerpts(' \n ', '西昌'), []);
  });

  it('say with an ellipsis that a sentence goes on', async () => {
    const [snippet = ''] = await excerpts(`${'没有标点的长句子'.repeat(20)}西昌${'还是没有标点'.repeat(20)}`, '西昌');
    assert.match(snippet, /^….*<mark>西昌<\/mark>.*…$/);
  });

  it('do not part Latin words, numbers or pairs of surrogates', async () => {
    const words = 'alphabet '.repeat(40);
    for (const snippet of await excerpts(`${words}西昌 ${words}`, '西昌')) {
      for (const word of plain(snippet).match(/[a-z]+/g) ?? []) assert.equal(word, 'alphabet');
    }
    const pairs = '𠮷'.repeat(99);
    for (const snippet of await excerpts(`${pairs}西昌${pairs}`, '西昌')) assert.ok(snippet.isWellFormed());
  });

  it('are parts of the text, marks and white space aside, whatever it is', async () => {
    const piece = fc.constantFrom(
      '西昌',
      '副局长。',
      '國際，',
      '<b>',
      '\n\n',
      '𠮷',
      ' word',
      '句子很长没有标点',
      '！',
      '…',
      '”',
    );
    const text = fc.array(piece, { maxLength: 80 }).map((parts) => parts.join(''));
    await fc.assert(
      fc.asyncProperty(text, async (value) => {
        const found = await excerpts(value, '西昌 国际 word');
        assert.ok(found.length <= 3);
        for (const snippet of found) {
          const bare = plain(snippet).replace(/^…|…$/g, '').replace(/\s+/g, '');
          assert.ok(value.replace(/\s+/g, '').includes(bare), snippet);
          assert.ok(bare.length <= 140);
        }
      }),
      { numRuns: 500 },
    );
  });

  it('of a long text full of matches are found quickly', async () => {
    assert.equal((await excerpts('西昌'.repeat(400_000), '西昌 昌 西')).length, 3);
  });
});
