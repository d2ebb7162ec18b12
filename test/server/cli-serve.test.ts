import assert from 'node:assert/strict';
import { createServer } from 'node:http';
import { existsSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { cleanUp, lines, newFolder, Run, startService, titlesAt, xunwen } from './cli-process.js';

const key = 'a key for tests'.replaceAll(' ', '-').padEnd(16, '-');

function upload(url: string, body: string): Promise<Response> {
  const headers = { Authorization: `Bearer ${key}`, 'Content-Type': 'application/x-ndjson' };
  return fetch(`${url}/api/articles`, { method: 'POST', headers, body });
}

/** An upload that waits for what is written to it. */
function slowUpload(url: string): { answer: Promise<Response>; writer: WritableStreamDefaultWriter<Uint8Array> } {
  const feed = new TransformStream<Uint8Array, Uint8Array>();
  const headers = { Authorization: `Bearer ${key}`, 'Content-Type': 'application/x-ndjson' };
  const answer = fetch(`${url}/api/articles`, { method: 'POST', headers, body: feed.readable, duplex: 'half' });
  return { answer, writer: feed.writable.getWriter() };
}

describe('xunwen serve', function () {
  this.timeout(60_000);
  afterEach(cleanUp);

  it('answers; on SIGTERM it finishes what runs, writes a snapshot and ends with 0', async () => {
    const data = join(newFolder(), 'data');
    const service = await startService(data, { env: { XUNWEN_ADMIN_KEY: key } });
    assert.equal((await fetch(`${service.url}/readyz`)).status, 200);
    const { answer, writer } = slowUpload(service.url);
    await writer.write(Buffer.from(lines('揽月大桥通车')));
    await wait(200);
    const ended = service.end('SIGTERM');
    await service.run.says(/stopping/);
    await writer.write(Buffer.from(lines('春笋上市')));
    await writer.close();
    assert.deepEqual(await (await answer).json(), { accepted: 2, rejectedCount: 0, rejected: [] });
    assert.equal((await ended).code, 0);
    assert.ok(statSync(join(data, 'index.snapshot')).size > 0);
    assert.equal(existsSync(join(data, 'xunwen.sock')), false);
    assert.match((await xunwen(['search', '春笋', '--data', data])).stdout, /^1 article /);
  });

  it('ends at once at a second signal', async () => {
    const service = await startService(join(newFolder(), 'data'), { env: { XUNWEN_ADMIN_KEY: key } });
    const { answer, writer } = slowUpload(service.url);
    const failed = assert.rejects(answer);
    await writer.write(Buffer.from(lines('揽月大桥通车')));
    await wait(200);
    service.child.kill('SIGINT');
    await service.run.says(/stopping/);
    assert.equal((await service.end('SIGINT')).code, 1);
    await failed;
  });

  it('is spoken to by the other commands, through a socket for its owner alone; a second one is refused', async () => {
    const folder = newFolder();
    const data = join(folder, 'data');
    const file = join(folder, 'news.ndjson');
    writeFileSync(file, `${lines('揽月大桥通车')}{}\n${lines('春笋上市')}`);
    const service = await startService(data);
    assert.equal(statSync(join(data, 'xunwen.sock')).mode & 0o777, 0o600);
    const indexed = await xunwen(['index', file, '--data', data]);
    assert.equal(indexed.code, 0, indexed.stderr);
    assert.match(indexed.stdout, /^2 articles in, 1 problem, /);
    assert.deepEqual(await titlesAt(service.url, '大桥'), ['揽月大桥通车']);
    const second = await xunwen(['serve', '--data', data, '--port', '0']);
    assert.equal(second.code, 1);
    assert.equal(second.stderr, `xunwen: the data folder ${data} is already served by another "xunwen serve"\n`);
    const stats = await xunwen(['stats', '--data', data]);
    assert.match(stats.stdout, /being served$/m);
    assert.match(stats.stdout, /^articles +2$/m);
  });

  it('says in one sentence that the path of the data folder is too long for its socket', async () => {
    const deep = join(newFolder(), '寻'.repeat(40));
    const { code, stderr } = await xunwen(['serve', '--data', deep, '--port', '0'], { cwd: '/' });
    assert.equal(code, 1);
    assert.match(stderr, /^xunwen: the path \S+ is too long for a socket [^\n]*\n$/);
  });

  it('has everything that it acknowledged after kill -9, and replaces the socket that was left', async () => {
    const data = join(newFolder(), 'data');
    const first = await startService(data, { env: { XUNWEN_ADMIN_KEY: key } });
    const titles = Array.from({ length: 450 }, (_, i) => `第${i}座大桥通车`);
    for (let start = 0; start < titles.length; start += 50) {
      const response = await upload(first.url, lines(...titles.slice(start, start + 50)));
      assert.equal(response.status, 200);
    }
    await first.end('SIGKILL');
    assert.ok(existsSync(join(data, 'xunwen.sock')));
    const second = await startService(data);
    const answer = await fetch(`${second.url}/api/search?q=大桥通车`);
    assert.match(await answer.text(), /"total":450,/);
    assert.equal((await second.end('SIGTERM')).code, 0);
    const third = await startService(data);
    assert.match(third.run.stdout, /450 from the snapshot/);
  });

  it('waits for a command that has the folder, and says so', async () => {
    const data = join(newFolder(), 'data');
    const command = new Run(['index', '-', '--data', data], { keepInputOpen: true });
    while (!existsSync(join(data, 'articles.sqlite'))) await wait(20);
    const service = new Run(['serve', '--data', data, '--port', '0']);
    await service.says(/waiting: another command has the data folder/);
    const other = new Run(['stats', '--data', data]);
    await other.says(/waiting, another command has the data folder/);
    command.child.stdin?.end(lines('揽月大桥通车'));
    assert.equal((await command.ended).code, 0);
    await service.says(/listening on/);
    assert.match((await other.ended).stdout, /^articles +1$/m);
  });

  it('says in one sentence that the port is in use', async () => {
    const other = createServer().listen(0, '127.0.0.1');
    await new Promise((resolve) => other.once('listening', resolve));
    const address = other.address();
    assert.ok(typeof address === 'object' && address !== null);
    const { port } = address;
    const { code, stderr } = await xunwen(['serve', '--data', join(newFolder(), 'data'), '--port', String(port)]);
    other.close();
    assert.equal(code, 1);
    assert.match(
      stderr,
      new RegExp(`^xunwen: port ${port} on 127\\.0\\.0\\.1 is in use by another program[^\\n]*\\n$`),
    );
  });

  it('says in one sentence that the user dictionary is missing', async () => {
    const env = { XUNWEN_USER_DICT: '/none/words.txt' };
    const { code, stderr } = await xunwen(['serve', '--data', join(newFolder(), 'data'), '--port', '0'], { env });
    assert.equal(code, 1);
    assert.match(stderr, /^xunwen: [^\n]*\/none\/words\.txt[^\n]*\n$/);
  });

  it('says of all settings at once what is wrong with them, and touches nothing', async () => {
    const folder = newFolder();
    const env = { XUNWEN_PORT: 'x', XUNWEN_ADMIN_KEY: 'short', XUNWEN_HOTS: '::' };
    const { code, stderr } = await xunwen(['serve', '--log-level', 'loud'], { env, cwd: folder });
    assert.equal(code, 1);
    for (const name of ['XUNWEN_PORT', 'XUNWEN_ADMIN_KEY', '--log-level', 'did you mean XUNWEN_HOST?']) {
      assert.ok(stderr.includes(name), stderr);
    }
    assert.equal(existsSync(join(folder, 'data')), false);
  });
});

describe('xunwen demo', function () {
  this.timeout(60_000);
  afterEach(cleanUp);

  it('serves the sample as it is now, from a folder of its own, and says how to go on', async () => {
    const data = join(newFolder(), 'data');
    const input = lines('不在示例里');
    await xunwen(['index', '-', '--data', join(data, 'demo')], { input });
    const demo = await startService(data, {}, 'demo');
    await demo.run.says(/Ctrl-C/);
    assert.match(demo.run.stdout, /npx xunwen index/);
    assert.deepEqual(await titlesAt(demo.url, '"不在示例里"'), []);
    const page = await (await fetch(`${demo.url}/`)).text();
    assert.match(page, /这里是示例/);
    assert.match(demo.run.stdout, /curl '\S+\/api\/search\?q=大桥'/);
    assert.notEqual((await titlesAt(demo.url, '大桥')).length, 0);
    assert.equal((await demo.end('SIGINT')).code, 0);
    assert.equal(existsSync(join(data, 'articles.sqlite')), false);
  });
});
