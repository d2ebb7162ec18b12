import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import SqliteDatabase from 'better-sqlite3';
import { cleanUp, lines, newFolder, startService, xunwen } from './cli-process.js';

describe('xunwen block', function () {
  this.timeout(60_000);
  afterEach(cleanUp);

  it('keeps its words in the data folder, folded, until they are removed', async () => {
    const data = join(newFolder(), 'data');
    const added = await xunwen(['block', 'add', '副局長', 'ABC', '--data', data]);
    assert.deepEqual([added.code, added.stderr], [0, '2 words added, 2 blocked\n']);
    assert.equal((await xunwen(['block', 'list', '--data', data])).stdout, 'abc\n副局长\n');
    const again = await xunwen(['block', 'add', '副局长', '大桥', '--data', data]);
    assert.equal(again.stderr, '1 word added, 3 blocked\n');
    const removed = await xunwen(['block', 'remove', '副局长', '大桥', '没有', '--data', data]);
    assert.equal(removed.stderr, '2 words removed, 1 blocked\n');
    assert.equal((await xunwen(['block', 'list', '--data', data])).stdout, 'abc\n');
  });

  it('reaches a running service, which hides suggestions at once and after a restart', async () => {
    const folder = newFolder();
    const data = join(folder, 'data');
    const file = join(folder, 'news.ndjson');
    writeFileSync(file, lines('揽月大桥通车', '揽月湖起雾'));
    await xunwen(['index', file, '--data', data]);
    const titles = async (url: string): Promise<string> => (await fetch(`${url}/api/suggest?q=%E6%8F%BD`)).text();
    const first = await startService(data);
    assert.match(await titles(first.url), /大桥通车/);
    assert.equal((await xunwen(['block', 'add', '大橋', '--data', data])).stderr, '1 word added, 1 blocked\n');
    assert.doesNotMatch(await titles(first.url), /大桥/);
    await first.end('SIGTERM');
    const second = await startService(data);
    assert.doesNotMatch(await titles(second.url), /大桥/);
    assert.equal((await xunwen(['block', 'list', '--data', data])).stdout, '大桥\n');
    await xunwen(['block', 'remove', '大桥', '--data', data]);
    assert.match(await titles(second.url), /大桥通车/);
  });

  for (const args of [
    ['add', '，'],
    ['add', '长'.repeat(65)],
  ]) {
    it(`refuses ${args[1]?.slice(0, 8) ?? ''} as a word`, async () => {
      const { code, stderr } = await xunwen(['block', ...args, '--data', join(newFolder(), 'data')]);
      assert.equal(code, 1);
      assert.match(stderr, /has to be of 1 to 64 characters/);
    });
  }

  it('lists nothing of a folder that is not there, and makes none', async () => {
    const { code, stderr } = await xunwen(['block', 'list', '--data', join(newFolder(), 'none')]);
    assert.equal(code, 1);
    assert.match(stderr, /there is no data folder/);
  });

  it('stands beside what readers typed, which a service that stops has written', async () => {
    const folder = newFolder();
    const data = join(folder, 'data');
    const file = join(folder, 'news.ndjson');
    writeFileSync(file, lines('揽月大桥通车'));
    await xunwen(['index', file, '--data', data]);
    const service = await startService(data);
    await fetch(`${service.url}/?q=${encodeURIComponent('揽月 大桥')}`);
    await xunwen(['search', '通车', '--data', data]);
    await service.end('SIGTERM');
    const database = new SqliteDatabase(join(data, 'readers.sqlite'), { readonly: true });
    assert.deepEqual(database.prepare('SELECT key, typed FROM uses').all(), [{ key: '揽月 大桥', typed: 1 }]);
    database.close();
  });
});
