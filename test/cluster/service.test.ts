import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { ClusterConnection, presentIndices } from '../../corpus/index.js';
import { cleanUp, lines, newFolder, startService, titlesAt, xunwen, type Service } from '../server/cli-process.js';
import { nodeUrls } from './one-cluster.js';
import { until } from './until.js';

const key = 'key-for-everything';
/** Milliseconds within which every process knows what one of them changed. */
const noticed = 10_000;

describe('services on one cluster', function () {
  this.timeout(180_000);
  let prefix: string;
  let env: Readonly<Record<string, string>>;
  let made = 0;
  beforeEach(() => {
    prefix = `service-${++made}`;
    env = {
      XUNWEN_ENGINE: 'opensearch',
      XUNWEN_OPENSEARCH_NODES: nodeUrls().join(','),
      XUNWEN_OPENSEARCH_PREFIX: prefix,
      XUNWEN_ADMIN_KEY: key,
      XUNWEN_LOG_LEVEL: 'warn',
    };
  });
  afterEach(async () => {
    await cleanUp();
    const connection = await ClusterConnection.open({ nodes: nodeUrls(), prefix, copies: 2, shards: 1 });
    await connection.ask(z.unknown(), { method: 'DELETE', path: [connection.index('*')] });
    await connection.close();
  });

  const start = (): Promise<Service> => startService(newFolder(), { env: { ...env, XUNWEN_LOG_LEVEL: 'info' } });

  const send = async (service: Service, method: string, path: string, body?: string): Promise<unknown> => {
    const type = { '/api/articles': 'application/x-ndjson', '/api/admin/blocked': 'application/json' }[path];
    const answer = await fetch(service.url + path, {
      method,
      headers: { Authorization: `Bearer ${key}`, 'Content-Type': type ?? 'text/plain' },
      ...(body !== undefined && { body }),
    });
    assert.ok(answer.status < 300, `${method} ${path}: ${answer.status} ${await answer.clone().text()}`);
    return answer.status === 204 ? null : answer.json();
  };

  const suggested = async (service: Service, q: string): Promise<string[]> => {
    const answer = await fetch(`${service.url}/api/suggest?size=20&q=${encodeURIComponent(q)}`);
    const { suggestions } = z
      .object({ suggestions: z.array(z.object({ text: z.string() })) })
      .parse(await answer.json());
    return suggestions.map(({ text }) => text);
  };

  it('find at once what another has written, and no more what it has deleted', async () => {
    const [one, other] = [await start(), await start()];
    await send(one, 'POST', '/api/articles', lines('揽月大桥通车', '春笋上市'));
    assert.deepEqual(await titlesAt(other.url, '大桥'), ['揽月大桥通车']);
    await send(other, 'POST', '/api/articles', lines('灯塔点亮'));
    await send(other, 'DELETE', `/api/articles/${encodeURIComponent('春笋上市')}`);
    assert.deepEqual([await titlesAt(one.url, '灯塔'), await titlesAt(one.url, '春笋')], [['灯塔点亮'], []]);
  });

  it('know within ten seconds the words, synonyms and blocked words of another, and what to suggest', async () => {
    const [one, other] = [await start(), await start()];
    await send(one, 'POST', '/api/articles', lines('揽月大桥通车', '自行车道延长', '潮汐车道启用'));
    assert.deepEqual(await titlesAt(other.url, '彩虹'), []);
    await send(one, 'POST', '/api/admin/synonyms', '揽月大桥, 彩虹');
    await send(one, 'POST', '/api/admin/dictionary', '揽月大桥 2000');
    await send(one, 'POST', '/api/admin/blocked', '{"words":["潮汐"]}');
    await until(async () => (await titlesAt(other.url, '彩虹')).length === 1, noticed);
    await until(async () => (await suggested(other, 'lanyue')).includes('揽月大桥'), noticed);
    await until(async () => (await suggested(other, '潮')).length === 0, noticed);
  });

  it('let a key in within ten seconds that another made, and keep it out when it is withdrawn', async () => {
    const [one, other] = [await start(), await start()];
    const made = await xunwen(['key', 'create', 'writer', '--scope', 'write', '--data', newFolder()], { env });
    assert.equal(made.code, 0, made.stderr);
    const [text = ''] = /xw_\S+/.exec(made.stdout) ?? [];
    const write = async (service: Service): Promise<number> =>
      (
        await fetch(`${service.url}/api/articles`, {
          method: 'POST',
          headers: { Authorization: `Bearer ${text}`, 'Content-Type': 'application/x-ndjson' },
          body: lines('春笋上市'),
        })
      ).status;
    for (const service of [one, other]) await until(async () => (await write(service)) === 200, noticed);
    const [id = ''] = /xw_([^_]+)/.exec(text)?.slice(1) ?? [];
    const gone = await xunwen(['key', 'revoke', id, '--data', newFolder()], { env });
    assert.equal(gone.code, 0, gone.stderr + made.stdout);
    for (const service of [one, other]) await until(async () => (await write(service)) === 401, noticed);
  });

  it('are what the commands work on, whether one runs here or not', async () => {
    const folder = newFolder();
    const file = join(folder, 'news.ndjson');
    writeFileSync(file, lines('揽月大桥通车', '春笋上市'));
    const indexed = await xunwen(['index', file, '--data', newFolder()], { env });
    assert.match(indexed.stdout, /^2 articles in, /, indexed.stderr);
    assert.match((await xunwen(['search', '春笋', '--data', newFolder()], { env })).stdout, /^1 article /);
    const service = await start();
    assert.deepEqual(await titlesAt(service.url, '大桥'), ['揽月大桥通车']);
    const reindexed = await xunwen(['reindex', '--data', newFolder()], { env });
    assert.match(reindexed.stdout + reindexed.stderr, /2 articles in service-\d+-search-2/);
    assert.deepEqual(await titlesAt(service.url, '大桥'), ['揽月大桥通车']);
  });

  it('are not made by a command that only reads, where nothing is kept under its prefix', async () => {
    for (const command of [['search', '大桥'], ['stats'], ['verify']]) {
      const { code, stderr } = await xunwen([...command, '--data', newFolder()], { env });
      assert.equal(code, 1);
      assert.match(stderr, new RegExp(`no articles under ${prefix}; see XUNWEN_OPENSEARCH_PREFIX`));
    }
    const connection = await ClusterConnection.open({ nodes: nodeUrls(), prefix, copies: 2, shards: 1 });
    assert.deepEqual(await presentIndices(connection), []);
    await connection.close();
  });

  it('analyse articles again for a word that was added while none of them had the folder', async () => {
    const one = await start();
    await send(one, 'POST', '/api/articles', lines('揽月大桥通车'));
    const added = await xunwen(['dict', 'add', '揽月大桥', '--data', newFolder()], { env });
    assert.equal(added.code, 0, added.stderr);
    assert.match(added.stderr, /^1 word changed; services that run analyse again the articles that hold them/m);
    await until(async () => (await suggested(one, 'lanyue')).includes('揽月大桥'), 60_000);
  });
});
