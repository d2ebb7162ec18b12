import fc from 'fast-check';
import { pinyin } from 'pinyin-pro';
import type { Wish } from '../indexer/naive-search.js';
import { inEitherScript, piece } from './invented-articles.js';

/** Part of a prose, cut anywhere, fit to stand in a query: operators of the language are left out of its edges. */
const fragment = fc
  .tuple(fc.array(piece, { minLength: 1, maxLength: 3 }), fc.nat(6), fc.integer({ min: 1, max: 9 }))
  .map(
    ([words, start, length]) =>
      Array.from(words.join(''))
        .slice(start, start + length)
        .join('')
        .replace(/["“”]/g, '')
        .replace(/^-+/, '') || '西昌',
  );

const chinese = '西昌 局长 副局长 国际 论坛 国际论坛 农业 网络 出租车 软件 排队 女儿 西安 地震 西昌地震 重庆 银行';

/** A character as one types it in pinyin: its syllable, now and then as itself, or with an apostrophe before it. */
function typed(character: string, syllable: string, how: number): string {
  const forms = [syllable, syllable.toUpperCase(), `'${syllable}`, character];
  return forms[how] ?? syllable;
}

const inPinyin = fc
  .tuple(fc.constantFrom(...chinese.split(' ')), fc.array(fc.nat(7), { minLength: 4, maxLength: 4 }))
  .map(([word, hows]) => {
    const syllables = pinyin(word, { toneType: 'none', type: 'array', v: true });
    const parts = syllables.map((syllable, i) => typed(word.charAt(i), syllable, hows[i] ?? 0));
    return parts.join('').replace(/^'/, '');
  });
const run = inEitherScript(
  fc.oneof(
    inPinyin,
    fc.constantFrom(
      'xc',
      'baidui',
      'chuzuju',
      'xich',
      'fujuzhang',
      'nüer',
      'juzhangxichang',
      'xichang地震',
      '西昌dizhen',
      'xi昌di震',
    ),
    fc.constantFrom('的', '在', '西昌的', '的在'),
    piece.map((word) => word.replace(/["“”]/g, '')),
    fragment,
  ),
);
const field = fc.option(fc.constantFrom('title', 'body', 'author', 'source', 'section', 'tag'), { freq: 4 });
/** A query of any shape. */
export const wish: fc.Arbitrary<Wish> = fc.letrec<{ wish: Wish; leaf: Wish; not: Wish; and: Wish; or: Wish }>(
  (tie) => ({
    leaf: fc.oneof(
      fc.record({ kind: fc.constant('run' as const), text: run, field }),
      fc.record({
        kind: fc.constant('phrase' as const),
        text: fc.oneof(
          inEitherScript(fragment),
          fc.tuple(run, run).map((two) => two.join(' ')),
        ),
        field,
      }),
    ),
    not: fc.record({ kind: fc.constant('not' as const), wish: tie('leaf') }),
    and: fc.record({
      kind: fc.constant('and' as const),
      wishes: fc.array(tie('wish'), { minLength: 2, maxLength: 3 }),
    }),
    or: fc.record({ kind: fc.constant('or' as const), wishes: fc.array(tie('wish'), { minLength: 2, maxLength: 3 }) }),
    wish: fc.oneof(
      { maxDepth: 3, depthSize: 'small' },
      { arbitrary: tie('leaf'), weight: 4 },
      tie('not'),
      tie('and'),
      tie('or'),
    ),
  }),
).wish;
