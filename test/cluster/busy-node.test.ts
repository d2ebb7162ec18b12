import assert from 'node:assert/strict';
import { z } from 'zod';
import { ClusterConnection, ClusterError, writeDocuments, type Write } from '../../corpus/index.js';
import { cleanUp, lines, newFolder, startService, titlesAt } from '../server/cli-process.js';
import { Cluster } from './cluster.js';

const key = 'key-for-everything';
const problem = z.object({ code: z.string() });
const rejected = z.object({
  nodes: z.record(z.string(), z.object({ thread_pool: z.object({ write: z.object({ rejected: z.number() }) }) })),
});

describe('a cluster that has room for little', function () {
  this.timeout(300_000);
  let cluster: Cluster;
  let connection: ClusterConnection;
  before(async () => {
    cluster = await Cluster.start({
      nodes: 1,
      settings: {
        // One thread that writes, and four parts that wait for it: a bulk over ten shards is more than that.
        'thread_pool.write.size': 1,
        'thread_pool.write.queue_size': 4,
        // One result over ten shards that is walked, and half another.
        'search.max_open_pit_context': 15,
      },
    });
    connection = await ClusterConnection.open({ nodes: cluster.urls, prefix: 'busy', copies: 1, shards: 10 });
  });
  afterEach(cleanUp);
  after(async () => {
    await connection.close();
    await cluster.stop();
  });

  const timesRejected = async (): Promise<number> => {
    const { nodes } = await connection.ask(rejected, { method: 'GET', path: ['_nodes', 'stats', 'thread_pool'] });
    return Object.values(nodes).reduce((sum, { thread_pool: { write } }) => sum + write.rejected, 0);
  };

  const serve = async (prefix: string) => {
    const { url } = await startService(newFolder(), {
      env: {
        XUNWEN_ENGINE: 'opensearch',
        XUNWEN_OPENSEARCH_NODES: cluster.urls.join(','),
        XUNWEN_OPENSEARCH_PREFIX: prefix,
        XUNWEN_OPENSEARCH_COPIES: '1',
        XUNWEN_OPENSEARCH_SHARDS: '10',
        XUNWEN_ADMIN_KEY: key,
        XUNWEN_RATE_LIMIT: 'off',
      },
    });
    const upload = (body: string): Promise<Response> =>
      fetch(`${url}/api/articles`, {
        method: 'POST',
        headers: { Authorization: `Bearer ${key}`, 'Content-Type': 'application/x-ndjson' },
        body,
      });
    return { url, upload };
  };

  it('turns parts of a bulk away, which are sent again until all of it is there', async () => {
    await connection.makeIndex('bulks', { mappings: { properties: { text: { type: 'keyword' } } } });
    const before = await timesRejected();
    const bulk = (round: number): Write[] =>
      Array.from({ length: 200 }, (_, i) => ({
        id: `${round}.${i}`,
        version: 1,
        document: { text: 'x'.repeat(2000) },
      }));
    await Promise.all(
      Array.from({ length: 3 }, (_, round) =>
        writeDocuments(connection, connection.index('bulks'), bulk(round), { refresh: true }),
      ),
    );
    assert.ok((await timesRejected()) > before, 'nothing was turned away');
    const path = [connection.index('bulks'), '_count'];
    const { count } = await connection.ask(z.object({ count: z.number() }), { method: 'GET', path });
    assert.equal(count, 600);
  });

  it('that refuses one document of a bulk says so, and has the others', async () => {
    await connection.makeIndex('strict', { mappings: { dynamic: 'strict', properties: { text: { type: 'long' } } } });
    const write = (id: string, text: unknown): Write => ({ id, version: 1, document: { text } });
    const all = [write('a', 1), write('b', 'no number'), write('c', 3)];
    await assert.rejects(writeDocuments(connection, connection.index('strict'), all, { refresh: true }), (error) => {
      assert.ok(error instanceof ClusterError);
      return error.failure.status === 400 && error.failure.type === 'mapper_parsing_exception';
    });
    const path = [connection.index('strict'), '_count'];
    assert.deepEqual(await connection.ask(z.object({ count: z.number() }), { method: 'GET', path }), { count: 2 });
  });

  it('takes all of many uploads at once through the service, and tells a full disk as 507', async () => {
    const { url, upload } = await serve('served');
    const before = await timesRejected();
    const titles = Array.from({ length: 20 }, (_, i) => Array.from({ length: 100 }, (_, j) => `快讯${i}之${j}`));
    // Where the cluster has no room for long, the caller is told to come again.
    const insist = async (body: string): Promise<void> => {
      for (let answer = await upload(body); answer.status !== 200; answer = await upload(body)) {
        const { code } = problem.parse(await answer.json());
        assert.deepEqual([answer.status, code, answer.headers.get('Retry-After')], [503, 'unavailable', '5']);
      }
    };
    await Promise.all(titles.map((some) => insist(lines(...some))));
    assert.ok((await timesRejected()) > before, 'nothing was turned away');
    const { total } = z
      .object({ total: z.number() })
      .parse(await (await fetch(`${url}/api/search?q=${encodeURIComponent('快讯')}`)).json());
    assert.equal(total, 2000);

    const block = { 'index.blocks.read_only_allow_delete': true };
    await connection.ask(z.unknown(), { method: 'PUT', path: ['served-articles', '_settings'], body: block });
    const refused = await upload(lines('揽月大桥通车'));
    const { code } = problem.parse(await refused.json());
    assert.deepEqual([refused.status, code], [507, 'insufficient_storage']);
    assert.ok((await titlesAt(url, '快讯0之7')).includes('快讯0之7'));
    const freed = { 'index.blocks.read_only_allow_delete': null };
    await connection.ask(z.unknown(), { method: 'PUT', path: ['served-articles', '_settings'], body: freed });
    assert.equal((await upload(lines('揽月大桥通车'))).status, 200);
    assert.deepEqual(await titlesAt(url, '大桥'), ['揽月大桥通车']);
  });

  it('that can keep no more views refuses who begins to walk a result, and goes on for who does', async () => {
    const { url, upload } = await serve('walked');
    const titles = Array.from({ length: 30 }, (_, i) => `快讯${i}`);
    assert.equal((await upload(lines(...titles))).status, 200);
    const walk = (): Promise<Response> => fetch(`${url}/api/search?collapse=false&q=${encodeURIComponent('快讯')}`);
    const { next } = z.object({ next: z.string() }).parse(await (await walk()).json());
    const refused = await walk();
    const { code } = problem.parse(await refused.json());
    assert.deepEqual([refused.status, code, refused.headers.get('Retry-After')], [503, 'unavailable', '5']);
    const rest = await fetch(`${url}/api/search?cursor=${encodeURIComponent(next)}&size=100`);
    const { hits } = z.object({ hits: z.array(z.unknown()) }).parse(await rest.json());
    assert.equal(hits.length, 20);
  });
});
