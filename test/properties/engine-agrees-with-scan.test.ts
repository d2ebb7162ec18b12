import assert from 'node:assert/strict';
import fc from 'fast-check';
import type { Article } from '../../corpus/index.js';
import type { Filters, SearchRequest } from '../../indexer/index.js';
import { article, openEngine, request, type Engine } from '../indexer/engine.js';
import { counting, naiveMatch, say, simplify, type Wish } from '../indexer/naive-search.js';

const pieces =
  '西昌 副局长 一副局长 局 長 國際論壇 国际 论坛 nba NBA ＮＢＡ 5G c919 C919 35% ３５％ 5+2 3.14 covid-19 的 在 卡拉OK T恤 ガラス の 경제 café ' +
  '俞建华 建华 中国农业发展银行 农业 懵逼了 第一篇文章 … ㍿ 𠮷野 😀 。 “静态管理” 裡 里';
const piece = fc.constantFrom(...pieces.split(' '));
const separator = fc.constantFrom('', '', '', ' ', '，', '\n　');
const prose = fc
  .array(fc.tuple(piece, separator), { maxLength: 8 })
  .map((parts) => parts.map(([word, after]) => word + after).join(''));

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
const run = fc.oneof(
  fc.constantFrom('的', '在', '西昌的', '的在'),

  piece.map((word) => word.replace(/["“”]/g, '')),
  fragment,
);
const field = fc.option(fc.constantFrom('title', 'body', 'author', 'source', 'section', 'tag'), { freq: 4 });
const { wish } = fc.letrec<{ wish: Wish; leaf: Wish; not: Wish; and: Wish; or: Wish }>((tie) => ({
  leaf: fc.oneof(
    fc.record({ kind: fc.constant('run' as const), text: run, field }),
    fc.record({
      kind: fc.constant('phrase' as const),
      text: fc.oneof(
        fragment,
        fc.tuple(run, run).map((two) => two.join(' ')),
      ),
      field,
    }),
  ),
  not: fc.record({ kind: fc.constant('not' as const), wish: tie('leaf') }),
  and: fc.record({ kind: fc.constant('and' as const), wishes: fc.array(tie('wish'), { minLength: 2, maxLength: 3 }) }),
  or: fc.record({ kind: fc.constant('or' as const), wishes: fc.array(tie('wish'), { minLength: 2, maxLength: 3 }) }),
  wish: fc.oneof(
    { maxDepth: 3, depthSize: 'small' },
    { arbitrary: tie('leaf'), weight: 4 },
    tie('not'),
    tie('and'),
    tie('or'),
  ),
}));

const value = fc.constantFrom('时政', '新华', '國際');
const days = ['2024-02-29', '2024-03-01', '2025-01-01'] as const;
const anArticle: fc.Arbitrary<Article> = fc
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
  .map(article);
const filters: fc.Arbitrary<Filters> = fc.record({
  section: fc.uniqueArray(value, { maxLength: 1 }),
  source: fc.uniqueArray(value, { maxLength: 2 }),
  author: fc.constant([]),
  tag: fc.uniqueArray(value, { maxLength: 1 }),
  from: fc.option(fc.constantFrom(...days), { freq: 3 }),
  to: fc.option(fc.constantFrom(...days), { freq: 3 }),
});

function passes(candidate: Article, wanted: Filters, except?: string): boolean {
  const any = (name: string, chosen: readonly string[], own: readonly (string | null)[]): boolean =>
    name === except || chosen.length === 0 || own.some((mine) => mine !== null && chosen.includes(mine));
  const day = candidate.publishedAt?.slice(0, 10) ?? null;
  return (
    any('section', wanted.section, [candidate.section]) &&
    any('source', wanted.source, [candidate.source]) &&
    any('tag', wanted.tag, candidate.tags) &&
    (wanted.from === null || (day !== null && day >= wanted.from)) &&
    (wanted.to === null || (day !== null && day <= wanted.to))
  );
}

/** A linear scan that follows "What matches" of API.md. */
class Scan {
  readonly articles = new Map<string, Article>();

  find(wanted: Wish, mode: SearchRequest['match'], passing: (candidate: Article) => boolean): string[] {
    const simple = simplify(wanted, counting(wanted));
    const matching = (how: 'all' | 'any'): string[] =>
      [...this.articles.values()]
        .filter((candidate) => simple !== null && naiveMatch(simple, candidate, how) && passing(candidate))
        .map((candidate) => candidate.id)
        .sort();
    const strict = matching(mode === 'any' ? 'any' : 'all');
    return mode === 'auto' && strict.length === 0 ? matching('any') : strict;
  }
}

type Step =
  | { do: 'write'; articles: Article[] }
  | { do: 'remove'; id: string }
  | { do: 'compact' | 'reopen' | 'rebuild' }
  | { do: 'ask'; wish: Wish; match: SearchRequest['match']; filters: Filters };

const step: fc.Arbitrary<Step> = fc.oneof(
  {
    weight: 3,
    arbitrary: fc.record({
      do: fc.constant('write' as const),
      articles: fc.array(anArticle, { minLength: 1, maxLength: 4 }),
    }),
  },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('remove' as const), id: fc.constantFrom('1', '2', '3') }) },
  {
    weight: 1,
    arbitrary: fc.record({ do: fc.constantFrom('compact' as const, 'reopen' as const, 'rebuild' as const) }),
  },
  {
    weight: 6,
    arbitrary: fc.record({
      do: fc.constant('ask' as const),
      wish,
      match: fc.constantFrom('auto' as const, 'all' as const, 'any' as const),
      filters,
    }),
  },
);

async function ask(engine: Engine, scan: Scan, question: Step & { do: 'ask' }): Promise<void> {
  const { filters: wanted, match } = question;
  const q = say(question.wish);
  const answer = await engine.search.search(
    request(q, { match, filters: wanted, size: 100, facets: ['section', 'month'] }),
  );
  const expected = scan.find(question.wish, match, (candidate) => passes(candidate, wanted));
  assert.deepEqual(answer.hits.map((hit) => hit.id).sort(), expected, q);
  assert.equal(answer.total, expected.length);
  // Where auto relaxes, facets count what the relaxed query finds.
  if (match === 'auto') return;
  const sections = scan.find(question.wish, match, (candidate) => passes(candidate, wanted, 'section'));
  const counted = Object.fromEntries((answer.facets.section ?? []).map(({ value: name, count }) => [name, count]));
  assert.deepEqual(counted, countBy(sections.map((id) => scan.articles.get(id)?.section ?? null)), q);
  const months = expected.map((id) => scan.articles.get(id)?.publishedAt?.slice(0, 7) ?? null);
  const countedMonths = Object.fromEntries((answer.facets.month ?? []).map(({ value: name, count }) => [name, count]));
  assert.deepEqual(countedMonths, countBy(months), q);
}

function countBy(names: readonly (string | null)[]): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const name of names) if (name !== null) counts[name] = (counts[name] ?? 0) + 1;
  return counts;
}

async function perform(engine: Engine, scan: Scan, next: Step): Promise<Engine> {
  switch (next.do) {
    case 'write':
      await engine.ingest.write(next.articles);
      for (const written of next.articles) scan.articles.set(written.id, written);
      return engine;
    case 'remove':
      await engine.ingest.remove([next.id]);
      scan.articles.delete(next.id);
      return engine;
    case 'compact':
      await engine.index.compact();
      return engine;
    case 'ask':
      await ask(engine, scan, next);
      return engine;
    default:
      if (next.do === 'reopen') await engine.index.saveSnapshot();
      await engine.index.close();
      return openEngine(engine.store, next.do === 'reopen' ? engine.snapshotFile : undefined);
  }
}

describe('the engine', () => {
  it('finds what a linear scan finds, whatever is asked, written, deleted and compacted', async function () {
    this.timeout(120_000);
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 4, maxLength: 14 }), async (steps) => {
        const scan = new Scan();
        let engine = await openEngine();
        for (const next of steps) engine = await perform(engine, scan, next);
        await engine.index.close();
      }),
      { numRuns: Number(process.env['XUNWEN_TEST_RUNS'] ?? 300) },
    );
  });
});
