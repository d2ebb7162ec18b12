import assert from 'node:assert/strict';
import { setTimeout as sleep } from 'node:timers/promises';
import { z } from 'zod';
import { ClusterConnection } from '../../corpus/index.js';
import { searchAnswer } from '../../server/schemas/answers.js';
import { cleanUp, newFolder, startService, type Service } from '../server/cli-process.js';
import { Course } from './course.js';
import { cluster } from './one-cluster.js';
import { until } from './until.js';

const key = 'key-for-everything';
const problem = z.object({ code: z.string() });
/** A second: what a test machine can do beside three nodes; `CLUSTER_LOAD=50,20` is what was measured. */
const [searchRate = 10, writeRate = 5] = (process.env['CLUSTER_LOAD'] ?? '').split(',').filter(Boolean).map(Number);
const headers = { Authorization: `Bearer ${key}`, 'Content-Type': 'application/json' };

describe('a service on a cluster under searches and writes', function () {
  this.timeout(600_000);
  let service: Service;
  let prefix: string;
  let made = 0;

  beforeEach(async () => {
    prefix = `faults-${++made}`;
    const env = {
      XUNWEN_ENGINE: 'opensearch',
      XUNWEN_OPENSEARCH_NODES: cluster().urls.join(','),
      XUNWEN_OPENSEARCH_PREFIX: prefix,
      XUNWEN_ADMIN_KEY: key,
      XUNWEN_RATE_LIMIT: 'off',
    };
    service = await startService(newFolder(), { env });
    await write('n');
    await cluster().isWhole();
  });
  afterEach(async () => {
    await cleanUp();
    await cluster().isWhole();
    const connection = await ClusterConnection.open({ nodes: cluster().urls, prefix, copies: 2, shards: 1 });
    await connection.ask(z.unknown(), { method: 'DELETE', path: [connection.index('*')] });
    await connection.close();
  });

  const search = async (q: string): Promise<number> => {
    const answer = await fetch(`${service.url}/api/search?facets=source&q=${encodeURIComponent(q)}`);
    assert.equal(answer.status, 200, `${answer.status} ${answer.ok ? '' : await answer.clone().text()}`);
    return searchAnswer.parse(await answer.json()).total;
  };
  const write = async (id: string): Promise<void> => {
    const body = JSON.stringify({ title: `揽月大桥${id}号`, body: `第${id}篇正文。`, source: '云泽日报' });
    const answer = await fetch(`${service.url}/api/articles/${id}`, { method: 'PUT', headers, body });
    assert.ok(answer.ok, `${answer.status} ${answer.ok ? '' : await answer.clone().text()}`);
  };

  /** Searches and writes go on for so many seconds, while something happens. */
  const live = async (seconds: number, happen: () => Promise<void>) => {
    const [searches, writes] = [new Course(), new Course()];
    const acknowledged: string[] = [];
    const running: Promise<unknown>[] = [happen()];
    const ended = performance.now() + seconds * 1000;
    const every = async (rate: number, task: (tick: number) => Promise<unknown>): Promise<void> => {
      for (let tick = 0; performance.now() < ended; tick++) {
        running.push(task(tick));
        await sleep(1000 / rate);
      }
    };
    const one = async (tick: number): Promise<void> => {
      if (await writes.run(() => write(`n${tick}`))) acknowledged.push(`n${tick}`);
    };
    await Promise.all([
      every(searchRate, () => searches.run(async () => void (await search('揽月大桥')))),
      every(writeRate, one),
    ]);
    await Promise.all(running);
    console.log(`        searches: ${searches.told}; writes: ${writes.told}; acknowledged: ${acknowledged.length}`);
    return { searches, writes, acknowledged };
  };

  /** Those of the ids that are not there, or not found. */
  const lost = async (ids: readonly string[]): Promise<readonly string[]> => {
    const gone = [];
    for (const id of ids) {
      const { status } = await fetch(`${service.url}/api/articles/${id}`);
      if (status !== 200 || (await search(`"揽月大桥${id}号"`)) !== 1) gone.push(id);
    }
    return gone;
  };

  const isReady = async (): Promise<boolean> => (await fetch(`${service.url}/readyz`)).status === 200;

  /** How long it may take until all is well again, on a machine that has much else to do; what it took is printed. */
  const patience = 90_000;
  const isWell = async (): Promise<boolean> => {
    try {
      await write('well');
      return (await search('揽月大桥')) > 0;
    } catch {
      return false;
    }
  };

  it('loses nothing when a node is killed, answers again by itself, and takes the node in again', async () => {
    const [node] = cluster().nodes;
    const { acknowledged } = await live(25, async () => {
      await sleep(3000);
      await node?.end('SIGKILL');
    });
    await until(isWell, patience);
    assert.ok(acknowledged.length > 20, `${acknowledged.length}`);
    assert.deepEqual(await lost(acknowledged), []);
    node?.start();
    await cluster().isWhole();
    assert.deepEqual(await lost(acknowledged.slice(0, 50)), []);
  });

  it('loses nothing when a node hangs, and answers again by itself', async () => {
    const [, node] = cluster().nodes;
    const { acknowledged } = await live(75, async () => {
      await sleep(3000);
      node?.signal('SIGSTOP');
    });
    await until(isWell, patience);
    node?.signal('SIGCONT');
    await cluster().isWhole();
    assert.deepEqual(await lost(acknowledged), []);
  });

  it('says so when all nodes are gone, and is back by itself when they are', async () => {
    await Promise.all(cluster().nodes.map((node) => node.end('SIGKILL')));
    await until(async () => !(await isReady()), 20_000);
    const refused = await fetch(`${service.url}/api/search?q=大桥`);
    const { code } = problem.parse(await refused.json());
    assert.deepEqual([refused.status, code, refused.headers.get('Retry-After')], [503, 'unavailable', '5']);
    const written = await fetch(`${service.url}/api/articles/x`, { method: 'PUT', headers, body: '{"title":"大桥"}' });
    assert.equal(written.status, 503);
    for (const node of cluster().nodes) node.start();
    await cluster().isWhole();
    await until(isReady, 30_000);
    assert.equal(await search('揽月大桥'), 1);
    await write('back');
    assert.equal(await search('揽月大桥'), 2);
  });
});
