import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { z } from 'zod';
import { foldArticle } from '../../indexer/article-text.js';
import { Documents } from '../../indexer/index/flexsearch/documents.js';
import { Stories } from '../../indexer/index/flexsearch/stories.js';
import { fingerprintsOf } from '../../indexer/stories/fingerprints.js';
import { isSameStory, storyText, type StoryText } from '../../indexer/stories/same-story.js';
import { article } from './engine.js';
import { copies, wireStory } from './wire-story.js';

interface Told {
  readonly title: string;
  readonly source: string | null;
  readonly publishedAt: string | null;
  readonly body: string;
}

interface Pair {
  readonly comment: string;
  readonly same: boolean;
  readonly one: Told;
  readonly other: Told;
}

const told: z.ZodType<Told> = z.object({
  title: z.string(),
  source: z.string().nullable(),
  publishedAt: z.string().nullable(),
  body: z.string(),
});
const pairs: readonly Pair[] = z
  .array(z.object({ comment: z.string(), same: z.boolean(), one: told, other: told }))
  .parse(JSON.parse(readFileSync(new URL('../../../test/relevance/story-pairs.json', import.meta.url), 'utf8')));

const timeOf = (publishedAt: string | null): number => (publishedAt === null ? Number.NaN : Date.parse(publishedAt));
const folded = (one: Told): string => foldArticle(article({ id: '', ...one })).text;
const prepared = (one: Told): StoryText => storyText(folded(one), timeOf(one.publishedAt));
const areSame = ({ one, other }: Pick<Pair, 'one' | 'other'>): boolean => isSameStory(prepared(one), prepared(other));
const comments = (some: readonly Pair[]): string[] => some.map(({ comment }) => comment);

const wire: Told = {
  title: '澜江云泽站水位超警戒',
  source: '澜江日报',
  publishedAt: '2026-07-18T09:00:00+08:00',
  body: wireStory,
};

describe('the same story', () => {
  it('is none of the labelled pairs that are not', () => {
    assert.deepEqual(comments(pairs.filter((pair) => !pair.same && areSame(pair))), []);
  });

  it('is nine in ten of the labelled pairs that are', () => {
    const same = pairs.filter((pair) => pair.same);
    const missed = same.filter((pair) => !areSame(pair));
    assert.ok(same.length >= 30 && missed.length * 10 <= same.length, comments(missed).join('\n'));
  });

  it('does not depend on which of the two is asked about', () => {
    const told = [...pairs, ...variants.flatMap((one) => variants.map((other) => ({ one, other, comment: one.body })))];
    for (const { one, other, comment } of told) {
      assert.equal(areSame({ one, other }), areSame({ one: other, other: one }), comment);
    }
  });

  it('is told by another source with one figure mended, not by the same one with another', () => {
    const mended = { ...wire, body: wireStory.replace('4312', '4321') };
    assert.ok(areSame({ one: wire, other: { ...mended, source: '云泽晚报' } }));
    assert.ok(!areSame({ one: wire, other: mended }));
  });

  it('is not told again after days', () => {
    const later = (publishedAt: string): Told => ({ ...wire, source: '云泽晚报', publishedAt });
    assert.ok(areSame({ one: wire, other: later('2026-07-20T09:00:00+08:00') }));
    assert.ok(!areSame({ one: wire, other: later('2026-07-22T09:00:00+08:00') }));
  });

  it('is shared by no fingerprints of other texts, and by some of its copies', () => {
    const own = new Set(fingerprintsOf(folded(wire)));
    const shared = (body: string): number =>
      fingerprintsOf(folded({ ...wire, body })).filter((one) => own.has(one)).length;
    assert.equal(own.size, 6);
    assert.ok(shared(copies.led) >= 4 && shared(copies.edited) >= 3);
    assert.equal(shared('青岚春茶上市，茶农说今年雨水足，每斤比去年贵两成，游客从四面八方赶来尝鲜。'), 0);
    assert.deepEqual(fingerprintsOf(folded({ ...wire, body: '短讯' })), []);
  });
});

/** Copies of two stories, and what only looks like one. */
const variants: readonly Told[] = ['', '今年入汛以来第三次。'].flatMap((end) =>
  [wireStory, copies.led, copies.edited, wireStory.replaceAll('云泽', '望舒').replace('4312', '92')].flatMap((body) =>
    ['澜江日报', '云泽晚报'].map((source, i) => ({
      ...wire,
      source,
      body: `${body}${end}`,
      publishedAt: `2026-07-${i === 0 ? '18' : '19'}T08:00:00+08:00`,
    })),
  ),
);
const texts = variants.map((one) => ({ text: folded(one), story: prepared(one) }));

/** For each document the least of those that can be reached by going from copy to copy. */
function naiveNames(shown: ReadonlyMap<number, number>): Map<number, number> {
  const names = new Map<number, number>();
  for (const start of shown.keys()) {
    if (names.has(start)) continue;
    names.set(start, start);
    const reached = [start];
    for (const one of reached) {
      for (const [other, variant] of shown) {
        const [a, b] = [texts[shown.get(one) ?? 0]?.story, texts[variant]?.story];
        if (names.has(other) || a === undefined || b === undefined || !isSameStory(a, b)) continue;
        names.set(other, start);
        reached.push(other);
      }
    }
  }
  return names;
}

function namesIn(stories: Stories, live: Iterable<number>): Map<number, number> {
  const least = new Map<number, number>();
  const names = new Map<number, number>();
  for (const document of live) {
    const name = stories.nameOf(document);
    if (!least.has(name)) least.set(name, document);
    names.set(document, least.get(name) ?? -1);
  }
  return names;
}

const columns = { section: [], source: [], author: [], tag: [] };

describe('Stories', () => {
  const push = (documents: Documents, variant: number): number => {
    const text = texts[variant]?.text ?? '';
    const time = timeOf(variants[variant]?.publishedAt ?? null);
    return documents.push({ id: String(documents.size), text, fields: { ...columns, time } });
  };

  it('are what can be reached from copy to copy, whatever comes and goes, and after a snapshot', () => {
    const step = fc.record({ variant: fc.nat(variants.length - 1), removes: fc.option(fc.nat(30), { freq: 2 }) });
    fc.assert(
      fc.property(fc.array(step, { maxLength: 40 }), (steps) => {
        const documents = new Documents();
        const stories = new Stories(documents);
        const live = new Map<number, number>();
        for (const { variant, removes } of steps) {
          const number = push(documents, variant);
          stories.add(number);
          live.set(number, variant);
          if (removes === null || !live.delete(removes)) continue;
          documents.remove(removes);
          stories.remove(removes);
        }
        assert.deepEqual(namesIn(stories, live.keys()), naiveNames(live));
        for (const document of live.keys()) {
          const others = stories.copies(document);
          assert.equal(stories.isAlone(document), others.length === 0);
          assert.ok(others.every((other) => stories.nameOf(other) === stories.nameOf(document)));
        }
        const restored = new Stories(documents);
        restored.restore(stories.save(documents.size));
        assert.deepEqual(namesIn(restored, live.keys()), naiveNames(live));
      }),
      { numRuns: 200 },
    );
  });

  it('lose the documents that died between a snapshot and its loading', () => {
    const documents = new Documents();
    const stories = new Stories(documents);
    for (const variant of [0, 1, 2]) stories.add(push(documents, variant));
    const saved = stories.save(3);
    documents.remove(1);
    const restored = new Stories(documents);
    restored.restore(saved);
    assert.ok(restored.isAlone(1));
    assert.ok(!restored.copies(0).includes(1));
  });

  it('take at most 100 bytes a document', () => {
    const documents = new Documents();
    const stories = new Stories(documents);
    for (let i = 0; i < 5000; i++) {
      const body = Array.from({ length: 40 }, (_, j) =>
        String.fromCharCode(0x4e00 + ((i * 7919 + j * 104729) % 20000)),
      );
      const text = folded({ ...wire, body: body.join('') });
      stories.add(documents.push({ id: String(i), text, fields: { ...columns, time: Number.NaN } }));
    }
    assert.ok(stories.byteLength <= 100 * 5000, `${stories.byteLength / 5000} bytes a document`);
  });
});
