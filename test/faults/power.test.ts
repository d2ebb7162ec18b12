import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { SqliteArticleStore } from '../../corpus/index.js';
import { randomNumbers } from '../relevance/eval/substring-runs.js';
import { cleanUp, newFolder, startService, type Service } from '../server/cli-process.js';
import { readDiskTrace, straceArguments, type DiskEvent } from './disk-trace.js';
import { UnsyncedDisk } from './unsynced-disk.js';
import { articleOf } from './writer.js';

const key = 'fault-key-0123456789';
const articles = 12;
const cuts = 150;

/** The version of each article, 0 for none. */
type Versions = readonly number[];

/** A request, and what there is after it. */
interface Write {
  readonly requestId: string;
  readonly after: Versions;
}

const idOf = (number: number): string => `p${number}`;

/** Writes in all ways, one request after the other. */
async function write({ url }: Service, random: () => number, count: number): Promise<readonly Write[]> {
  const writes: Write[] = [];
  let versions: Versions = Array.from({ length: articles }, () => 0);
  for (let i = 1; i <= count; i++) {
    const requestId = `cut${i}end`;
    const one = Math.floor(random() * articles);
    const way = random();
    const isMeant = (number: number): boolean => (way < 0.8 ? number === one : number >= one);
    const version = way < 0.2 ? 0 : i;
    versions = versions.map((before, number) => (isMeant(number) ? version : before));
    const ids = versions.flatMap((_, number) => (isMeant(number) ? [idOf(number)] : []));
    const headers = { Authorization: `Bearer ${key}`, 'X-Request-Id': requestId };
    const lines = ids.map((id) => `${JSON.stringify(articleOf(id, version))}\n`).join('');
    const answer = await (version === 0
      ? fetch(`${url}/api/articles/${idOf(one)}`, { method: 'DELETE', headers })
      : fetch(`${url}/api/articles`, {
          method: 'POST',
          headers: { ...headers, 'Content-Type': 'application/x-ndjson' },
          body: lines,
        }));
    assert.ok(answer.ok, await answer.text());
    writes.push({ requestId, after: versions });
  }
  return writes;
}

/** The versions in a folder. @throws where it cannot be read, or an article is not whole */
async function versionsIn(folder: string): Promise<Versions> {
  const store = SqliteArticleStore.open(join(folder, 'articles.sqlite'));
  try {
    const stored = await store.get(Array.from({ length: articles }, (_, number) => idOf(number)));
    return stored.map((one, number) => {
      if (one === undefined) return 0;
      const version = Number(/v(\d+)z$/.exec(one.article.title)?.[1]);
      assert.equal(one.article.body, articleOf(idOf(number), version).body.trim());
      return version;
    });
  } finally {
    await store.close();
  }
}

/** Cuts the power at moments of a trace, and says at which something acknowledged was gone, or anything was not whole. */
async function lossesOf(
  events: readonly DiskEvent[],
  writes: readonly Write[],
  random: () => number,
): Promise<string[]> {
  const disk = new UnsyncedDisk();
  const losses: string[] = [];
  const none: Write = { requestId: '', after: Array.from({ length: articles }, () => 0) };
  let answered = 0;
  // Before the first answer there may be no store yet.
  const first = events.findIndex(({ kind }) => kind === 'answer');
  const moments = new Set(Array.from({ length: cuts }, () => first + Math.floor(random() * (events.length - first))));
  for (const [moment, event] of events.entries()) {
    disk.take(event);
    if (event.kind === 'answer') assert.equal(event.requestId, writes[answered++]?.requestId);
    if (!moments.has(moment)) continue;
    const folder = mkdtempSync(join(newFolder(), 'cut-'));
    disk.cut(folder, random);
    const possible = [writes[answered - 1] ?? none, writes[answered] ?? none].map(({ after }) => after.join());
    const found = await versionsIn(folder).then((versions) => versions.join(), String);
    if (!possible.includes(found)) losses.push(`after ${answered} writes: ${found}, not ${possible.join(' or ')}`);
    rmSync(folder, { recursive: true });
  }
  return losses;
}

describe('a power cut', function () {
  this.timeout(300_000);
  const random = randomNumbers(Date.now() % 100_000);
  let events: readonly DiskEvent[];
  let writes: readonly Write[];
  before(async function () {
    if (spawnSync('strace', ['-o', '/dev/null', 'true']).status !== 0) this.skip();
    const trace = join(newFolder(), 'trace');
    const through = ['strace', ...straceArguments(trace)];
    const service = await startService(join(newFolder(), 'data'), { env: { XUNWEN_ADMIN_KEY: key }, through });
    writes = await write(service, random, 250);
    assert.equal((await service.end('SIGTERM')).code, 0);
    events = readDiskTrace(readFileSync(trace, 'latin1'), (file) => /^articles\.sqlite(?:-wal)?$/.test(file));
  });
  after(cleanUp);

  it('leaves every write that was acknowledged, whenever it comes and whatever of the rest reached the disk', async () => {
    assert.equal(events.filter(({ kind }) => kind === 'answer').length, writes.length);
    assert.ok(
      events.some((event) => event.kind === 'sync' && event.file === 'articles.sqlite'),
      'no checkpoint',
    );
    assert.deepEqual(await lossesOf(events, writes, random), []);
  });

  it('would take some, were there no syncs: what looks for losses sees them', async () => {
    const unsynced = events.filter(({ kind }) => kind !== 'sync');
    assert.notDeepEqual(await lossesOf(unsynced, writes, random), []);
  });
});
