import assert from 'node:assert/strict';
import { chmodSync, existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import SqliteDatabase from 'better-sqlite3';
import { memory } from '../../server/doctor/machine.js';
import { settings } from '../../server/doctor/settings.js';
import { loadConfig } from '../../server/config.js';
import { cleanUp, newFolder, startService, xunwen } from './cli-process.js';

/** "xwak", which stands in the header of a database of keys. */
const keysId = 0x7877616b;

/** Makes a database of keys that a later version has written. */
function newer(file: string): void {
  const database = new SqliteDatabase(file);
  database.exec('CREATE TABLE keys (id TEXT)');
  database.pragma(`application_id = ${keysId}`);
  database.pragma('user_version = 99');
  database.pragma('journal_mode = WAL');
  database.close();
}

interface Found {
  readonly level: string;
  readonly name: string;
  readonly told: string;
  readonly advice: string | null;
}

/** The usual port may be another program's while tests run. */
const anyPort = (env: Readonly<Record<string, string>>): Readonly<Record<string, string>> => ({
  XUNWEN_PORT: '0',
  ...env,
});

describe('xunwen doctor', function () {
  this.timeout(60_000);
  afterEach(cleanUp);

  const examine = async (data: string, env = {}): Promise<{ code: number | null; byName: Map<string, Found> }> => {
    const { code, stdout } = await xunwen(['doctor', '--json', '--data', data], { env: anyPort(env) });
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

  for (const [what, name, spoil, told] of [
    [
      'the articles are no database',
      'databases',
      (data: string) => writeFileSync(join(data, 'articles.sqlite'), 'x'.repeat(5000)),
      /articles\.sqlite: .*not a database/,
    ],
    [
      'a newer xunwen made the keys',
      'databases',
      (data: string) => newer(join(data, 'keys.sqlite')),
      /keys\.sqlite: a newer xunwen made it, version 99/,
    ],
    [
      'there is an index without articles',
      'databases',
      (data: string) => writeFileSync(join(data, 'index.snapshot'), 'x'),
      /no articles\.sqlite/,
    ],
    [
      'a restore was interrupted',
      'databases',
      (data: string) => writeFileSync(join(data, 'restore.unfinished'), ''),
      /did not come to its end/,
    ],
  ] as const) {
    it(`ends with 1 where ${what}, as a service does`, async () => {
      const data = join(newFolder(), 'data');
      mkdirSync(data, { mode: 0o700 });
      spoil(data);
      const { code, byName } = await examine(data);
      assert.deepEqual([code, byName.get(name)?.level], [1, 'fail']);
      assert.match(byName.get(name)?.told ?? '', told);
      assert.notEqual((await xunwen(['serve', '--data', data, '--port', '0'])).code, 0);
    });
  }

  it('ends with 1 where the sources cannot be read, or the address is not to be had', async () => {
    const folder = newFolder();
    const sources = join(folder, 'sources.json');
    writeFileSync(sources, '{"x":1}');
    const environment = { XUNWEN_SOURCES: sources, XUNWEN_HOST: '256.1.1.1' };
    const { code, byName } = await examine(join(folder, 'data'), environment);
    assert.deepEqual([code, byName.get('sources')?.level, byName.get('address')?.level], [1, 'fail', 'fail']);
    assert.match(byName.get('address')?.told ?? '', /256\.1\.1\.1 is not an address of this machine/);
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
