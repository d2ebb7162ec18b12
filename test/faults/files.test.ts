import assert from 'node:assert/strict';
import { once } from 'node:events';
import { existsSync, readFileSync, truncateSync, writeFileSync } from 'node:fs';
import { connect, type Socket } from 'node:net';
import { join } from 'node:path';
import { MemoryArticleStore } from '../../corpus/index.js';
import { article, openEngine } from '../indexer/engine.js';
import { randomNumbers } from '../relevance/eval/substring-runs.js';
import { cleanUp, newFolder, startService, titlesAt, xunwen } from '../server/cli-process.js';

const key = 'fault-key-0123456789';
const env = { XUNWEN_ADMIN_KEY: key };
const headers = { Authorization: `Bearer ${key}`, 'Content-Type': 'application/json' };

/** Cuts a file off, or flips a bit of it, somewhere from a share of its length on. */
function damage(file: string, random: () => number, from = 0): void {
  const bytes = readFileSync(file);
  const at = Math.min(bytes.length - 1, Math.floor(bytes.length * (from + (1 - from) * random())));
  if (random() < 0.5) return truncateSync(file, at);
  bytes[at] = (bytes[at] ?? 0) ^ (1 << Math.floor(random() * 8));
  writeFileSync(file, bytes);
}

describe('a snapshot that is damaged anywhere', () => {
  it('is never believed: answers are those of the store', async function () {
    this.timeout(60_000);
    const store = new MemoryArticleStore();
    const engine = await openEngine(store);
    const words = ['大桥', '副局长', '通车', '论坛'];
    const some = Array.from({ length: 60 }, (_, i) =>
      article({ id: `n${i}`, title: `${words[i % 4]}第${i}号`, body: `${words[(i * 7) % 4]}的正文，第${i * 31}件。` }),
    );
    await engine.ingest.write(some);
    await engine.index.saveSnapshot();
    const whole = readFileSync(engine.snapshotFile);
    const random = randomNumbers(5);
    for (let i = 0; i < 60; i++) {
      writeFileSync(engine.snapshotFile, whole);
      damage(engine.snapshotFile, random);
      const again = await openEngine(store, engine.snapshotFile);
      assert.equal(again.index.stats().articles, some.length);
      assert.deepEqual(await again.index.missing(some.map(({ id }) => id)), []);
      await again.index.close();
    }
  });
});

describe('a log of the store that is torn or flipped at its end', function () {
  this.timeout(120_000);
  afterEach(cleanUp);

  it('gives the first of the writes, all up to some point, and the service starts by itself', async () => {
    const random = randomNumbers(11);
    for (let round = 0; round < 3; round++) {
      const data = join(newFolder(), 'data');
      const service = await startService(data, { env });
      for (let i = 0; i < 30; i++) {
        const put = {
          method: 'PUT',
          headers,
          body: JSON.stringify({ title: `第${i}篇`, body: '正文。'.repeat(i * 20) }),
        };
        assert.equal((await fetch(`${service.url}/api/articles/a${i}`, put)).status, 201);
      }
      await service.end('SIGKILL');
      damage(join(data, 'articles.sqlite-wal'), random, 0.2);
      const again = await startService(data, { env });
      const there = await Promise.all(
        Array.from({ length: 30 }, async (_, i) => (await fetch(`${again.url}/api/articles/a${i}`)).status === 200),
      );
      const count = there.filter(Boolean).length;
      assert.deepEqual(
        there,
        there.map((_, i) => i < count),
      );
      await again.end('SIGTERM');
      const verified = await xunwen(['verify', '--data', data]);
      assert.equal(verified.code, 0, verified.stdout);
    }
  });
});

describe('a service that runs out of file descriptors', function () {
  this.timeout(60_000);
  afterEach(cleanUp);

  it('goes on, and takes connections again when others are gone', async () => {
    const data = join(newFolder(), 'data');
    const service = await startService(data, { env, before: 'ulimit -n 256' });
    await fetch(`${service.url}/api/articles/a`, { method: 'PUT', headers, body: '{"title":"揽月大桥通车"}' });
    const port = Number(new URL(service.url).port);
    const open: Socket[] = [];
    for (let i = 0; i < 400; i++) {
      const socket = connect(port, '127.0.0.1');
      // Those past the limit are closed, or wait in the queue of the system.
      socket.on('error', () => undefined);
      open.push(socket);
    }
    await Promise.race([
      once(open[0] ?? service.child, 'connect'),
      new Promise((resolve) => setTimeout(resolve, 1000)),
    ]);
    for (const socket of open) socket.destroy();
    assert.deepEqual(await titlesAt(service.url, '揽月'), ['揽月大桥通车']);
    const put = { method: 'PUT', headers, body: '{"title":"揽月湖起雾"}' };
    assert.equal((await fetch(`${service.url}/api/articles/b`, put)).status, 201);
    assert.equal((await service.end('SIGTERM')).code, 0);
    assert.ok(existsSync(join(data, 'index.snapshot')));
  });
});
