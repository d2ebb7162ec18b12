import assert from 'node:assert/strict';
import { chmodSync, existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { memory } from '../../server/doctor/machine.js';
import { settings } from '../../server/doctor/settings.js';
import { loadConfig } from '../../server/config.js';
import { cleanUp, newFolder, startService, xunwen } from './cli-process.js';

interface Found {
  readonly level: string;
  readonly name: string;
  readonly told: string;
  readonly advice: string | null;
}

describe('xunwen doctor', function () {
  this.timeout(60_000);
  afterEach(cleanUp);

  const examine = async (data: string, env = {}): Promise<{ code: number | null; byName: Map<string, Found> }> => {
    const { code, stdout } = await xunwen(['doctor', '--json', '--data', data], { env });
    const { findings }: { readonly findings: readonly Found[] } = JSON.parse(stdout);
    return { code, byName: new Map(findings.map((one) => [one.name, one])) };
  };

  it('finds all well before there is a data folder, and makes none', async () => {
    const data = join(newFolder(), 'data');
    const { code, byName } = await examine(data);
    assert.equal(code, 0);
    assert.deepEqual(
      [...byName.values()].filter(({ level }) => level === 'fail'),
      [],
    );
    assert.match(byName.get('versions')?.told ?? '', /^xunwen \d.*Node v\d.*SQLite \d/);
    assert.match(byName.get('jieba')?.told ?? '', / \/ /);
    assert.ok(!existsSync(data));
  });

  it('says that a service has the folder, and in what others can look into', async () => {
    const data = join(newFolder(), 'data');
    await startService(data);
    const served = await examine(data);
    assert.match(served.byName.get('data folder')?.told ?? '', /served by xunwen serve/);
    chmodSync(data, 0o755);
    assert.equal((await examine(data)).byName.get('data folder')?.level, 'warn');
  });

  it('ends with 1 where the words cannot be read, and says which line is wrong', async () => {
    const data = join(newFolder(), 'data');
    mkdirSync(data);
    writeFileSync(join(data, 'dictionary.txt'), '揽月大桥 0\n');
    const { code, stdout } = await xunwen(['doctor', '--data', data]);
    assert.equal(code, 1);
    assert.match(stdout, /FAIL {2}words .*dictionary\.txt.*line 1/);
  });

  it('says how much memory an index needs that is larger than the machine, or than Node takes', () => {
    const giga = 1024 ** 3;
    assert.equal(memory(0, true).level, 'ok');
    assert.match(memory(10_000 * giga, false).advice ?? '', /more memory/);
    assert.match(memory(10_000 * giga, true).advice ?? '', /--max-old-space-size=\d+/);
  });

  it('wonders about settings that seldom go together', () => {
    const level = (environment: Record<string, string>): string => settings(loadConfig({ environment })).level;
    assert.equal(level({}), 'ok');
    assert.equal(level({ XUNWEN_PUBLIC_URL: 'https://search.example' }), 'warn');
    assert.equal(level({ XUNWEN_PUBLIC_URL: 'https://search.example', XUNWEN_TRUSTED_PROXIES: 'loopback' }), 'ok');
    assert.equal(level({ XUNWEN_HOST: '0.0.0.0' }), 'warn');
  });
});
