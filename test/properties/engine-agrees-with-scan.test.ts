import fc from 'fast-check';
import { Analyzer } from '../../indexer/index.js';
import { analyzer } from '../indexer/engine.js';
import { loadNaiveWords } from '../indexer/naive-words.js';
import { step, stepWithDictionary } from './invented-steps.js';
import { Trial } from './trial.js';

const runs = Number(process.env['XUNWEN_TEST_RUNS'] ?? 300);
/** A cluster takes a second to make an index. */
const patience = process.env['TEST_ENGINE'] === 'opensearch' ? 10 : 1;

describe('the engine', () => {
  it('finds what a linear scan finds, whatever is asked, written, deleted and compacted', async function () {
    this.timeout(120_000 * patience);
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 4, maxLength: 14 }), async (steps) => {
        const trial = await Trial.begin(analyzer);
        for (const next of steps) await trial.perform(next);
        await trial.end();
      }),
      { numRuns: runs },
    );
  });

  it('finds the same as its dictionary changes, a few seconds a change', async function () {
    this.timeout(240_000 * patience);
    const steps = fc.array(stepWithDictionary, { minLength: 20, maxLength: 40 });
    await fc.assert(
      fc.asyncProperty(steps, async (some) => {
        loadNaiveWords('');
        const learning = new Analyzer();
        const trial = await Trial.begin(learning);
        for (const next of some) await trial.perform(next);
        await trial.end();
        await learning.close();
      }),
      // Shrinking a failure would take hours.
      { numRuns: Math.ceil(runs / 50), interruptAfterTimeLimit: 150_000 },
    );
  });

  after(() => loadNaiveWords(''));
});
