import assert from 'node:assert/strict';
import fc from 'fast-check';
import type { Article, ArticleStore, StoreChange, StoredArticle } from '../../corpus/index.js';

/** An article with this id whose other fields are drawn from `text`. */
export function storedArticle(id: string, text: string): StoredArticle {
  const article: Article = {
    id,
    url: null,
    title: text,
    body: `${text}正文`,
    publishedAt: '2025-03-01T08:00:00+08:00',
    source: null,
    author: '闻人舒',
    section: '社会',
    tags: ['桥', text],
    images: [{ url: null, caption: text }],
  };
  return { article, folded: { text: `${text}\n${text}`, map: Uint8Array.from([1, 2, 250]) } };
}

async function history(store: ArticleStore, after: number, batchSize: number): Promise<StoreChange[]> {
  const changes: StoreChange[] = [];
  for await (const batch of store.changesSince(after, batchSize)) {
    assert.ok(batch.length > 0 && batch.length <= batchSize);
    changes.push(...batch);
  }
  return changes;
}

type Step =
  | { kind: 'put'; entries: readonly (readonly [string, string])[] }
  | { kind: 'delete'; ids: readonly string[] }
  | { kind: 'refold'; id: string; text: string };

const id = fc.constantFrom('a', 'b', '丙', 'd/4');
const text = fc.string({ unit: 'grapheme', maxLength: 6 }).map((value) => value.toWellFormed());
const step: fc.Arbitrary<Step> = fc.oneof(
  fc.record({ kind: fc.constant('put' as const), entries: fc.array(fc.tuple(id, text), { maxLength: 3 }) }),
  fc.record({ kind: fc.constant('delete' as const), ids: fc.array(id, { maxLength: 3 }) }),
  fc.record({ kind: fc.constant('refold' as const), id, text }),
);

/** What a store has to be like after some steps, kept in a plain Map. */
class Model {
  readonly newest = new Map<string, StoreChange>();
  last = 0;

  apply(step: Step): void {
    if (step.kind === 'put') for (const [key, value] of step.entries) this.#record(key, storedArticle(key, value));
    else if (step.kind === 'delete')
      for (const key of new Set(step.ids)) if (this.newest.get(key)?.stored) this.#record(key, null);
    if (step.kind === 'refold') this.#refold(step.id, step.text);
  }

  #refold(key: string, text: string): void {
    const known = this.newest.get(key);
    if (!known?.stored) return;
    const folded = { text, map: Uint8Array.from([9]) };
    this.newest.set(key, { ...known, stored: { article: known.stored.article, folded } });
  }

  #record(key: string, stored: StoredArticle | null): void {
    this.newest.set(key, { change: ++this.last, id: key, stored });
  }

  get history(): StoreChange[] {
    return [...this.newest.values()].sort((a, b) => a.change - b.change);
  }
}

async function perform(store: ArticleStore, step: Step): Promise<void> {
  if (step.kind === 'put') await store.put(step.entries.map(([key, value]) => storedArticle(key, value)));
  else if (step.kind === 'delete') await store.delete(step.ids);
  else await store.refold([{ id: step.id, folded: { text: step.text, map: Uint8Array.from([9]) } }]);
}

/** The contract of ArticleStore; each adapter runs it. `open` makes a new, empty store. */
export function describeArticleStore(name: string, open: () => ArticleStore | Promise<ArticleStore>): void {
  describe(`ArticleStore: ${name}`, () => {
    let store: ArticleStore;
    beforeEach(async () => void (store = await open()));
    afterEach(() => store.close());

    it('gives back what was put, in the order asked for', async () => {
      const [one, two] = [storedArticle('1', '甲'), storedArticle('2', '乙')];
      await store.put([one, two]);
      assert.deepEqual(await store.get(['2', 'none', '1']), [two, undefined, one]);
    });

    it('replaces an article of the same id under a new change number', async () => {
      const [first = 0] = await store.put([storedArticle('1', '旧')]);
      const [second = 0] = await store.put([storedArticle('1', '新')]);
      assert.ok(second > first);
      assert.equal((await store.get(['1']))[0]?.article.title, '新');
      assert.equal(await store.count(), 1);
    });

    it('takes the last of two articles with one id in one call', async () => {
      await store.put([storedArticle('1', '旧'), storedArticle('1', '新')]);
      assert.equal((await store.get(['1']))[0]?.article.title, '新');
      assert.equal((await history(store, 0, 9)).length, 1);
    });

    it('tells which of the ids it deleted', async () => {
      await store.put([storedArticle('1', '甲')]);
      assert.deepEqual(await store.delete(['none', '1', '1']), [{ id: '1', change: 2 }]);
      assert.deepEqual(await store.get(['1']), [undefined]);
      assert.deepEqual(await history(store, 1, 9), [{ change: 2, id: '1', stored: null }]);
    });

    it('is not changed by what the caller does to the objects it gave', async () => {
      const entry = storedArticle('1', '甲');
      await store.put([entry]);
      entry.folded.map[0] = 77;
      assert.equal((await store.get(['1']))[0]?.folded.map[0], 1);
    });

    it('takes writes while its history is being read', async () => {
      await store.put(['1', '2', '3'].map((key) => storedArticle(key, key)));
      const seen: string[] = [];
      for await (const batch of store.changesSince(0, 1)) {
        seen.push(...batch.map((change) => change.id));
        if (seen.length === 1) await store.put([storedArticle('4', '4')]);
      }
      assert.deepEqual(seen.slice(0, 3), ['1', '2', '3']);
    });

    it('agrees with a plain Map after any steps', async () => {
      await fc.assert(
        fc.asyncProperty(
          fc.array(step, { maxLength: 12 }),
          fc.integer({ min: 1, max: 4 }),
          async (steps, batchSize) => {
            const fresh = await open();
            const model = new Model();
            for (const next of steps) {
              await perform(fresh, next);
              model.apply(next);
            }
            assert.deepEqual(await history(fresh, 0, batchSize), model.history);
            const half = Math.floor(model.last / 2);
            assert.deepEqual(
              await history(fresh, half, batchSize),
              model.history.filter(({ change }) => change > half),
            );
            const texts: unknown[] = [];
            for await (const batch of fresh.foldedTexts(half, batchSize)) texts.push(...batch);
            const early = model.history.filter(({ change, stored }) => stored !== null && change <= half);
            assert.deepEqual(
              texts,
              early.map(({ id, change, stored }) => ({ id, change, text: stored?.folded.text })),
            );
            assert.equal(await fresh.lastChange(), model.last);
            assert.equal(await fresh.count(), model.history.filter(({ stored }) => stored !== null).length);
            await fresh.close();
          },
        ),
        { numRuns: 60 },
      );
    });
  });
}
