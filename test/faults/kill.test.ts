import assert from 'node:assert/strict';
import { join } from 'node:path';
import { randomNumbers } from '../relevance/eval/substring-runs.js';
import { cleanUp, newFolder } from '../server/cli-process.js';
import { killRounds } from './kill-rounds.js';

describe('a service that is killed at random moments', function () {
  this.timeout(120_000);
  afterEach(cleanUp);

  it('has every write that it acknowledged, and others whole or not at all', async () => {
    const data = join(newFolder(), 'data');
    const random = randomNumbers(Date.now() % 100_000);
    const { problems, acknowledged } = await killRounds({ data, rounds: 5, random, say: () => {} });
    assert.deepEqual(problems, []);
    assert.ok(acknowledged > 50, String(acknowledged));
  });
});
