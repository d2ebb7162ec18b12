import assert from 'node:assert/strict';
import { isInstantAnswer } from '../../../server/box/instant-answer.js';

describe('an answer to the box', () => {
  it('is one of our service, with hits or without', () => {
    assert.ok(isInstantAnswer({ suggestions: [] }));
    assert.ok(isInstantAnswer({ suggestions: [{ highlighted: '大桥' }], instant: { hits: [] } }));
    assert.ok(isInstantAnswer({ suggestions: [], instant: { hits: [{ highlights: { title: '' } }] } }));
  });

  for (const other of [
    null,
    7,
    'x',
    [],
    {},
    { suggestions: [{}] },
    { suggestions: [], instant: { hits: [{ id: 'a' }] } },
  ]) {
    it(`is not ${JSON.stringify(other)}`, () => {
      assert.ok(!isInstantAnswer(other));
    });
  }
});
