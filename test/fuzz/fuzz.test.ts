import assert from 'node:assert/strict';
import { openEngine } from '../indexer/engine.js';
import { parsers, type Parser } from './parsers.js';
import { fuzz } from './run.js';
import { seedsOf } from './seeds.js';

describe('inputs that nobody would send by mistake', function () {
  this.timeout(120_000);
  const seeds = seedsOf(null);
  let all: readonly Parser[];
  before(async () => {
    const engine = await openEngine();
    await engine.ingest.write(seeds.articles);
    all = parsers(seeds, engine);
  });

  const names = [
    'query',
    'search',
    'suggest',
    'cursor',
    'fold',
    'text dump',
    'html page',
    'charset',
    'listing',
    'json lines',
    'article',
    'date',
    'synonyms',
    'user words',
  ];
  for (const name of names) {
    it(`are taken, or refused by name: ${name}`, async () => {
      const parser = all.find((one) => one.name === name);
      assert.ok(parser !== undefined);
      const seed = Date.now() % 100_000;
      const { findings } = await fuzz(parser, { runs: 2000, seed, limit: Infinity });
      assert.deepEqual(findings, [], `seed ${seed}`);
    });
  }

  it('are given to every parser there is', () => {
    assert.deepEqual(
      all.map(({ name }) => name),
      names,
    );
  });
});
