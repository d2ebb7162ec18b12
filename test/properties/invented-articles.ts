import fc from 'fast-check';
import simplifiedToTraditional from 'opencc-js/dict/STCharacters';
import type { Article } from '../../corpus/index.js';
import { article } from '../indexer/engine.js';

const pieces =
  '西昌 副局长 一副局长 局 長 國際論壇 国际 论坛 nba NBA ＮＢＡ 5G c919 C919 35% ３５％ 5+2 3.14 covid-19 的 在 卡拉OK T恤 ガラス の 경제 café ' +
  '俞建华 建华 中国农业发展银行 農業 懵逼了 第一篇文章 … ㍿ 𠮷野 😀 。 “静态管理” 裡 里 ' +
  '计程车 出租車 的士 網路 网络 網絡安全 軟體 软件 排队 女儿 西安 地震 重慶 xichang Wangluo 南韓 韩国';
/** What texts and queries are put together of. */
export const piece: fc.Arbitrary<string> = fc.constantFrom(...pieces.split(' '));

const traditional = new Map(
  simplifiedToTraditional.split('|').map((entry) => {
    const [from = '', to = ''] = entry.split(' ');
    return [from, to] as const;
  }),
);

/** A text as it is, or in traditional characters. */
export function inEitherScript(text: fc.Arbitrary<string>): fc.Arbitrary<string> {
  return fc
    .tuple(text, fc.boolean())
    .map(([said, as]) => (as ? Array.from(said, (one) => traditional.get(one) ?? one).join('') : said));
}

const separator = fc.constantFrom('', '', '', ' ', '，', '\n　');
const prose = inEitherScript(
  fc.array(fc.tuple(piece, separator), { maxLength: 8 }).map((parts) => parts.flat().join('')),
);

const wire =
  '西昌副局长在国际论坛谈农业和网络安全，中国农业发展银行和西安地震局的一副局长出席，排队的出租车司机也到场。';
/** Title and body as several outlets have them: copies of one story, and what only looks like one. */
const told: fc.Arbitrary<{ title: string; body: string }> = fc
  .record({
    title: fc.constantFrom('西昌副局长谈网络安全', '国际论坛开幕'),
    lead: fc.constantFrom('', '本报讯', '云泽日报记者从西昌报道：'),
    figures: fc.constantFrom('', '35人', '36人', '共有13人、25人和36人到场'),
    end: fc.constantFrom('', '（编辑：俞建华）', '重慶軟體與卡拉OK都不提。'),
  })
  .map(({ title, lead, figures, end }) => ({ title, body: `${lead}${wire}${figures}${end}` }));

/** A value of a field that is filtered by. */
export const value: fc.Arbitrary<string> = fc.constantFrom('时政', '新华', '國際');
/** The days on which articles appear. */
export const days = ['2024-02-29', '2024-03-01', '2025-01-01'] as const;
/** An article of one of six ids, so that some replace others. */
export const anArticle: fc.Arbitrary<Article> = fc
  .record({
    id: fc.constantFrom('1', '2', '3', '4', '5', '6'),
    title: prose,
    body: prose,
    author: fc.option(prose),
    source: fc.option(value),
    section: fc.option(value),
    tags: fc.uniqueArray(value, { maxLength: 2 }),
    publishedAt: fc.option(fc.constantFrom(...days).map((day) => `${day}T00:30:00+08:00`)),
    images: fc.array(fc.record({ url: fc.constant(null), caption: fc.option(prose) }), { maxLength: 2 }),
  })
  .chain((fields) =>
    fc.oneof(
      { weight: 4, arbitrary: fc.constant(fields) },
      { weight: 1, arbitrary: told.map((copy) => ({ ...fields, ...copy })) },
    ),
  )
  .map(article);
