import assert from 'node:assert/strict';
import { queryOf } from '../../../server/box/query.js';

describe('what is searched for of a text', () => {
  it('is without space around it', () => {
    assert.equal(queryOf(' \u3000大桥 通车\n'), '大桥 通车');
  });

  it('is as long as the service reads it', () => {
    assert.equal(queryOf('大'.repeat(300)).length, 256);
    assert.equal(queryOf(`${'大'.repeat(255)} 桥`), '大'.repeat(255));
  });

  it('has no halves of characters, which no address can hold', () => {
    assert.equal(queryOf(`${'大'.repeat(255)}𠮷`), '大'.repeat(255));
    assert.equal(queryOf('\uDC00大\uD800桥𠮷'), '大桥𠮷');
    assert.equal(queryOf(' \uD800 '), '');
  });
});
