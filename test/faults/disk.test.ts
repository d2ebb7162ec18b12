import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { writeFileSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { cleanUp, lines, newFolder, startService, titlesAt, xunwen, type Service } from '../server/cli-process.js';

const key = 'fault-key-0123456789';
const headers = { Authorization: `Bearer ${key}` };
const env = { XUNWEN_ADMIN_KEY: key };
/** A body of some 300 KB, so that a small disk is full soon. */
const long = '满盘的正文。'.repeat(16_000);

interface Answer {
  readonly status: number;
  readonly body: Readonly<Record<string, unknown>>;
}

async function put({ url }: Service, id: string): Promise<Answer> {
  const response = await fetch(`${url}/api/articles/${id}`, {
    method: 'PUT',
    headers: { ...headers, 'Content-Type': 'application/json' },
    body: JSON.stringify({ title: `第${id}篇`, body: long }),
  });
  return { status: response.status, body: JSON.parse(await response.text()) };
}

/** Writes articles until one is refused; gives the ids of those that were not, and the refusal. */
async function fill(service: Service): Promise<{ written: string[]; refusal: Answer }> {
  const written: string[] = [];
  for (let i = 0; i < 400; i++) {
    const answer = await put(service, `f${i}`);
    if (answer.status >= 400) return { written, refusal: answer };
    written.push(`f${i}`);
  }
  throw new Error('the disk was never full');
}

async function stream({ url }: Service, count: number): Promise<Answer> {
  const body = Array.from(
    { length: count },
    (_, i) => `${JSON.stringify({ id: `s${i}`, title: `第s${i}篇`, body: long })}\n`,
  );
  const type = { ...headers, 'Content-Type': 'application/x-ndjson' };
  const response = await fetch(`${url}/api/articles`, { method: 'POST', headers: type, body: body.join('') });
  return { status: response.status, body: JSON.parse(await response.text()) };
}

/** Those of the articles that are not there. */
async function missing({ url }: Service, ids: readonly string[]): Promise<string[]> {
  const gone: string[] = [];
  for (const id of ids) if (!(await fetch(`${url}/api/articles/${id}`)).ok) gone.push(id);
  return gone;
}

/** Takes what is left of a disk. */
function fillUp(path: string): void {
  try {
    for (let i = 0; i < 1000; i++) writeFileSync(join(path, `rest${i}`), Buffer.alloc(32_768));
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'ENOSPC')) throw error;
  }
}

describe('a disk', function () {
  this.timeout(120_000);
  const mounted: string[] = [];
  afterEach(async () => {
    // Away at once, though the service that is ended next has files open there.
    for (const path of mounted.splice(0)) execFileSync('umount', ['-l', path]);
    await cleanUp();
  });

  /** A small disk of its own; the test is skipped where nobody may mount one. */
  const disk = (context: Mocha.Context, megabytes: number): string => {
    const path = join(newFolder(), 'disk');
    mkdirSync(path);
    try {
      execFileSync('mount', ['-t', 'tmpfs', '-o', `size=${megabytes}m`, 'tmpfs', path], { stdio: 'ignore' });
    } catch {
      context.skip();
    }
    mounted.push(path);
    return path;
  };
  const remount = (path: string, options: string): void => {
    execFileSync('mount', ['-o', `remount,${options}`, path]);
  };

  it('that is full ends writes with 507, loses nothing, lets searches go on, and is written again when there is room', async function () {
    const path = disk(this, 24);
    const service = await startService(path, { env });
    const { written, refusal } = await fill(service);
    assert.deepEqual([refusal.status, refusal.body['code']], [507, 'insufficient_storage']);
    const upload = await stream(service, 50);
    assert.deepEqual([upload.status, upload.body['code']], [507, 'insufficient_storage']);
    const durable = Number(upload.body['durableThrough']);
    assert.ok(durable < 50);
    const safe = [...written, ...Array.from({ length: durable }, (_, i) => `s${i}`)];
    assert.deepEqual(await missing(service, safe), []);
    assert.ok((await titlesAt(service.url, '满盘')).length > 0);
    remount(path, 'size=200m');
    assert.equal((await put(service, 'after')).status, 201);
    await service.end('SIGKILL');
    const again = await startService(path, { env });
    assert.deepEqual(await missing(again, [...safe, 'after']), []);
    assert.equal((await again.end('SIGTERM')).code, 0);
    assert.equal((await xunwen(['verify', '--data', path])).code, 0);
  });

  it('that is full when a service starts is searched all the same', async function () {
    const path = disk(this, 24);
    const service = await startService(path, { env });
    const { written } = await fill(service);
    await service.end('SIGKILL');
    fillUp(path);
    const again = await startService(path, { env });
    assert.deepEqual(await missing(again, written), []);
    assert.ok((await titlesAt(again.url, '满盘')).length > 0);
    assert.equal((await put(again, 'more')).status, 507);
  });

  it('of which a quota takes no more ends writes with 507, and loses nothing', async () => {
    const data = join(newFolder(), 'data');
    const service = await startService(data, { env, before: 'ulimit -f 16384' });
    const { written, refusal } = await fill(service);
    assert.deepEqual([refusal.status, refusal.body['code']], [507, 'insufficient_storage']);
    assert.deepEqual(await missing(service, written), []);
    assert.ok((await titlesAt(service.url, '满盘')).length > 0);
    await service.end('SIGKILL');
    const again = await startService(data, { env });
    assert.deepEqual(await missing(again, written), []);
    assert.equal((await put(again, 'after')).status, 201);
  });

  it('that may only be read is refused in one sentence, and left as it was', async function () {
    const path = disk(this, 24);
    writeFileSync(join(path, 'news.ndjson'), lines('揽月大桥通车'));
    await xunwen(['index', join(path, 'news.ndjson'), '--data', path]);
    remount(path, 'ro');
    const { code, stderr } = await xunwen(['serve', '--data', path, '--port', '0']);
    assert.equal(code, 1);
    assert.match(stderr, /^xunwen: [^\n]+(?:read-only|cannot be)[^\n]*\n$/);
    remount(path, 'rw');
    assert.match((await xunwen(['search', '揽月', '--data', path])).stdout, /揽月大桥通车/);
  });
});
