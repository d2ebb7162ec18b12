import assert from 'node:assert/strict';
import { chmodSync, readdirSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { z } from 'zod';
import { presentIndices, type ClusterConnection } from '../../corpus/index.js';
import { lines, newFolder, titlesAt } from '../server/cli-process.js';
import { clusterCommands } from './cluster-commands.js';

/** Writes an article through a service. */
async function put(url: string, key: string, id: string, title: string): Promise<number> {
  const headers = { Authorization: `Bearer ${key}`, 'Content-Type': 'application/json' };
  const body = JSON.stringify({ title, body: `${title}的正文。` });
  return (await fetch(`${url}/api/articles/${encodeURIComponent(id)}`, { method: 'PUT', headers, body })).status;
}

/** A file with an article for each title. */
function news(...titles: readonly string[]): string {
  const file = join(newFolder(), 'news.ndjson');
  writeFileSync(file, lines(...titles));
  return file;
}

describe('xunwen snapshot', function () {
  this.timeout(300_000);
  const { run, serve, connect, repository, files } = clusterCommands('snapshots');

  const done = async (...args: readonly string[]): Promise<string> => {
    const { code, stdout, stderr } = await run(args);
    assert.equal(code, 0, stderr);
    return stdout.trim();
  };
  const refused = async (args: readonly string[], more: Readonly<Record<string, string>> = {}): Promise<string> => {
    const { code, stdout, stderr } = await run(args, more);
    assert.deepEqual([code, stdout], [1, ''], stderr);
    return stderr;
  };
  const ourIndices = async (): Promise<string[]> => {
    const connection = await connect();
    const start = connection.index('').length;
    return (await presentIndices(connection)).map((name) => name.slice(start)).sort();
  };

  it('brings back what was there, and the index is made again', async () => {
    await done('index', news('揽月大桥通车', '揽月湖起雾'));
    await done('dict', 'add', '揽月大桥');
    await done('block', 'add', '内部');
    const key = await done('key', 'create', 'cms', '--scope', 'write');
    const name = await done('snapshot', 'create', repository);
    assert.match(name, /^2\d{3}-\d\d-\d\dt\d\d\.\d\d\.\d\dz$/);
    assert.match(await done('snapshot', 'list', repository), new RegExp(`^${name}\tSUCCESS\t2\\d{3}-.*Z\t\\d.*s$`));

    const before = await serve();
    assert.deepEqual(
      [await put(before.url, key, '第三篇', '揽月塔封顶'), (await titlesAt(before.url, '揽月')).length],
      [201, 3],
    );
    const headers = { Authorization: `Bearer ${key}` };
    await fetch(`${before.url}/api/articles/${encodeURIComponent('揽月湖起雾')}`, { method: 'DELETE', headers });
    assert.match(
      await refused(['snapshot', 'restore', repository, name, '--replace']),
      /a service has .*; stop it first/,
    );
    await before.end('SIGTERM');
    await done('dict', 'remove', '揽月大桥');
    assert.match(
      await refused(['snapshot', 'restore', repository, name]),
      /has indices of the prefix snapshots-\d+ \(.*-articles.*-search-1.*\); stop all services .*--replace/,
    );
    const { code, stderr } = await run(['snapshot', 'restore', repository, name, '--replace']);
    assert.deepEqual([code, stderr], [0, '2 articles restored\n']);
    assert.deepEqual(await ourIndices(), ['articles', 'keys', 'meta', 'shared', 'uses']);

    const { url } = await serve();
    assert.deepEqual((await titlesAt(url, '揽月')).sort(), ['揽月大桥通车', '揽月湖起雾']);
    assert.equal(await put(url, key, '第四篇', '揽月楼开放'), 201);
    assert.deepEqual(await titlesAt(url, '揽月楼'), ['揽月楼开放']);
    assert.match(await done('dict', 'list'), /揽月大桥/);
    assert.equal(await done('block', 'list'), '内部');
    assert.match(await done('verify'), /^ok {4}index +finds all 3 articles/);
  });

  it('loses no write to a number that an article in it has already', async () => {
    await done('index', news('揽月大桥通车', '揽月湖起雾'));
    const key = await done('key', 'create', 'cms', '--scope', 'write');
    const connection = await connect();
    // As where the counter was copied before the articles were written.
    const counter = { method: 'PUT', path: [connection.index('meta'), '_doc', 'changes'], body: { last: 0 } } as const;
    await connection.ask(z.unknown(), counter);
    await done('snapshot', 'create', repository, 'lagging');
    await done('snapshot', 'restore', repository, 'lagging', '--replace');
    const { url } = await serve();
    assert.equal(await put(url, key, '揽月大桥通车', '揽月大桥封闭'), 200);
    assert.deepEqual((await titlesAt(url, '揽月')).sort(), ['揽月大桥封闭', '揽月湖起雾']);
  });

  it('brings back as many copies as the settings want, or there are nodes for', async () => {
    await done('index', news('揽月大桥通车'));
    await done('snapshot', 'create', repository, 'one');
    for (const wanted of ['1', '9']) {
      const restore = ['snapshot', 'restore', repository, 'one', '--replace'];
      const { code, stderr } = await run(restore, { XUNWEN_OPENSEARCH_COPIES: wanted });
      assert.equal(code, 0, stderr);
      assert.deepEqual(new Set(await copiesOf(await connect())), new Set([Number(wanted)]));
    }
  });

  it('has every index that a service makes, or it is one that can be made again', async () => {
    const connection = await connect();
    const other = await connect({ prefix: `${connection.options.prefix}-test` });
    await other.makeIndex('articles', { mappings: {} });
    const { url } = await serve();
    // A result of several pages has a cursor.
    await fetch(`${url}/api/search?q=${encodeURIComponent('揽月')}&size=1`);
    const path = ['_resolve', 'index', connection.index('*')];
    const all = await connection.ask(z.object({ indices: z.array(z.object({ name: z.string() })) }), {
      method: 'GET',
      path,
    });
    const names = all.indices.map(({ name }) => name).filter((name) => name !== other.index('articles'));
    assert.deepEqual([...(await presentIndices(connection))].sort(), names.sort());
  });

  it('is refused with a sentence where there is nothing to make it of, or to put back', async () => {
    assert.match(await refused(['snapshot', 'create', repository]), /no articles of the prefix snapshots-\d+\n$/);
    await done('index', news('揽月大桥通车'));
    for (const args of [
      ['create', 'nowhere'],
      ['list', 'nowhere'],
      ['restore', 'nowhere', 'a', '--replace'],
    ]) {
      assert.match(await refused(['snapshot', ...args]), /the cluster has no repository nowhere; docs\/OPENSEARCH\.md/);
    }
    for (const name of ['none', '*', '_all']) {
      const told = await refused(['snapshot', 'restore', repository, name, '--replace']);
      assert.ok(told.includes(`there is no ${name}; "xunwen snapshot list ${repository}" names all`), told);
    }
    assert.match(await refused(['snapshot', 'create', repository, 'News']), /must be lowercase/);
    await done('snapshot', 'create', repository, 'news');
    assert.match(await refused(['snapshot', 'create', repository, 'news']), /same name already exists/);
    const other = { XUNWEN_OPENSEARCH_PREFIX: 'snapshots-other' };
    assert.equal((await run(['snapshot', 'list', repository], other)).stdout, '');
    assert.match(
      await refused(['snapshot', 'restore', repository, 'news'], other),
      /news has no articles of the prefix snapshots-other/,
    );
    assert.match(await done('search', '揽月'), /揽月大桥通车/);
  });

  it('is for a cluster, as a backup is for a data folder', async () => {
    const embedded = { XUNWEN_ENGINE: 'embedded' };
    assert.match(await refused(['snapshot', 'create', repository], embedded), /for a data folder: xunwen backup\n$/);
    for (const command of ['backup', 'restore']) {
      assert.match(await refused([command, 'file']), /all is in the cluster: see xunwen snapshot\n$/);
    }
  });

  it('that is not whole says which shard is not in it, and deletes nothing', async () => {
    await done('index', news('揽月大桥通车'));
    await done('snapshot', 'create', repository, 'whole');
    await done('index', news('揽月湖起雾'));
    const shards = filesOf(await files()).filter((file) => /\/indices\/.*\/0\/snap-/.test(file));
    for (const file of shards) chmodSync(dirname(file), 0o500);
    const told = await refused(['snapshot', 'create', repository, 'part']);
    assert.match(told, /the snapshot part is PARTIAL: .*shard 0 of snapshots-\d+-articles: AccessDenied/);
    for (const file of shards) chmodSync(dirname(file), 0o700);
    assert.match(await done('snapshot', 'list', repository), /^whole\tSUCCESS.*\npart\tPARTIAL/);
    assert.match(await refused(['snapshot', 'restore', repository, 'part', '--replace']), /not whole: it is PARTIAL/);
    assert.match(await done('search', '揽月'), /揽月湖起雾/);
  });

  it('that is damaged says so, and another one can be put back', async () => {
    await done('index', news('揽月大桥通车'));
    await done('snapshot', 'create', repository, 'first');
    const known = filesOf(await files());
    await done('index', news('揽月湖起雾'));
    await done('snapshot', 'create', repository, 'second');
    for (const file of filesOf(await files())) {
      if (!known.includes(file) && /\/__[^/]*$/.test(file)) writeFileSync(file, 'x'.repeat(statSync(file).size));
    }
    const told = await refused(['snapshot', 'restore', repository, 'second', '--replace']);
    assert.match(told, /take another snapshot, not all can be put back: .*shard 0 of snapshots-\d+-articles: Corrupt/);
    await done('snapshot', 'restore', repository, 'first', '--replace');
    assert.match(await done('search', '揽月'), /揽月大桥通车/);
  });
});

function filesOf(folder: string): string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' }).map((name) => join(folder, name));
}

/** How many copies each index is to have. */
async function copiesOf(connection: ClusterConnection): Promise<number[]> {
  const index = z.object({ number_of_replicas: z.coerce.number() });
  const settings = z.record(z.string(), z.object({ settings: z.object({ index }) }));
  const path = [connection.index('*'), '_settings', 'index.number_of_replicas'];
  const answer = await connection.ask(settings, { method: 'GET', path });
  return Object.values(answer).map((one) => one.settings.index.number_of_replicas + 1);
}
