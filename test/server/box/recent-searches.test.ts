import assert from 'node:assert/strict';
import { RecentSearches, type TextStorage } from '../../../server/box/recent-searches.js';

function memory(): TextStorage & { text: string | null } {
  return {
    text: null,
    getItem() {
      return this.text;
    },
    setItem(_name, text) {
      this.text = text;
    },
  };
}

describe('recent searches', () => {
  it('come last first, each once, and no more than wanted', () => {
    const recent = new RecentSearches(2, () => storage);
    const storage = memory();
    for (const query of ['大桥', '暴雨', '大桥', '台风']) recent.add(query);
    assert.deepEqual(recent.list(), ['台风', '大桥']);
  });

  it('can be removed, one or all', () => {
    const storage = memory();
    const recent = new RecentSearches(5, () => storage);
    for (const query of ['大桥', '暴雨', '台风']) recent.add(query);
    recent.remove('暴雨');
    assert.deepEqual(recent.list(), ['台风', '大桥']);
    recent.clear();
    assert.deepEqual(recent.list(), []);
  });

  it('keep nothing of an empty query', () => {
    const storage = memory();
    new RecentSearches(5, () => storage).add('');
    assert.equal(storage.text, null);
  });

  it('are neither listed nor kept where none are wanted, and those of other boxes stay', () => {
    const storage = memory();
    const other = new RecentSearches(5, () => storage);
    other.add('大桥');
    const none = new RecentSearches(0, () => storage);
    none.add('台风');
    assert.deepEqual(none.list(), []);
    new RecentSearches(1, () => storage).add('暴雨');
    assert.deepEqual(other.list(), ['暴雨', '大桥']);
  });

  it('are 20 at most, however many are typed', () => {
    const storage = memory();
    const recent = new RecentSearches(50, () => storage);
    for (let i = 0; i < 30; i++) recent.add(String(i));
    assert.equal(recent.list().length, 20);
    assert.equal(recent.list()[0], '29');
  });

  it('are none where the browser keeps nothing, or something else stands there', () => {
    const refused = new RecentSearches(5, () => {
      throw new Error('SecurityError');
    });
    refused.add('大桥');
    assert.deepEqual(refused.list(), []);
    for (const text of ['{', '{}', '[1,null,""]', '"大桥"', String.raw`["\ud800"]`]) {
      assert.deepEqual(new RecentSearches(5, () => ({ ...memory(), getItem: () => text })).list(), []);
    }
  });
});
