import assert from 'node:assert/strict';
import { join } from 'node:path';
import { cleanUp, newFolder, startService, xunwen } from './cli-process.js';

describe('xunwen key', function () {
  this.timeout(60_000);
  afterEach(cleanUp);

  it('prints a key once, and lists and revokes it', async () => {
    const data = join(newFolder(), 'data');
    const made = await xunwen([
      'key',
      'create',
      '编辑部',
      '--scope',
      'search,write',
      '--rate',
      '60',
      '--expires',
      '2999-01-31',
      '--data',
      data,
    ]);
    assert.equal(made.code, 0);
    const id = /^xw_([0-9a-f]{12})_[\w-]{43}\n$/.exec(made.stdout)?.[1] ?? '';
    assert.equal(made.stderr, `key ${id} for search, write; it is not shown again:\n`);
    const { stdout } = await xunwen(['key', 'list', '--data', data]);
    assert.match(stdout, new RegExp(`^${id}\t编辑部\tsearch,write\tmade .*\tuntil 2999-01-31T16:00Z\t60 a minute\n$`));
    const revoked = await xunwen(['key', 'revoke', id, 'none', '--data', data]);
    assert.deepEqual(
      [revoked.code, revoked.stderr],
      [1, 'xunwen: there is no key "none"; "xunwen key list" names all\n1 revoked\n'],
    );
    assert.equal((await xunwen(['key', 'list', '--json', '--data', data])).stdout, '{"keys":[]}\n');
  });

  it('reaches a running service, where its keys are good at once and no good once revoked', async () => {
    const data = join(newFolder(), 'data');
    const { url } = await startService(data);
    const key = (await xunwen(['key', 'create', 'cms', '--scope', 'write', '--data', data])).stdout.trim();
    const put = async (): Promise<number> => {
      const headers = { Authorization: `Bearer ${key}`, 'Content-Type': 'application/json' };
      return (await fetch(`${url}/api/articles/k1`, { method: 'PUT', headers, body: '{"title":"一"}' })).status;
    };
    assert.equal(await put(), 201);
    await xunwen(['key', 'create', 'another', '--scope', 'write', '--data', data]);
    const { code } = await xunwen(['key', 'revoke', key.split('_')[1] ?? '', '--data', data]);
    assert.equal(code, 0);
    assert.equal(await put(), 401);
  });

  for (const [args, problem] of [
    [['x'], /required option '--scope <list>'/],
    [['x', '--scope', 'read'], /scopes/],
    [['x', '--scope', 'write', '--expires', 'soon'], /has to be a day such as/],
    [['x', '--scope', 'write', '--rate', '0'], /has to be a whole number/],
    [['x', '--scope', 'write', '--origin', 'news.example'], /has to be an origin/],
  ] as const) {
    it(`refuses ${args.join(' ')}`, async () => {
      const { code, stderr } = await xunwen(['key', 'create', ...args, '--data', join(newFolder(), 'data')]);
      assert.equal(code, 1);
      assert.match(stderr, problem);
    });
  }
});
