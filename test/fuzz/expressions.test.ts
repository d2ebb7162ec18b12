import assert from 'node:assert/strict';
import { check } from 'recheck';
import { allExpressions } from './expressions.js';

/**
 * Expressions that take more than linear time on some texts, by how they begin, and why they never see a long one. What
 * stands here has to be needed.
 */
const bounded: readonly (readonly [string, string])[] = [
  ['^([a-z]*)(.*)$', 'dates: 64 characters'],
  ['^(?:(\\d{4})|(?:中[华華])?民', 'dates: 64 characters'],
  ['\\s*(?:[>＞›»→]|&gt;)+\\s*', 'breadcrumbs: 200 characters'],
  ['^[\\s|｜丨/,，;；、()（）【】[\\]]+|[\\s|｜丨/', 'lines of facts: 200 characters'],
  ['\\s+(?:打印|分享|字号', 'lines of facts: 200 characters'],
  ['^[\\s|｜丨︱:：;；,，、()（）【】[\\]]+', 'names: 300 characters'],
  ['[)）】\\]]+$', 'names: 300 characters'],
  ['(?:^|[\\s-])(?:date-published', 'names of elements: 300 characters'],
  ['\\s*(?:[_|｜丨]|--+', 'titles: 400 characters'],
  ['<mark>(.*?)<\\/mark>', 'our own highlights'],
  ['\\B(?=(?:\\d{3})+$)', 'our own numbers'],
  ['\\/+$', 'settings of the owner'],
  ['[^.]+$', 'names of our own files'],
  ['\\?.*$', 'addresses without line ends: the first ? matches to the end'],
];

/** The slowest takes 8 s; the checker gives up, and calls it unknown, on machines too busy for the time it is given. */
const patienceMs = 120_000;

/** Whether nothing in it repeats without end: then each place of a text costs at most so much, if perhaps a lot. */
function isBounded(source: string): boolean {
  const bare = source.replace(/\\[^]/g, 'x').replace(/\[[^\]]*\]/g, 'x');
  return !/[*+]|\{\d+,\}/.test(bare);
}

describe('the regular expressions', function () {
  this.timeout(900_000);

  it('take time linear in the length of any text, or never see a long one', async () => {
    const problems: string[] = [];
    const needed = new Set<string>();
    const all = await allExpressions();
    assert.ok(all.length > 250, String(all.length));
    for (const { source, flags, file } of all) {
      const diagnostics = await check(source, flags.replace('v', 'u').replace('d', ''), { timeout: patienceMs });
      if (diagnostics.status === 'safe' || isBounded(source)) continue;
      const known = bounded.find(([start]) => source.startsWith(start));
      if (known === undefined)
        problems.push(`${file ?? 'put together'}: /${source.slice(0, 120)}/${flags}: ${diagnostics.status}`);
      else needed.add(known[0]);
    }
    assert.deepEqual(problems, []);
    assert.deepEqual(
      bounded.map(([start]) => start).filter((start) => !needed.has(start)),
      [],
    );
  });
});
