import assert from 'node:assert/strict';
import { crossingSlots, slotImpacts } from '../../indexer/index/ranking/impact.js';
import { baseParts, impactParts, partsOfSlot } from '../../indexer/index/opensearch/impact-parts.js';

describe('the parts of an impact', () => {
  it('add up to that of each slot, and none but one says that there is one', () => {
    for (const [slot, impact] of slotImpacts.entries()) {
      const parts = partsOfSlot(slot);
      const sum = parts.reduce((total, part) => total + part.impact, 0);
      assert.ok(Math.abs(sum - impact) < 1e-9, `slot ${slot}: ${sum}, not ${impact}`);
      assert.equal(parts.filter((part) => baseParts.includes(part)).length, 1, `slot ${slot}`);
    }
  });

  it('are all asked for, fewer where digits are left out, which are off by half of these at most', () => {
    assert.equal(impactParts().length, 10);
    for (let dropped = 0; dropped <= 5; dropped++) {
      const asked = new Map(impactParts(dropped).map(({ mark, impact }) => [mark, impact]));
      for (const [slot, impact] of slotImpacts.entries()) {
        const sum = partsOfSlot(slot).reduce((total, { mark }) => total + (asked.get(mark) ?? 0), 0);
        const left = Math.abs(sum - impact);
        const [one = 0, next = 0] = slotImpacts.slice(slot < crossingSlots ? 0 : crossingSlots);
        const step = next - one;
        const most = (step * (2 ** Math.min(dropped, slot < crossingSlots ? 3 : 5) - 1)) / 2;
        assert.ok(left <= most + 1e-9, `slot ${slot}, ${dropped} dropped: off by ${left}`);
      }
    }
  });
});
