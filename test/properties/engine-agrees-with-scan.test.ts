import assert from 'node:assert/strict';
import fc from 'fast-check';
import type { Article } from '../../corpus/index.js';
import type { Filters, SearchRequest } from '../../indexer/index.js';
import { openEngine, request, type Engine } from '../indexer/engine.js';
import { say, type Wish } from '../indexer/naive-search.js';
import { anArticle, days, value } from './invented-articles.js';
import { wish } from './invented-wishes.js';
import { findSpelled, passes, Scan } from './scan.js';

const filters: fc.Arbitrary<Filters> = fc.record({
  section: fc.uniqueArray(value, { maxLength: 1 }),
  source: fc.uniqueArray(value, { maxLength: 2 }),
  author: fc.constant([]),
  tag: fc.uniqueArray(value, { maxLength: 1 }),
  from: fc.option(fc.constantFrom(...days), { freq: 3 }),
  to: fc.option(fc.constantFrom(...days), { freq: 3 }),
});

/** What may happen to an engine. Whatever changes its words (a dictionary, synonyms) is to become a step here. */
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
  const spelled = await findSpelled(engine, scan, question.wish);
  const expected = scan.find(question.wish, spelled, match, (candidate) => passes(candidate, wanted));
  assert.deepEqual(answer.hits.map((hit) => hit.id).sort(), expected, q);
  assert.equal(answer.total, expected.length);
  // Where auto relaxes, facets count what the relaxed query finds.
  if (match === 'auto') return;
  const sections = scan.find(question.wish, spelled, match, (candidate) => passes(candidate, wanted, 'section'));
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
