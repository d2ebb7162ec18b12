import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { cleanUp, lines, newFolder, xunwen, type Outcome } from './cli-process.js';

/** Articles, of whose text a pipe holds a small part. */
const count = 2000;

/** Prints many articles into a pipe. */
async function printInto(reader: string, options: { readonly keepInputOpen?: boolean } = {}): Promise<Outcome> {
  const file = join(newFolder(), 'news.ndjson');
  writeFileSync(file, lines(...Array.from({ length: count }, (_, i) => `揽月大桥第${i}次检修${'桥'.repeat(100)}`)));
  return xunwen(['read', file], { reader, ...options });
}

describe('a command that prints much', function () {
  this.timeout(60_000);
  afterEach(cleanUp);

  it('prints all of it for a reader that is slow', async () => {
    const { stdout, stderr } = await printInto('sleep 1; wc -l');
    assert.deepEqual([Number(stdout), stderr], [count, 'code 0\n']);
  });

  it('ends quietly when its reader has enough', async () => {
    const { stdout, stderr } = await printInto('head -n 1');
    assert.match(stdout, /^\{.*揽月大桥第0次.*\}\n$/);
    assert.equal(stderr, 'code 0\n');
  });

  it('ends though its standard input stays open', async () => {
    const { stdout, stderr } = await printInto('wc -l', { keepInputOpen: true });
    assert.deepEqual([Number(stdout), stderr], [count, 'code 0\n']);
  });
});
