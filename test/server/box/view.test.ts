import assert from 'node:assert/strict';
import type { InstantAnswer, InstantHit } from '../../../server/box/instant-answer.js';
import { readSettings } from '../../../server/box/settings.js';
import { textsFor } from '../../../server/box/texts.js';
import { viewOf, type BoxView } from '../../../server/box/view.js';

const settings = readSettings({ getAttribute: () => null }, 'https://search.example/', 'https://news.example/');
const basis = { settings, texts: textsFor('zh-CN'), language: 'zh-CN' };

const hit: InstantHit = {
  id: 'bridge',
  url: 'https://news.example/bridge',
  title: '揽月大桥通车',
  source: '澜江日报',
  section: '时政',
  publishedAt: '2025-03-12T23:30:00+08:00',
  highlights: { title: '揽月<mark>大桥</mark>通车' },
};

const nothing = { total: 0, relaxed: null, didYouMean: null, hits: [] };

const answered = (answer: Partial<InstantAnswer>): BoxView =>
  viewOf({ kind: 'answer', query: '大桥', answer: { suggestions: [], ...answer } }, basis);

const said = ({ groups }: BoxView): string[] =>
  groups.flatMap(({ kind, options }) => options.map(({ text, href }) => `${kind} ${text} ${href ?? '-'}`));

describe('what the box shows', () => {
  it('is suggestions, then news, then the way to all results', () => {
    const view = answered({
      suggestions: [{ text: '大桥', kind: 'word', highlighted: '<mark>大桥</mark>', id: null, url: null }],
      instant: { ...nothing, total: 1200, hits: [hit] },
    });
    const results = 'https://search.example/?q=%E5%A4%A7%E6%A1%A5';
    assert.deepEqual(said(view), [
      `suggestions 大桥 ${results}`,
      'news 揽月大桥通车 https://news.example/bridge',
      `more 查看全部 1,200 条结果 ${results}`.replace('查看全部 1,200 条结果', '大桥'),
    ]);
    assert.equal(view.groups[2]?.options[0]?.pieces[0]?.text, '查看全部 1,200 条结果');
    assert.equal(view.groups[1]?.options[0]?.detail, '澜江日报 · 2025年3月12日');
    assert.equal(view.announcement, '1 条建议，1 条新闻，共 1,200 条结果；用上下方向键选择');
  });

  it('is no title twice, as a suggestion and as news', () => {
    const title = { text: hit.title, kind: 'title', highlighted: hit.title, id: hit.id, url: hit.url } as const;
    const other = { ...title, text: '揽月大桥合龙', id: 'other', url: null };
    const view = answered({ suggestions: [title, other], instant: { ...nothing, total: 1, hits: [hit] } });
    assert.deepEqual(
      view.groups[0]?.options.map(({ href }) => href),
      ['https://search.example/articles/other'],
    );
  });

  it('is the other spelling where nothing is found, and a sentence', () => {
    const view = answered({ instant: { ...nothing, didYouMean: '大桥通车' } });
    assert.equal(view.note, '没有找到与“大桥”相关的新闻');
    assert.deepEqual(
      view.groups.map(({ options }) => options.map(({ text }) => text)),
      [['大桥通车']],
    );
  });

  it('says where only some of the words are found', () => {
    const relaxed = { match: 'any', dropped: [] };
    assert.match(answered({ instant: { ...nothing, total: 1, relaxed, hits: [hit] } }).note ?? '', /部分词语/);
  });

  it('is a way on where the service fails', () => {
    for (const failure of ['offline', 'busy', 'failed'] as const) {
      const view = viewOf({ kind: 'failure', query: '大桥', failure }, basis);
      assert.notEqual(view.note, null);
      assert.deepEqual(
        view.groups.flatMap(({ options }) => options.map(({ kind }) => kind)),
        ['retry', 'search'],
      );
    }
  });

  it('is recent searches, and how to be rid of them, where nothing is typed', () => {
    const view = viewOf({ kind: 'recent', queries: ['台风'] }, basis);
    assert.deepEqual(
      view.groups.flatMap(({ options }) => options.map(({ kind }) => kind)),
      ['recent', 'clear-recent'],
    );
    assert.deepEqual(viewOf({ kind: 'recent', queries: [] }, basis).groups, []);
  });
});

describe('the box’s language', () => {
  it('is Traditional Chinese in Taiwan and Hong Kong, English, or Simplified Chinese', () => {
    const submits = ['zh-TW', 'zh-Hant-HK', 'zh-HK', 'en-GB', 'zh-CN', 'zh', ''].map((tag) => textsFor(tag).submit);
    assert.deepEqual(submits, ['搜尋', '搜尋', '搜尋', 'Search', '搜索', '搜索', '搜索']);
  });
});
