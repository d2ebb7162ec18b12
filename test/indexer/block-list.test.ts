import assert from 'node:assert/strict';
import fc from 'fast-check';
import { MemoryQueryLog } from '../../indexer/index.js';
import { fold } from '../../indexer/analyzer/fold.js';
import { BlockList, blockedForm } from '../../indexer/readers/block-list.js';

describe('the block list', () => {
  it('holds a text just where one of its words stands in it, as it is read and as it is changed', async () => {
    const text = fc.string({ unit: fc.constantFrom('西', '昌', '局', '長', 'A', ' ', '😀', '，'), maxLength: 12 });
    await fc.assert(
      fc.asyncProperty(fc.array(text), fc.array(text), text, async (first, more, sought) => {
        const forms = (words: readonly string[]): string[] => words.map(blockedForm).filter((form) => form !== null);
        const list = new BlockList(new MemoryQueryLog(), forms(first));
        const isHeld = (words: readonly string[]): boolean => words.some((word) => fold(sought).text.includes(word));
        assert.equal(list.holds(sought), isHeld(forms(first)));
        await list.add(forms(more));
        assert.equal(list.holds(sought), isHeld(forms(more)));
        await list.remove(forms(more));
        assert.equal(list.holds(sought), false);
      }),
    );
  });
});
