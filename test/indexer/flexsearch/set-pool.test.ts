import assert from 'node:assert/strict';
import { Bitset } from '../../../indexer/index/flexsearch/bitset.js';
import { SetPool } from '../../../indexer/index/flexsearch/set-pool.js';

function values(set: Bitset): number[] {
  const found: number[] = [];
  set.forEach((value) => found.push(value));
  return found;
}

describe('the pool of sets', () => {
  it('lends each set once a query, empty, and again to the next', () => {
    const pool = new SetPool();
    pool.begin(4);
    const lent = [pool.empty(), pool.empty(), pool.empty()];
    assert.equal(new Set(lent).size, 3);
    for (const set of lent) set.add(100);
    pool.begin(4);
    const again = [pool.empty(), pool.empty(), pool.empty()];
    assert.deepEqual(new Set(again), new Set(lent));
    for (const set of again) assert.deepEqual(values(set), []);
  });

  it('copies without touching what it copies', () => {
    const pool = new SetPool();
    pool.begin(2);
    const set = new Bitset();
    set.add(3);
    const copy = pool.copy(set);
    copy.add(40);
    assert.deepEqual(values(copy), [3, 40]);
    assert.deepEqual(values(set), [3]);
  });

  it('leaves what is kept with who has it until that is released and the query has ended', () => {
    const pool = new SetPool();
    pool.begin(1);
    const kept = pool.copy(Bitset.below(5));
    pool.keep(kept);
    pool.begin(1);
    assert.notEqual(pool.empty(), kept);
    pool.release(kept);
    assert.notEqual(pool.empty(), kept);
    assert.equal(kept.count(), 5);
    pool.begin(1);
    assert.ok([pool.empty(), pool.empty(), pool.empty()].includes(kept));
  });

  it('never lends a set that is not its own', () => {
    const pool = new SetPool();
    pool.begin(1);
    const own = Bitset.below(5);
    pool.keep(own);
    pool.release(own);
    pool.begin(1);
    assert.notEqual(pool.empty(), own);
    assert.equal(own.count(), 5);
  });

  it('lends none that is too small any more', () => {
    const pool = new SetPool();
    pool.begin(1);
    const kept = pool.empty();
    pool.keep(kept);
    pool.begin(8);
    pool.release(kept);
    pool.begin(8);
    for (let i = 0; i < 3; i++) assert.equal(pool.empty().words.length, 8);
  });
});
