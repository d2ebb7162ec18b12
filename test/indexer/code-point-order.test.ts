import assert from 'node:assert/strict';
import fc from 'fast-check';
import { byCodePoints } from '../../indexer/code-point-order.js';

describe('the order by code points', () => {
  it('is that of UTF-8', () => {
    const text = fc.string({ unit: fc.constantFrom('a', '中', '３', '\ue000', '\uffee', '😀', '𠮷'), maxLength: 4 });
    fc.assert(
      fc.property(text, text, (a, b) =>
        assert.equal(Math.sign(byCodePoints(a, b)), Buffer.compare(Buffer.from(a), Buffer.from(b))),
      ),
      { numRuns: 500 },
    );
  });
});
