import assert from 'node:assert/strict';
import { mean, measure } from './eval/metrics.js';

describe('the measures of a ranking', () => {
  it('are 1 where all that answers comes first', () => {
    const grades = new Map([['a', 1]]);
    assert.deepEqual(measure(['a', 'b'], grades), { mrr: 1, recall1: 1, recall10: 1, ndcg: 1 });
  });

  it('fall with the rank of what answers', () => {
    const { mrr, recall1, recall10, ndcg } = measure(['x', 'y', 'a'], new Map([['a', 1]]));
    assert.deepEqual([mrr, recall1, recall10, ndcg], [1 / 3, 0, 1, 1 / Math.log2(4)]);
  });

  it('look at ten documents, no more', () => {
    const ranking = [...'0123456789'].concat('a');
    assert.deepEqual(measure(ranking, new Map([['a', 1]])), { mrr: 0, recall1: 0, recall10: 0, ndcg: 0 });
  });

  it('share recall among all that answers, and weigh grades', () => {
    const grades = new Map([
      ['good', 2],
      ['fair', 1],
      ['bad', 0],
    ]);
    const { recall1, recall10, ndcg } = measure(['fair', 'bad', 'good'], grades);
    assert.deepEqual([recall1, recall10], [0.5, 1]);
    // (1 / log2 2 + 3 / log2 4) / (3 / log2 2 + 1 / log2 3)
    assert.ok(Math.abs(ndcg - (1 + 1.5) / (3 + 1 / Math.log2(3))) < 1e-12);
  });

  it('are averaged one by one', () => {
    const hit = { mrr: 1, recall1: 1, recall10: 1, ndcg: 1 };
    const miss = { mrr: 0, recall1: 0, recall10: 0, ndcg: 0 };
    assert.deepEqual(mean([hit, miss]), { mrr: 0.5, recall1: 0.5, recall10: 0.5, ndcg: 0.5 });
    assert.deepEqual(mean([]), miss);
  });
});
